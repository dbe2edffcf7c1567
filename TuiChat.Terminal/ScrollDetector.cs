using System.Numerics;
using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>
/// Finds out whether a frame is the former one with some rows moved up or down, so that the terminal can move them. What does
/// not move along (a list at the side) is repaired by the diff that follows.
/// </summary>
static class ScrollDetector
{
    // A scroll costs about 25 bytes and repairs; below this many spared cells it is not worth the risk.
    const int LeastGain = 120;
    const int LeastRows = 4;
    const int MaxProbes = 8;
    const int LeastSpan = 3;

    /// <summary>Looks for the best scroll; null when none is worth it.</summary>
    /// <param name="front">What is shown.</param>
    /// <param name="back">What shall be shown.</param>
    /// <param name="hasMargins">The terminal can leave columns at the sides where they are.</param>
    internal static ScrollRegion? Find(ScreenBuffer front, ScreenBuffer back, bool hasMargins)
    {
        int height = back.Size.Height;
        if (height < LeastRows || height > 512) return null;

        Span<int> changed = stackalloc int[512];
        int count = 0;
        for (int y = 0; y < height; y++)
        {
            if (!front.Words(y).SequenceEqual(back.Words(y))) changed[count++] = y;
        }

        if (count < LeastRows) return null;

        int rows = Vote(front, back, changed[..count]);
        if (rows == 0) return null;

        (int left, int right) = Columns(front, back, changed[..count], rows);
        ScrollRegion? region = hasMargins ? Region(front, back, left, right, rows) : Region(front, back, 0, back.Size.Width, rows);
        return region is { } found ? found with { Moving = (left, right) } : null;
    }

    // Some changed rows ask: where in the former frame does what I show now stand?
    static int Vote(ScreenBuffer front, ScreenBuffer back, ReadOnlySpan<int> changed)
    {
        int height = back.Size.Height;
        Span<int> votes = stackalloc int[1024];
        votes.Clear();
        int step = Math.Max(1, changed.Length / MaxProbes);
        for (int i = 0; i < changed.Length; i += step)
        {
            int y = changed[i];
            Span<ulong> row = back.Words(y);
            (int first, int last) = Difference(front.Words(y), row);
            // Blank and nearly blank rows are found everywhere and prove nothing.
            Span<Cell> cells = back.Row(y)[first..(last + 1)];
            if (cells.Length < LeastSpan || cells.IndexOfAnyExcept(cells[0]) < 0) continue;

            for (int from = 0; from < height; from++)
            {
                if (from != y && front.Words(from)[first..(last + 1)].SequenceEqual(row[first..(last + 1)])) votes[from - y + 512]++;
            }
        }

        int best = 512;
        for (int i = 0; i < votes.Length; i++)
        {
            if (votes[i] > votes[best]) best = i;
        }

        return votes[best] >= 2 ? best - 512 : 0;
    }

    // The columns in which rows differ that have moved; beside them nothing moves, and nothing need be repaired.
    static (int Left, int Right) Columns(ScreenBuffer front, ScreenBuffer back, ReadOnlySpan<int> changed, int rows)
    {
        int left = back.Size.Width, right = 0;
        foreach (int y in changed)
        {
            if (y + rows < 0 || y + rows >= back.Size.Height) continue;

            Span<ulong> row = back.Words(y);
            (int first, int last) = Difference(front.Words(y), row);
            if (!front.Words(y + rows)[first..(last + 1)].SequenceEqual(row[first..(last + 1)])) continue;

            (left, right) = (Math.Min(left, first), Math.Max(right, last + 1));
        }

        if (right - left < LeastSpan) return (0, back.Size.Width);

        while (left > 0 && IsTorn(front, left)) left--;
        while (right < back.Size.Width && IsTorn(front, right)) right++;
        return (left, right);
    }

    // A border at this column would cut a wide character.
    static bool IsTorn(ScreenBuffer front, int x)
    {
        for (int y = 0; y < front.Size.Height; y++)
        {
            if (front.Row(y)[x].Width == 0) return true;
        }

        return false;
    }

    // The first and the last column in which two different rows differ.
    static (int First, int Last) Difference(ReadOnlySpan<ulong> old, ReadOnlySpan<ulong> row)
    {
        int first = row.CommonPrefixLength(old), last = row.Length - 1;
        while (last > first && row[last] == old[last]) last--;
        return (first, last);
    }

    // The run of rows that gain most from the move (largest sum), with the rows that come in blank at its end.
    static ScrollRegion? Region(ScreenBuffer front, ScreenBuffer back, int left, int right, int rows)
    {
        int height = back.Size.Height, distance = Math.Abs(rows);
        int best = 0, sum = 0, start = 0, bestStart = 0, bestEnd = 0;
        for (int y = Math.Max(0, -rows); y < Math.Min(height, height - rows); y++)
        {
            if (sum <= 0) (sum, start) = (0, y);
            ReadOnlySpan<ulong> row = back.Words(y)[left..right];
            sum += Differences(front.Words(y)[left..right], row) - Differences(front.Words(y + rows)[left..right], row);
            if (sum > best) (best, bestStart, bestEnd) = (sum, start, y + 1);
        }

        int top = rows > 0 ? bestStart : bestStart - distance, bottom = rows > 0 ? bestEnd + distance : bestEnd;
        if (best < LeastGain) return null;

        // Rows that come in are written in full, where otherwise only their differences would be.
        int entering = rows > 0 ? bottom - distance : top;
        for (int y = entering; y < entering + distance; y++)
        {
            best -= Filled(back.Row(y)[left..right]) - Differences(front.Words(y)[left..right], back.Words(y)[left..right]);
        }

        return best >= LeastGain ? new ScrollRegion(top, bottom, left, right, rows) : null;
    }

    static int Filled(ReadOnlySpan<Cell> row) => row.LastIndexOfAnyExcept(Cell.Blank(0)) + 1;

    static int Differences(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int same = 0, i = 0;
        ReadOnlySpan<Vector<ulong>> va = MemoryMarshal.Cast<ulong, Vector<ulong>>(a), vb = MemoryMarshal.Cast<ulong, Vector<ulong>>(b);
        Vector<ulong> total = Vector<ulong>.Zero;
        for (; i < va.Length; i++) total -= Vector.Equals(va[i], vb[i]);
        same += (int)Vector.Sum(total);
        for (i *= Vector<ulong>.Count; i < a.Length; i++) same += a[i] == b[i] ? 1 : 0;
        return a.Length - same;
    }
}
