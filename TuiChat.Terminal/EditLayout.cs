namespace TuiChat.Terminal;

/// <summary>
/// The rows in which a field shows its text: every character has a place, white space too, so that the caret can stand
/// anywhere. Rows end after a line feed and are soft-wrapped after white space where possible. Immutable.
/// </summary>
public sealed class EditLayout
{
    readonly string _text;
    readonly List<int> _starts = [0];

    /// <summary>
    /// Lays text out in rows of at most <paramref name="width"/> columns, beside which one column is kept for the caret
    /// and a hanging space; <see cref="int.MaxValue"/> wraps nothing.
    /// </summary>
    public EditLayout(string text, int width)
    {
        _text = text;
        Width = Math.Max(2, width);
        int at = 0, column = 0, breakAt = 0;
        while (at < text.Length)
        {
            int length = TextWidth.NextCluster(text.AsSpan(at), out int clusterWidth);
            if (text[at] == '\n')
            {
                _starts.Add(at += length);
                (column, breakAt) = (0, at);
                continue;
            }

            // A space may hang one column over the edge, so that the next word begins its own row.
            bool hangs = column == Width && LineBreaks.IsBreakingSpace(text[at]);
            if (column + clusterWidth > Width && !hangs)
            {
                int next = breakAt > _starts[^1] ? breakAt : at;
                _starts.Add(next);
                column = TextWidth.Measure(text.AsSpan(next, at - next));
            }

            column += clusterWidth;
            at += length;
            if (LineBreaks.IsBreakingSpace(text[at - 1]))
                breakAt = at;
        }

        // The caret behind a hanging space stands at the start of one more row.
        if (column > Width)
            _starts.Add(text.Length);
    }

    /// <summary>Columns of a row.</summary>
    public int Width { get; }

    /// <summary>How many rows there are; at least one.</summary>
    public int RowCount => _starts.Count;

    /// <summary>The text of a row without its line feed.</summary>
    public ReadOnlySpan<char> Row(int row) => _text.AsSpan(_starts[row], RowEnd(row) - _starts[row]);

    /// <summary>Where the caret at an index is shown. At a soft break it stands at the start of the later row.</summary>
    public (int Row, int Column) Locate(int index)
    {
        int row = _starts.BinarySearch(index);
        if (row < 0)
            row = ~row - 1;
        // An added empty last row begins at the same index as nothing else, so the search is exact.
        return (row, TextWidth.Measure(_text.AsSpan(_starts[row], index - _starts[row])));
    }

    /// <summary>The index nearest to a column of a row without passing it; the row's end when the column lies behind it.</summary>
    public int IndexAt(int row, int column)
    {
        int start = _starts[row], end = RowEnd(row);
        int index = start + TextWidth.Fit(_text.AsSpan(start, end - start), column, out _);
        // Behind the last cluster of a soft-wrapped row the caret would show in the next row.
        bool isSoftEnd = index == end && row + 1 < RowCount && _starts[row + 1] == end;
        return isSoftEnd && index > start ? ClusterBorders.Previous(_text, index) : index;
    }

    int RowEnd(int row)
    {
        if (row + 1 == RowCount)
            return _text.Length;
        int next = _starts[row + 1];
        return next > _starts[row] && _text[next - 1] == '\n' ? next - 1 : next;
    }
}
