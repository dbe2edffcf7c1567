namespace TuiChat.Terminal;

/// <summary>The xterm palette of 256 colours and the nearest entries in it.</summary>
static class Palette
{
    // The first 16 differ between terminals; these are xterm's own.
    static ReadOnlySpan<byte> First16 =>
    [
        0, 0, 0, 205, 0, 0, 0, 205, 0, 205, 205, 0, 0, 0, 238, 205, 0, 205, 0, 205, 205, 229, 229, 229,
        127, 127, 127, 255, 0, 0, 0, 255, 0, 255, 255, 0, 92, 92, 255, 255, 0, 255, 0, 255, 255, 255, 255, 255,
    ];

    static ReadOnlySpan<byte> CubeLevels => [0, 95, 135, 175, 215, 255];

    internal static Color RgbOf(byte index)
    {
        if (index < 16) return Color.Rgb(First16[index * 3], First16[(index * 3) + 1], First16[(index * 3) + 2]);
        if (index >= 232)
        {
            byte grey = (byte)(8 + (10 * (index - 232)));
            return Color.Rgb(grey, grey, grey);
        }

        int cube = index - 16;
        return Color.Rgb(CubeLevels[cube / 36], CubeLevels[(cube / 6) % 6], CubeLevels[cube % 6]);
    }

    /// <summary>The nearest of entries 16–255; the user's own 16 are left out, as nobody knows what they look like.</summary>
    internal static byte NearestOf256(byte r, byte g, byte b)
    {
        int ri = CubeIndex(r), gi = CubeIndex(g), bi = CubeIndex(b);
        byte cube = (byte)(16 + (36 * ri) + (6 * gi) + bi);
        int average = (r + g + b) / 3;
        byte grey = (byte)(232 + Math.Clamp((average - 3) / 10, 0, 23));
        return Distance(RgbOf(cube), r, g, b) <= Distance(RgbOf(grey), r, g, b) ? cube : grey;
    }

    internal static byte NearestOf16(byte r, byte g, byte b)
    {
        byte best = 0;
        int bestDistance = int.MaxValue;
        for (byte i = 0; i < 16; i++)
        {
            int distance = Distance(RgbOf(i), r, g, b);
            if (distance >= bestDistance) continue;

            (best, bestDistance) = (i, distance);
        }

        return best;
    }

    /// <summary>
    /// The nearest entry that has the contrast against a background; the one with the most contrast when none has. Entries 0–15 of
    /// the palette for 16 colours, 16–255 for 256. Of a grey, only greys.
    /// </summary>
    internal static byte NearestReadable(Color wanted, Color background, double contrast, bool has256, bool isGrey = false)
    {
        int first = has256 ? 16 : 0, end = has256 ? 256 : 16;
        int best = -1, bestDistance = int.MaxValue, boldest = first;
        double most = 0;
        for (int i = first; i < end; i++)
        {
            Color candidate = RgbOf((byte)i);
            double ratio = Contrast.Ratio(candidate, background) ?? 0;
            if (ratio > most) (boldest, most) = (i, ratio);
            int distance = Distance(candidate, wanted.R, wanted.G, wanted.B);
            if (ratio < contrast || distance >= bestDistance || (isGrey && (candidate.R != candidate.G || candidate.G != candidate.B))) continue;

            (best, bestDistance) = (i, distance);
        }

        return (byte)(best < 0 ? boldest : best);
    }

    static int CubeIndex(byte value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;

    // Weighted by how much the eye sees of each ("redmean" without its square roots).
    static int Distance(Color color, byte r, byte g, byte b)
    {
        int dr = color.R - r, dg = color.G - g, db = color.B - b;
        int mean = (color.R + r) / 2;
        return (((512 + mean) * dr * dr) >> 8) + (4 * dg * dg) + (((767 - mean) * db * db) >> 8);
    }
}
