namespace TuiChat.Terminal;

/// <summary>Contrast between colours as WCAG 2.1 defines it: 1 (same) to 21 (black on white); 4.5 is readable text.</summary>
public static class Contrast
{
    /// <summary>The least contrast of normal text (WCAG 2.1, success criterion 1.4.3).</summary>
    public const double Readable = 4.5;

    /// <summary>The least contrast of text in a high-contrast theme (criterion 1.4.6).</summary>
    public const double High = 7;

    // How finely a colour is moved towards white or black; small enough that no step is seen.
    const int Steps = 64;

    /// <summary>The contrast of two colours, either way round; null when one is the terminal's default, which nobody knows.</summary>
    public static double? Ratio(Color first, Color second) =>
        first.ToRgb() is { } a && second.ToRgb() is { } b ? RatioOf(Luminance(a), Luminance(b)) : null;

    /// <summary>
    /// The colour nearest to <paramref name="foreground"/>, on its way to white or to black, that reaches the contrast
    /// against the background; white or black itself when nothing between does. Default colours come back unchanged.
    /// </summary>
    public static Color EnsureAtLeast(Color foreground, Color background, double minimum)
    {
        if (foreground.ToRgb() is not { } from || background.ToRgb() is not { } behind)
            return foreground;
        double back = Luminance(behind);
        if (RatioOf(Luminance(from), back) >= minimum)
            return foreground;
        Color target = RatioOf(1, back) >= RatioOf(0, back) ? Color.Rgb(255, 255, 255) : Color.Rgb(0, 0, 0);
        for (int step = 1; step < Steps; step++)
        {
            Color candidate = Mix(from, target, (double)step / Steps);
            if (RatioOf(Luminance(candidate), back) >= minimum)
                return candidate;
        }

        return target;
    }

    /// <summary>The same on each of several backgrounds, which are all dark or all light.</summary>
    public static Color EnsureAtLeast(Color foreground, IReadOnlyList<Color> backgrounds, double minimum) =>
        backgrounds.Aggregate(foreground, (color, background) => EnsureAtLeast(color, background, minimum));

    /// <summary>The relative luminance of an RGB colour, 0 (black) to 1 (white).</summary>
    internal static double Luminance(Color rgb) =>
        (0.2126 * Linear(rgb.R)) + (0.7152 * Linear(rgb.G)) + (0.0722 * Linear(rgb.B));

    /// <summary>A mix of two RGB colours; 0 is all of the first, 1 all of the second.</summary>
    internal static Color Mix(Color first, Color second, double share) => Color.Rgb(
        Mix(first.R, second.R, share), Mix(first.G, second.G, share), Mix(first.B, second.B, share));

    static byte Mix(byte first, byte second, double share) => (byte)Math.Round(first + ((second - first) * share));

    static double RatioOf(double first, double second) => (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);

    static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
