using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// A stable colour for a name: the same text has the same hue everywhere and at every start, and is always readable on
/// the background it is drawn on.
/// </summary>
public static class HashColor
{
    // Hues are spread in OKLCH, where equal steps look equally far apart; this chroma exists in sRGB at every hue used.
    const double Chroma = 0.13;
    const double LightnessOnDark = 0.78;
    const double LightnessOnLight = 0.48;

    /// <summary>How many different hues there are; more would be hard to tell apart.</summary>
    public const int HueCount = 24;

    /// <summary>The colour of a text on a background, with at least the given contrast.</summary>
    public static Color Of(string text, Color background, double minimumContrast = Contrast.Readable) => Of(text, [background], minimumContrast);

    /// <summary>The colour of a text with at least the given contrast on each of the backgrounds, which are all dark or all light.</summary>
    public static Color Of(string text, IReadOnlyList<Color> backgrounds, double minimumContrast = Contrast.Readable)
    {
        Color background = backgrounds[0];
        bool isDark = Contrast.Ratio(background, Color.Rgb(255, 255, 255)) is not < Contrast.Readable;
        double hue = Hash(text) % HueCount * (Math.Tau / HueCount);
        Color color = FromOklch(isDark ? LightnessOnDark : LightnessOnLight, Chroma, hue);
        return Contrast.EnsureAtLeast(color, backgrounds, minimumContrast);
    }

    /// <summary>A number from 0 up to but without <paramref name="count"/>, chosen by the text; for terminals and themes with a fixed set.</summary>
    public static int Pick(string text, int count) => (int)(((ulong)Hash(text) * (ulong)count) >> 32);

    // FNV-1a over UTF-8, finished with a mix so that names differing in the last letter differ in the low bits.
    internal static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ value) * 16777619;
        hash ^= hash >> 16;
        hash *= 0x7feb352d;
        return hash ^ (hash >> 15);
    }

    // Björn Ottosson's OKLab (https://bottosson.github.io/posts/oklab/).
    static Color FromOklch(double lightness, double chroma, double hue)
    {
        double a = chroma * Math.Cos(hue), b = chroma * Math.Sin(hue);
        double l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        double m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        double s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return Color.Rgb(
            Channel((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Channel((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Channel((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    static byte Channel(double linear)
    {
        double value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
    }
}
