namespace TuiChat.Protocol;

/// <summary>The names of optional parts of the protocol. Both sides name theirs in <c>hello</c>; what both know may be used.</summary>
public static class Capability
{
    /// <summary>Requests for stored events (<c>history</c>).</summary>
    public const string History = "history";

    /// <summary>A repeated <c>send</c> with the same <c>cid</c> is answered with the first result.</summary>
    public const string Idempotent = "idempotent";

    /// <summary>Lines that answer a line (<c>reply</c> of <c>send</c>).</summary>
    public const string Reply = "reply";

    /// <summary>Changing and deleting what was said (<c>edit</c>, <c>delete</c>).</summary>
    public const string Edit = "edit";

    /// <summary>Reactions to a line (<c>react</c>).</summary>
    public const string React = "react";

    /// <summary>Accounts, roles, renaming and colours (<c>register</c> and what belongs to it).</summary>
    public const string Accounts = "accounts";

    /// <summary>Rooms of two, markers and block lists (<c>direct</c> and what belongs to it).</summary>
    public const string Direct = "direct";

    /// <summary>Who is away, writes, comes and goes (<c>away</c>, <c>typing</c>, <c>watch</c>).</summary>
    public const string Presence = "presence";

    /// <summary>Keeping order (<c>kick</c> and what belongs to it).</summary>
    public const string Moderation = "moderation";

    /// <summary>All that this code understands.</summary>
    public static IReadOnlyList<string> All { get; } = [History, Idempotent, Reply, Edit, React, Accounts, Direct, Presence, Moderation];
}
