namespace TuiChat.History;

/// <summary>Some lines of a room and what lies between them.</summary>
/// <param name="Lines">Oldest first.</param>
/// <param name="Ranges">The complete ranges from the first line on, ascending: what no range holds is a hole.</param>
/// <param name="ReadUpTo">The number up to which the room was read, 0 when it never was.</param>
/// <param name="Partner">The other one in a direct room; null in all others, and where nobody has told.</param>
sealed record HistoryPage(IReadOnlyList<HistoryLine> Lines, IReadOnlyList<SeqRange> Ranges, long ReadUpTo, string? Partner = null)
{
    /// <summary>Nothing.</summary>
    public static HistoryPage Empty { get; } = new([], [], 0);
}
