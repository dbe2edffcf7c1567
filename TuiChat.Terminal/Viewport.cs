namespace TuiChat.Terminal;

/// <summary>The part of a field's text that is in sight: laid out, scrolled so that the caret is in it, and drawn.</summary>
sealed class Viewport
{
    (string Text, int Width, bool IsWide) _key = ("", 0, false);
    EditLayout? _layout;
    string _text = "";
    int _firstRow;
    int _firstColumn;

    /// <summary>The cells of the field that show text.</summary>
    public Rectangle Area { get; private set; }

    /// <summary>The caret's column within the field.</summary>
    public int CaretX { get; private set; }

    /// <summary>The caret's row within the field.</summary>
    public int CaretY { get; private set; }

    /// <summary>The rows of a text in so many columns; kept until either changes.</summary>
    public EditLayout LayOut(string text, int columns, bool wraps)
    {
        // One column stays free for the caret and for a space that hangs over.
        int width = wraps ? columns - 1 : int.MaxValue;
        bool isWide = WidthPolicy.AmbiguousIsWide;
        if (_layout is null || _key.Width != width || _key.IsWide != isWide || !string.Equals(_key.Text, text, StringComparison.Ordinal))
            (_layout, _key) = (new EditLayout(text, width), (text, width, isWide));
        return _layout;
    }

    /// <summary>Scrolls as little as is needed for the caret to be in sight.</summary>
    public void Arrange(string text, int caret, Rectangle area, bool wraps)
    {
        EditLayout layout = LayOut(text, area.Width, wraps);
        (int row, int column) = layout.Locate(caret);
        Area = area;
        _text = text;
        _firstRow = Math.Clamp(_firstRow, Math.Max(0, row - area.Height + 1), row);
        _firstRow = Math.Min(_firstRow, Math.Max(0, layout.RowCount - area.Height));
        // Two columns stay free behind the caret, for a wide character to come.
        int longest = Math.Max(0, TextWidth.Measure(layout.Row(row)) - area.Width + 2);
        _firstColumn = wraps ? 0 : Math.Clamp(Math.Min(_firstColumn, longest), Math.Max(0, column - area.Width + 1), column);
        CaretX = area.X + column - _firstColumn;
        CaretY = area.Y + row - _firstRow;
    }

    /// <summary>Draws the rows in sight into the cells of the area.</summary>
    public void Draw(DrawContext context, Style style)
    {
        if (_layout is null)
            return;
        for (int y = 0; y < context.Height && _firstRow + y < _layout.RowCount; y++)
            context.Put(-_firstColumn, y, _layout.Row(_firstRow + y), style);
    }

    /// <summary>The index in the text under a cell of the field.</summary>
    public int IndexAt(int x, int y)
    {
        if (_layout is null)
            return _text.Length;
        int row = Math.Clamp(_firstRow + y - Area.Y, 0, _layout.RowCount - 1);
        return _layout.IndexAt(row, Math.Max(0, x - Area.X + _firstColumn));
    }
}
