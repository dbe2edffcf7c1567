using System.Text;

namespace TuiChat.History.Search;

/// <summary>Takes the marks that SQLite puts around matches out of a text.</summary>
static class MarkedText
{
    /// <summary>Before and behind a match: control characters, which no kept text holds.</summary>
    public const char Start = '\u0001', End = '\u0002';

    /// <summary>The text in one row without the marks, and where they were.</summary>
    public static (string Text, IReadOnlyList<Range> Matches) Read(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var matches = new List<Range>();
        var start = -1;
        foreach (var c in marked)
        {
            switch (c)
            {
                case Start:
                    start = text.Length;
                    break;
                case End when start >= 0:
                    if (text.Length > start) matches.Add(start..text.Length);
                    start = -1;
                    break;
                default:
                    text.Append(c is '\n' or '\t' or '\r' ? ' ' : c);
                    break;
            }
        }
        return (text.ToString(), matches);
    }
}
