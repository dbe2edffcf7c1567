namespace TuiChat.Protocol;

/// <summary>The names of optional parts of the protocol. Both sides name theirs in <c>hello</c>; what both know may be used.</summary>
public static class Capability
{
    /// <summary>Requests for stored events (<c>history</c>).</summary>
    public const string History = "history";

    /// <summary>A repeated <c>send</c> with the same <c>cid</c> is answered with the first result.</summary>
    public const string Idempotent = "idempotent";

    /// <summary>All that this code understands.</summary>
    public static IReadOnlyList<string> All { get; } = [History, Idempotent];
}
