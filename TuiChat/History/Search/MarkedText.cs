using System.Text;

namespace TuiChat.History.Search;

/// <summary>Takes the marks that SQLite puts around matches out of a text.</summary>
static class MarkedText
{
    /// <summary>Before and behind a match: control characters, which no kept text holds.</summary>
    public const char Start = '\u0001', End = '\u0002';

    /// <summary>The part of a text in which the first of some words stands, in one row, and where in it they stand.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">What is looked for, whatever the case.</param>
    /// <param name="most">The most characters of the part.</param>
    public static (string Text, IReadOnlyList<Range> Matches) Around(string text, IReadOnlyList<string> words, int most)
    {
        const int Before = 40;
        var first = words.Select(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(0).Min();
        var start = Math.Max(0, first - Before);
        var end = Math.Min(text.Length, start + most);
        if (start > 0 && char.IsLowSurrogate(text[start])) start++;
        if (end < text.Length && char.IsLowSurrogate(text[end])) end--;
        var (head, tail) = (start > 0 ? "…" : "", end < text.Length ? "…" : "");
        var part = head + text[start..end].Replace('\n', ' ').Replace('\t', ' ').Replace('\r', ' ') + tail;
        var matches = new List<Range>();
        for (var at = 0; at < part.Length; at++)
        {
            var longest = words.Where(word => word.Length > 0 && string.Compare(part, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0).Select(word => word.Length).DefaultIfEmpty(0).Max();
            if (longest == 0) continue;
            matches.Add(at..(at + longest));
            at += longest - 1;
        }
        return (part, matches);
    }

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
