using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>A grid of cells and a cursor: one frame. Only <see cref="DrawContext"/> and the renderer write to it.</summary>
sealed class ScreenBuffer
{
    readonly Cell[] _cells;

    internal ScreenBuffer(TerminalSize size, GlyphTable glyphs, StyleTable styles)
    {
        Size = size;
        Glyphs = glyphs;
        Styles = styles;
        _cells = new Cell[size.Width * size.Height];
        Clear();
    }

    internal TerminalSize Size { get; }

    internal GlyphTable Glyphs { get; }

    internal StyleTable Styles { get; }

    /// <summary>Column and row of the visible cursor; null when hidden.</summary>
    internal (int X, int Y)? Cursor { get; set; }

    internal CursorShape CursorShape { get; set; }

    internal Span<Cell> Row(int y) => _cells.AsSpan(y * Size.Width, Size.Width);

    /// <summary>A row as words, for comparing.</summary>
    internal Span<ulong> Words(int y) => MemoryMarshal.Cast<Cell, ulong>(Row(y));

    /// <summary>Blanks in the default style, no cursor.</summary>
    internal void Clear()
    {
        _cells.AsSpan().Fill(Cell.Blank(0));
        Cursor = null;
        CursorShape = CursorShape.Default;
    }

    /// <summary>Moves what is in a region; what comes in is unknown.</summary>
    internal void Scroll(ScrollRegion region)
    {
        int distance = Math.Abs(region.Rows), last = region.Bottom - region.Top - 1;
        for (int i = 0; i <= last; i++)
        {
            int y = region.Rows > 0 ? region.Top + i : region.Bottom - 1 - i;
            Span<Cell> row = Row(y)[region.Left..region.Right];
            if (i + distance > last) row.Fill(Cell.Unknown);
            else Row(y + region.Rows)[region.Left..region.Right].CopyTo(row);
        }
    }

    /// <summary>Puts a glyph into a row; what it half covers of wide neighbours becomes blank.</summary>
    internal static void Set(Span<Cell> row, int x, int glyph, ushort style, int width)
    {
        if (row[x].Width == 0) row[x - 1] = Cell.Blank(row[x - 1].Style);
        int end = x + width;
        if (end < row.Length && row[end].Width == 0) row[end] = Cell.Blank(row[end].Style);
        row[x] = new Cell(glyph, style, (ushort)width);
        if (width == 2) row[x + 1] = Cell.SecondHalf(style);
    }
}
