using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// Drawing into a rectangle of a frame. Coordinates count from the rectangle's top left corner; whatever lies outside of it,
/// or of the rectangle it was clipped from, is not drawn. Text may be untrusted: nothing but printable clusters reaches a cell.
/// </summary>
public readonly struct DrawContext
{
    readonly ScreenBuffer _buffer;
    readonly Rectangle _bounds;
    readonly Rectangle _clip;

    internal DrawContext(ScreenBuffer buffer)
        : this(buffer, new Rectangle(0, 0, buffer.Size.Width, buffer.Size.Height), new Rectangle(0, 0, buffer.Size.Width, buffer.Size.Height))
    {
    }

    DrawContext(ScreenBuffer buffer, Rectangle bounds, Rectangle clip)
    {
        _buffer = buffer;
        _bounds = bounds;
        _clip = clip;
    }

    /// <summary>The frame drawn on, for tests that look at cells.</summary>
    internal ScreenBuffer Buffer => _buffer;

    /// <summary>Columns of the rectangle.</summary>
    public int Width => _bounds.Width;

    /// <summary>Rows of the rectangle.</summary>
    public int Height => _bounds.Height;

    /// <summary>The rectangle in its own coordinates: from 0, 0.</summary>
    public Rectangle Bounds => new(0, 0, Width, Height);

    /// <summary>The rectangle in coordinates of the screen.</summary>
    public Rectangle ScreenBounds => _bounds;

    /// <summary>Nothing drawn here would be seen.</summary>
    public bool IsEmpty => _clip.IsEmpty;

    /// <summary>A context for a part of this one, with its own origin; the part may lie outside in part or whole.</summary>
    public DrawContext Clip(Rectangle part)
    {
        Rectangle bounds = part.Offset(_bounds.X, _bounds.Y);
        return new DrawContext(_buffer, bounds, bounds.Intersect(_clip));
    }

    /// <summary>Draws one line of text from left to right; stops at the right edge.</summary>
    /// <param name="x">Column of the first cluster; may be negative.</param>
    /// <param name="y">Row.</param>
    /// <param name="text">The text; what cannot be drawn is left out.</param>
    /// <param name="style">Its look.</param>
    /// <param name="link">A hyperlink for terminals that have them; ignored unless printable ASCII.</param>
    /// <returns>Columns the text took up to the right edge, drawn or hidden at the left.</returns>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style, string? link = null)
    {
        int left = _bounds.X + x, row = _bounds.Y + y, right = _clip.Right;
        bool isVisible = row >= _clip.Y && row < _clip.Bottom && !_clip.IsEmpty;
        ushort id = isVisible ? _buffer.Styles.Intern(style, link) : (ushort)0;
        Span<Cell> cells = isVisible ? _buffer.Row(row) : default;
        Span<char> clean = stackalloc char[TextWidth.MaxClusterChars];
        int edge = _bounds.Right, column = left;
        while (!text.IsEmpty && column < edge)
        {
            int length = TextWidth.NextCluster(text, out int width);
            ReadOnlySpan<char> cluster = text[..length];
            text = text[length..];
            if (width == 0) continue;

            if (isVisible && column + width > _clip.X && column < right) PutCluster(cells, column, cluster, width, id, clean);
            column += width;
        }

        return Math.Min(column, Math.Max(edge, left)) - left;
    }

    /// <summary>Draws a sign of ours in one column; where it would take two, what stands for it.</summary>
    public void PutSign(int x, int y, char sign, Style style) => Put(x, y, [WidthPolicy.OneColumn(sign)], style);

    /// <summary>Fills cells with a sign of one column; where it would take two, with what stands for it.</summary>
    public void Fill(Rectangle area, char character, Style style) => Fill(area, new Rune(WidthPolicy.OneColumn(character)), style);

    /// <summary>Fills cells with a code point of one column.</summary>
    public void Fill(Rectangle area, Rune rune, Style style)
    {
        if (TextWidth.Measure(rune) != 1) throw new ArgumentException("Only characters of one column fill an area.", nameof(rune));

        Rectangle target = area.Offset(_bounds.X, _bounds.Y).Intersect(_clip);
        if (target.IsEmpty) return;

        var cell = new Cell(rune.Value, _buffer.Styles.Intern(style, null), 1);
        for (int y = target.Y; y < target.Bottom; y++)
        {
            Span<Cell> row = _buffer.Row(y);
            // Setting the two ends repairs wide neighbours that lie half outside.
            ScreenBuffer.Set(row, target.X, cell.Glyph, cell.Style, 1);
            ScreenBuffer.Set(row, target.Right - 1, cell.Glyph, cell.Style, 1);
            row[target.X..target.Right].Fill(cell);
        }
    }

    /// <summary>Blanks everything in the given look.</summary>
    public void Clear(Style style) => Fill(Bounds, ' ', style);

    /// <summary>Changes the look of cells and leaves their text, for selections and highlights; links go.</summary>
    public void Restyle(Rectangle area, Style style)
    {
        Rectangle target = area.Offset(_bounds.X, _bounds.Y).Intersect(_clip);
        if (target.IsEmpty) return;

        ushort id = _buffer.Styles.Intern(style, null);
        for (int y = target.Y; y < target.Bottom; y++)
        {
            foreach (ref Cell cell in _buffer.Row(y)[target.X..target.Right]) cell = cell with { Style = id };
        }
    }

    /// <summary>Shows the cursor at a cell; the last call in a frame counts, and without one the cursor is hidden. Outside it is not shown.</summary>
    public void SetCursor(int x, int y, CursorShape shape = CursorShape.Default)
    {
        int column = _bounds.X + x, row = _bounds.Y + y;
        if (!_clip.Contains(column, row)) return;

        _buffer.Cursor = (column, row);
        _buffer.CursorShape = shape;
    }

    /// <summary>Hides the cursor, whoever has shown it in this frame.</summary>
    public void HideCursor() => _buffer.Cursor = null;

    void PutCluster(Span<Cell> cells, int column, ReadOnlySpan<char> cluster, int width, ushort style, Span<char> clean)
    {
        if (column < _clip.X || column + width > _clip.Right)
        {
            // Half of a wide character at the edge: the visible half stays blank.
            int visible = column < _clip.X ? _clip.X : column;
            ScreenBuffer.Set(cells, visible, ' ', style, 1);
            return;
        }

        int glyph = cluster[0];
        if (cluster.Length > 1 || glyph >= 0x300)
        {
            int length = TextWidth.CleanCluster(cluster, clean, out _);
            glyph = _buffer.Glyphs.Intern(clean[..length]);
        }

        ScreenBuffer.Set(cells, column, glyph, style, width);
    }
}
