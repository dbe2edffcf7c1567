using System.Globalization;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>Breaks styled text into rows of a width: at words where that is possible, else between clusters, never inside one.</summary>
public static class TextLayout
{
    /// <summary>Wraps runs to rows. There is always at least one row; a line feed always begins a new one.</summary>
    /// <param name="runs">The text; a cluster that spans two runs gets the style of its first character.</param>
    /// <param name="width">Columns of a row; less than 1 counts as 1.</param>
    /// <param name="firstIndent">Blank columns before the first row.</param>
    /// <param name="hangingIndent">Blank columns before every further row; given up where the width is too small for it.</param>
    public static IReadOnlyList<TextRow> Wrap(IReadOnlyList<TextRun> runs, int width, int firstIndent = 0, int hangingIndent = 0)
    {
        width = Math.Max(1, width);
        // Less than a third of the line left for text: an indent would only hurt.
        int indent = hangingIndent > width * 2 / 3 ? 0 : hangingIndent;
        int first = Math.Min(firstIndent, width - 1);
        string text = runs.Count == 1 ? runs[0].Text : Join(runs);
        if (text.Length <= width - first && IsOneRow(text, width - first))
            return [text.Length == 0 ? TextRow.Empty : new TextRow(runs, first)];

        var rows = new List<TextRow>();
        int start = 0;
        bool isLast;
        do
        {
            int left = rows.Count == 0 ? first : indent;
            (int end, int next) = RowEnd(text, start, Math.Max(1, width - left));
            rows.Add(new TextRow(Slice(runs, start, end), left));
            isLast = next > text.Length || (next == text.Length && text[^1] != '\n');
            start = next;
        }
        while (!isLast);

        return rows;
    }

    /// <summary>Wraps plain text to lines.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width) =>
        [.. Wrap([new TextRun(text)], width).Select(row => row.ToString())];

    /// <summary>Draws plain text wrapped into a context from its top; what does not fit is cut. Returns the rows drawn.</summary>
    public static int Draw(DrawContext context, string text, Style style)
    {
        IReadOnlyList<string> rows = Wrap(text, context.Width);
        int count = Math.Min(rows.Count, context.Height);
        for (int y = 0; y < count; y++)
            context.Put(0, y, rows[y], style);
        return count;
    }

    /// <summary>
    /// The end (exclusive) of the row that begins at <paramref name="start"/> without the white space it ends in, and
    /// where the next row begins; the latter is beyond the text's length when the text ends in this row.
    /// </summary>
    static (int End, int Next) RowEnd(string text, int start, int width)
    {
        int column = 0, at = start, lastWidth = 0, breakAt = -1;
        while (at < text.Length)
        {
            if (text[at] == '\n')
                return (TrimSpaces(text, start, at), at + 1);
            int length = TextWidth.NextCluster(text.AsSpan(at), out int clusterWidth);
            if (at > start && LineBreaks.IsAllowed(text, at, lastWidth, clusterWidth))
                breakAt = at;
            bool isSpace = length == 1 && LineBreaks.IsBreakingSpace(text[at]);
            // White space may hang over the edge: it is not drawn at the end of a row.
            if (column + clusterWidth > width && !isSpace && clusterWidth > 0 && at > start)
                return CutBefore(text, start, at, breakAt, width);
            column += clusterWidth;
            if (clusterWidth > 0)
                lastWidth = clusterWidth;
            at += length;
        }

        return (TrimSpaces(text, start, at), text.Length + 1);
    }

    static (int End, int Next) CutBefore(string text, int start, int overflow, int breakAt, int width)
    {
        int next = breakAt > start && !IsLongWord(text, breakAt, width) ? breakAt : overflow;
        return (TrimSpaces(text, start, next), next);
    }

    // The word would not fit in a row of its own either, so it begins here and is cut at the edge.
    static bool IsLongWord(string text, int start, int width)
    {
        int column = 0, at = start, lastWidth = 0;
        while (at < text.Length && text[at] != '\n' && column <= width)
        {
            int length = TextWidth.NextCluster(text.AsSpan(at), out int clusterWidth);
            if (LineBreaks.IsBreakingSpace(text[at]) || (at > start && LineBreaks.IsAllowed(text, at, lastWidth, clusterWidth)))
                return false;
            column += clusterWidth;
            lastWidth = clusterWidth;
            at += length;
        }

        return column > width;
    }

    // Format characters take no room, but may stand between spaces that hang over the edge.
    static int TrimSpaces(string text, int start, int end)
    {
        while (end > start && (LineBreaks.IsBreakingSpace(text[end - 1]) || char.GetUnicodeCategory(text[end - 1]) == UnicodeCategory.Format))
            end--;
        return end;
    }

    static bool IsOneRow(string text, int width) =>
        !text.Contains('\n', StringComparison.Ordinal) && TextWidth.Measure(text) <= width;

    static string Join(IReadOnlyList<TextRun> runs)
    {
        var text = new StringBuilder();
        for (int i = 0; i < runs.Count; i++)
            text.Append(runs[i].Text);
        return text.ToString();
    }

    static List<TextRun> Slice(IReadOnlyList<TextRun> runs, int start, int end)
    {
        var slice = new List<TextRun>();
        int offset = 0;
        foreach (TextRun run in runs)
        {
            int from = Math.Max(start - offset, 0), to = Math.Min(end - offset, run.Text.Length);
            if (from < to)
                slice.Add(from == 0 && to == run.Text.Length ? run : run with { Text = run.Text[from..to] });
            offset += run.Text.Length;
            if (offset >= end)
                break;
        }

        return slice;
    }
}
