namespace TuiChat.Terminal;

/// <summary>
/// One row of laid-out text: runs side by side, beginning at column <see cref="Indent"/>. Immutable. Drawn in every frame, so runs are
/// walked through by index: an enumerator would be memory for each row.
/// </summary>
public sealed class TextRow
{
    /// <summary>A row without text.</summary>
    public static readonly TextRow Empty = new([]);

    /// <summary>Makes a row of runs that fit one line.</summary>
    /// <param name="runs">The runs from left to right.</param>
    /// <param name="indent">Blank columns before them.</param>
    public TextRow(IReadOnlyList<TextRun> runs, int indent = 0)
    {
        Runs = runs;
        Indent = indent;
        int width = indent;
        for (int i = 0; i < runs.Count; i++)
            width += TextWidth.Measure(runs[i].Text);
        Width = width;
    }

    /// <summary>Makes a row of one run.</summary>
    public TextRow(string text, Style style = default, int indent = 0)
        : this([new TextRun(text, style)], indent)
    {
    }

    /// <summary>The runs from left to right.</summary>
    public IReadOnlyList<TextRun> Runs { get; }

    /// <summary>Blank columns before the first run.</summary>
    public int Indent { get; }

    /// <summary>Columns from the left edge to the end of the text.</summary>
    public int Width { get; }

    /// <summary>It stands between items and belongs to none: a selection does not cover it.</summary>
    public bool IsSeparator { get; init; }

    /// <summary>The text without styles, the indent as spaces.</summary>
    public override string ToString() => new string(' ', Indent) + string.Concat(Runs.Select(run => run.Text));

    /// <summary>Draws the row; what lies beyond the right edge is not seen.</summary>
    public void Draw(DrawContext context, int x, int y)
    {
        x += Indent;
        for (int i = 0; i < Runs.Count; i++)
            x += context.Put(x, y, Runs[i].Text, Runs[i].Style, Runs[i].Link);
    }

    /// <summary>The run under a column, or null where there is no text.</summary>
    public TextRun? RunAt(int column)
    {
        int right = Indent;
        if (column < right)
            return null;
        foreach (TextRun run in Runs)
        {
            right += TextWidth.Measure(run.Text);
            if (column < right)
                return run;
        }

        return null;
    }
}
