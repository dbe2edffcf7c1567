using System.Text;

namespace TuiChat.History.Search;

/// <summary>Takes the marks that SQLite puts around matches out of a text.</summary>
static class MarkedText
{
    /// <summary>Before and behind a match: control characters, which no kept text holds.</summary>
    public const char Start = '\u0001', End = '\u0002';

    /// <summary>The part of a text in which the first match stands, in one row, and where in it the matches are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Where in the text the matches are, ascending.</param>
    /// <param name="most">The most characters of the part.</param>
    public static (string Text, IReadOnlyList<Range> Matches) Around(string text, IReadOnlyList<Range> found, int most)
    {
        const int Before = 40;
        var first = found.Count == 0 ? 0 : found[0].Start.Value;
        var start = Math.Max(0, first - Before);
        var end = Math.Min(text.Length, start + most);
        if (start > 0 && text.AsSpan(start, first - start).IndexOfAny(' ', '\n') is >= 0 and var space) start += space + 1; // at a word, where there are any
        if (start > 0 && char.IsLowSurrogate(text[start])) start++;
        if (end < text.Length && char.IsLowSurrogate(text[end])) end--;
        var (head, tail) = (start > 0 ? "…" : "", end < text.Length ? "…" : "");
        var matches = new List<Range>();
        foreach (var match in found)
        {
            var (from, to) = (Math.Max(match.Start.Value, start), Math.Min(match.End.Value, end));
            if (from < to) matches.Add((from - start + head.Length)..(to - start + head.Length));
        }
        return (head + text[start..end].Replace('\n', ' ').Replace('\t', ' ').Replace('\r', ' ') + tail, matches);
    }

    /// <summary>Where some words stand in a text, whatever the case, ascending and without overlap.</summary>
    public static IReadOnlyList<Range> Find(string text, IReadOnlyList<string> words)
    {
        var matches = new List<Range>();
        for (var at = 0; at < text.Length; at++)
        {
            var longest = words.Where(word => word.Length > 0 && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0).Select(word => word.Length).DefaultIfEmpty(0).Max();
            if (longest == 0) continue;
            matches.Add(at..(at + longest));
            at += longest - 1;
        }
        return matches;
    }

    /// <summary>The text without the marks, and where they were.</summary>
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
                    text.Append(c);
                    break;
            }
        }
        return (text.ToString(), matches);
    }
}
