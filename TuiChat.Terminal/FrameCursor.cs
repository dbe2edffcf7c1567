namespace TuiChat.Terminal;

/// <summary>
/// Where the terminal's cursor stands while a frame is written, as far as that is known, and the shortest way from there. Owned by
/// the renderer.
/// </summary>
sealed class FrameCursor(FrameBuffer frame)
{
    /// <summary>Steps back that are shorter one by one than as a number.</summary>
    const int MostSteps = 3;

    // Nothing was drawn since the last absolute move but ASCII, which every terminal measures alike.
    bool _isExact;

    /// <summary>The column from 0; -1 when nobody knows.</summary>
    internal int X { get; private set; } = -1;

    /// <summary>The row from 0; -1 when nobody knows.</summary>
    internal int Y { get; private set; } = -1;

    /// <summary>A sequence has put the cursor somewhere; -1 when terminals differ about where.</summary>
    internal void IsAt(int x, int y) => (X, Y, _isExact) = (x, y, true);

    /// <summary>Something was drawn, and the cursor has moved on.</summary>
    /// <param name="x">The column behind it; -1 when terminals differ about that.</param>
    /// <param name="isAscii">It was ASCII.</param>
    internal void HasDrawn(int x, bool isAscii)
    {
        X = x;
        _isExact &= isAscii;
    }

    /// <summary>Moves to a cell by the fewest bytes; nothing is sent when the cursor stands there.</summary>
    internal void MoveTo(int x, int y)
    {
        if (Y >= 0 && y == Y + 1)
        {
            frame.Add("\n"u8);
            Y = y;
        }

        if (y == Y)
        {
            MoveAlong(x);
            return;
        }

        frame.MoveTo(x, y);
        IsAt(x, y);
    }

    void MoveAlong(int x)
    {
        int distance = x - X;
        if (X >= 0 && distance == 0) return;

        if (x == 0) frame.Add("\r"u8);
        else if (!_isExact || X < 0) frame.MoveToColumn(x);
        else if (distance is < 0 and >= -MostSteps) frame.Add((byte)'\b', -distance);
        else if (Digits(Math.Abs(distance)) < Digits(x + 1)) frame.MoveBy(distance);
        else frame.MoveToColumn(x);
        // A relative move is made only from where the cursor is for sure.
        IsAt(x, Y);
    }

    static int Digits(int number) => number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4;
}
