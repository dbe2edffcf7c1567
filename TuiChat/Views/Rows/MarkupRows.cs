using TuiChat.Terminal;
using TuiChat.Views.Markup;

namespace TuiChat.Views.Rows;

/// <summary>Lays the text of a message out as rows.</summary>
/// <param name="theme">The look.</param>
/// <param name="marks">The signs at the edges.</param>
/// <param name="plain">The look of text that is marked in no way.</param>
/// <param name="isRevealed">Spoilers are readable, and nothing is cut off at the end.</param>
sealed class MarkupRows(Theme theme, ChatMarks marks, Style plain, bool isRevealed)
{
    /// <summary>60 rows: of a longer message the rest is shown when asked for.</summary>
    const int MaxRows = 60;

    /// <summary>The rows of a text, at least one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Columns of a row.</param>
    /// <param name="lead">What the first line begins with.</param>
    public List<TextRow> Rows(MessageText text, int width, IReadOnlyList<TextRun> lead)
    {
        var rows = new List<TextRow>();
        Add(rows, text.Blocks, width, plain, lead);
        if (rows.Count <= MaxRows || isRevealed) return rows;
        var hidden = rows.Count - MaxRows;
        rows.RemoveRange(MaxRows, hidden);
        rows.Add(new TextRow(TextWidth.Truncate($"{marks.Waiting} {hidden} more rows: select the line and press s", width), theme[StandardRoles.Dim]));
        return rows;
    }

    void Add(List<TextRow> rows, IReadOnlyList<MarkupBlock> blocks, int width, Style style, IReadOnlyList<TextRun> lead)
    {
        if (lead.Count > 0 && blocks[0] is not MarkupBlock.Paragraph) rows.AddRange(TextLayout.Wrap(lead, width));
        foreach (var block in blocks)
        {
            if (block.HasGap) rows.Add(TextRow.Empty);
            switch (block)
            {
                case MarkupBlock.Paragraph paragraph:
                    rows.AddRange(TextLayout.Wrap(Runs(paragraph.Spans, style, block == blocks[0] ? lead : []), width));
                    break;
                case MarkupBlock.Code code:
                    AddCode(rows, code, width);
                    break;
                case MarkupBlock.Quote quote:
                    AddIndented(rows, quote.Blocks, width, marks.Quote + " ", theme[ChatRoles.Quote], isRepeated: true, style: theme[ChatRoles.Quote]);
                    break;
                case MarkupBlock.Item item:
                    AddIndented(rows, item.Blocks, width, item.Marker + " ", style, isRepeated: false, style);
                    break;
                default:
                    throw new InvalidOperationException($"{block.GetType().Name} is no block that is known here.");
            }
        }
    }

    /// <summary>Adds blocks with a sign before the first row or before all, and the others as far from the edge.</summary>
    void AddIndented(List<TextRow> rows, IReadOnlyList<MarkupBlock> blocks, int width, string sign, Style signStyle, bool isRepeated, Style style)
    {
        var columns = TextWidth.Measure(sign);
        var inner = new List<TextRow>();
        Add(inner, blocks, Math.Max(1, width - columns), style, []);
        for (var i = 0; i < inner.Count; i++)
            rows.Add(isRepeated || i == 0 ? Before(new TextRun(sign, signStyle), inner[i]) : new TextRow(inner[i].Runs, inner[i].Indent + columns));
    }

    static TextRow Before(TextRun sign, TextRow row) => row.Indent == 0
        ? new TextRow([sign, .. row.Runs])
        : new TextRow([sign, new TextRun(new string(' ', row.Indent), sign.Style), .. row.Runs]);

    /// <summary>Lines of code keep their spaces and are cut at the edge, on a ground of their own as wide as the longest.</summary>
    void AddCode(List<TextRow> rows, MarkupBlock.Code code, int width)
    {
        var style = theme[ChatRoles.CodeBlock];
        var edge = new TextRun(marks.Code + " ", theme[ChatRoles.CodeEdge]);
        var columns = Math.Max(1, width - 2);
        var lines = new List<string>();
        if (code.Label.Length > 0) rows.Add(new TextRow([edge, new TextRun(TextWidth.Truncate(code.Label, columns), theme[StandardRoles.Dim])]));
        foreach (var range in code.Text.AsSpan().Split('\n')) Cut(lines, code.Text.AsSpan(range), columns);
        var longest = lines.Max(line => TextWidth.Measure(line));
        foreach (var line in lines) rows.Add(new TextRow([edge, new TextRun(line + new string(' ', longest - TextWidth.Measure(line)), style)]));
    }

    static void Cut(List<string> lines, ReadOnlySpan<char> line, int columns)
    {
        do
        {
            var length = Math.Max(TextWidth.Fit(line, columns, out _), line.IsEmpty ? 0 : TextWidth.NextCluster(line, out _));
            lines.Add(line[..length].ToString());
            line = line[length..];
        }
        while (!line.IsEmpty);
    }

    List<TextRun> Runs(IReadOnlyList<MarkupSpan> spans, Style style, IReadOnlyList<TextRun> lead)
    {
        var runs = new List<TextRun>(lead.Count + spans.Count);
        runs.AddRange(lead);
        var isInHidden = false;
        foreach (var span in spans)
        {
            var isHidden = (span.Look & SpanLook.Spoiler) != 0 && !isRevealed;
            if (!isHidden) runs.Add(new TextRun(span.Text, StyleOf(span, style), span.Link));
            else if (!isInHidden) runs.Add(new TextRun($"{marks.Hidden}\u00A0spoiler\u00A0{marks.Hidden}", theme[ChatRoles.Spoiler]));
            isInHidden = isHidden;
        }
        return runs;
    }

    Style StyleOf(MarkupSpan span, Style style)
    {
        var look = span.Look;
        var role = (look & SpanLook.Spoiler) != 0 ? ChatRoles.Spoiler
            : (look & SpanLook.Code) != 0 ? ChatRoles.Code
            : (look & SpanLook.Host) != 0 ? StandardRoles.Dim
            : span.Link is not null ? ChatRoles.Link
            : null;
        var found = role is null ? style : theme[role];
        if ((look & SpanLook.Bold) != 0) found = found with { Text = found.Text | TextStyle.Bold };
        if ((look & SpanLook.Italic) != 0) found = found with { Text = found.Text | TextStyle.Italic };
        return found;
    }
}
