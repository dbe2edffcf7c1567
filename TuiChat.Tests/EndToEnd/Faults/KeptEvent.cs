namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>One event of a room as a database holds it, the server's or a client's, in words that both share.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Kind">What it is: one of the types of the protocol.</param>
/// <param name="Author">Who, or null.</param>
/// <param name="Text">What a line says now; empty for what changes a line.</param>
/// <param name="Reactions">To a line: "👍 ann bob, 🍰 cid".</param>
sealed record KeptEvent(long Seq, string Kind, string? Author, string Text = "", string Reactions = "")
{
    /// <summary>The kind of what was said.</summary>
    public const string Line = "msg";

    /// <summary>The line that it changes or answers, or null.</summary>
    public long? Target { get; init; }

    public bool IsEdited { get; init; }

    public bool IsDeleted { get; init; }
}
