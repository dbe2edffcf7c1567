namespace TuiChat.Terminal;

/// <summary>
/// A look with as many colours as a terminal has: the nearest background, and the nearest text colour that is still as readable on
/// it as the theme meant it to be. Rounding each for itself would make pale text on a coloured ground vanish.
/// </summary>
static class ReducedStyle
{
    // Kept as far as the full colours had it: readable in high contrast, readable, visible.
    static readonly double[] Grades = [Contrast.High, Contrast.Readable, 3];

    // A grey of a theme has at most so much between its strongest and its weakest part.
    const int MostTint = 36;

    /// <summary>The look at a depth.</summary>
    /// <param name="style">The full look.</param>
    /// <param name="depth">The depth.</param>
    /// <param name="staysGrey">It is the look of running text: a greyish one does not become a colour, though that be nearer.</param>
    internal static Style Of(Style style, ColorDepth depth, bool staysGrey = false)
    {
        if (depth == ColorDepth.TrueColor) return style;

        Color background = style.Background.Downgrade(depth), foreground = style.Foreground.Downgrade(depth);
        // Without a colour on either side nobody knows the contrast; a palette's own entry was chosen as it is.
        if (Contrast.Ratio(style.Foreground, style.Background) is not { } meant || Contrast.Ratio(foreground, background) is not { } got)
            return style with { Foreground = foreground, Background = background };

        double needed = Grades.FirstOrDefault(grade => meant >= grade);
        if (got >= needed || (style.Foreground.IsIndexed && style.Foreground == foreground && style.Background == background))
            return style with { Foreground = foreground, Background = background };

        // A ratio is known, so both have a colour.
        Color wanted = style.Foreground.ToRgb()!.Value;
        bool has256 = depth == ColorDepth.Ansi256;
        var isGrey = staysGrey && Math.Max(wanted.R, Math.Max(wanted.G, wanted.B)) - Math.Min(wanted.R, Math.Min(wanted.G, wanted.B)) <= MostTint;
        var nearest = Color.Indexed(Palette.NearestReadable(wanted, background, needed, has256, isGrey));
        if (Contrast.Ratio(nearest, background) < needed)
        {
            // Nothing is readable enough on this ground, such as the red of 16 colours: it becomes black or white.
            bool isDark = Contrast.Luminance(style.Background.ToRgb()!.Value) < Contrast.Luminance(wanted);
            background = Color.Rgb(isDark ? (byte)0 : (byte)255, isDark ? (byte)0 : (byte)255, isDark ? (byte)0 : (byte)255).Downgrade(depth);
            nearest = Color.Indexed(Palette.NearestReadable(wanted, background, needed, has256, isGrey));
        }

        return style with { Foreground = nearest, Background = background };
    }
}
