namespace TuiChat.Terminal;

/// <summary>A rectangle of cells; the right and bottom edges are exclusive. A width or height ≤ 0 means empty.</summary>
public readonly record struct Rectangle(int X, int Y, int Width, int Height)
{
    /// <summary>The first column to the right of the rectangle.</summary>
    public int Right => X + Width;

    /// <summary>The first row below the rectangle.</summary>
    public int Bottom => Y + Height;

    /// <summary>There is no cell in it.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The cell lies inside.</summary>
    public bool Contains(int x, int y) => x >= X && x < Right && y >= Y && y < Bottom;

    /// <summary>The cells in both; empty (never negative) when there are none.</summary>
    public Rectangle Intersect(Rectangle other)
    {
        int left = Math.Max(X, other.X), top = Math.Max(Y, other.Y);
        int width = Math.Min(Right, other.Right) - left, height = Math.Min(Bottom, other.Bottom) - top;
        return width <= 0 || height <= 0 ? new Rectangle(left, top, 0, 0) : new Rectangle(left, top, width, height);
    }

    /// <summary>The rectangle moved by the given columns and rows.</summary>
    public Rectangle Offset(int dx, int dy) => new(X + dx, Y + dy, Width, Height);
}
