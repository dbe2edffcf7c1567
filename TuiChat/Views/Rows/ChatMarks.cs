using TuiChat.Terminal;

namespace TuiChat.Views.Rows;

/// <summary>The signs that say something beside the text, for terminals with many glyphs and for those with few.</summary>
/// <param name="Sent">Behind an own line that the server has stored.</param>
/// <param name="Waiting">Behind one that it has not.</param>
/// <param name="Reply">Before the line that is answered.</param>
/// <param name="Mention">Beside a line that names us.</param>
/// <param name="Quote">At the left edge of a quote.</param>
/// <param name="Code">At the left edge of a block of code.</param>
/// <param name="Hidden">What is drawn over a spoiler.</param>
sealed record ChatMarks(string Sent, string Waiting, string Reply, string Mention, string Quote, string Code, string Hidden)
{
    static readonly ChatMarks Rich = new("✓", "…", "↪", "»", "▌", "│", "▒▒▒");
    static readonly ChatMarks Plain = new("+", "...", "->", ">", "|", ":", "###");

    /// <summary>Those that a terminal can draw, each in the columns that it has to take.</summary>
    public static ChatMarks For(TerminalCapabilities? capabilities) => capabilities is { HasFewGlyphs: true } || WidthPolicy.AmbiguousIsWide ? Plain : Rich;
}
