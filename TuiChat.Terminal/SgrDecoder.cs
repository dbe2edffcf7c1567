using System.Globalization;

namespace TuiChat.Terminal;

/// <summary>Parameters of SGR to a style.</summary>
static class SgrDecoder
{
    /// <summary>The style after the parameters ("0;1;38;2;255;0;0") were applied.</summary>
    internal static Style Apply(Style style, string parameters)
    {
        string[] parts = parameters.Split(';');
        for (int i = 0; i < parts.Length; i++)
        {
            int code = parts[i].Length == 0 ? 0 : int.Parse(parts[i], CultureInfo.InvariantCulture);
            style = code switch
            {
                0 => Style.Default,
                >= 1 and <= 4 => style with { Text = style.Text | (TextStyle)(1 << (code - 1)) },
                7 => style with { Text = style.Text | TextStyle.Reverse },
                9 => style with { Text = style.Text | TextStyle.Strikethrough },
                22 => style with { Text = style.Text & ~(TextStyle.Bold | TextStyle.Dim) },
                23 or 24 => style with { Text = style.Text & ~(TextStyle)(1 << (code - 21)) },
                27 => style with { Text = style.Text & ~TextStyle.Reverse },
                29 => style with { Text = style.Text & ~TextStyle.Strikethrough },
                >= 30 and <= 37 => style with { Foreground = Color.Indexed((byte)(code - 30)) },
                >= 40 and <= 47 => style with { Background = Color.Indexed((byte)(code - 40)) },
                >= 90 and <= 97 => style with { Foreground = Color.Indexed((byte)(code - 82)) },
                >= 100 and <= 107 => style with { Background = Color.Indexed((byte)(code - 92)) },
                38 => style with { Foreground = Extended(parts, ref i) },
                48 => style with { Background = Extended(parts, ref i) },
                39 => style with { Foreground = Color.Default },
                49 => style with { Background = Color.Default },
                _ => throw new FormatException($"Unknown SGR parameter {code}."),
            };
        }

        return style;
    }

    static Color Extended(string[] parts, ref int i)
    {
        if (parts[i + 1] == "5")
        {
            i += 2;
            return Color.Indexed(Part(parts[i]));
        }

        i += 4;
        return Color.Rgb(Part(parts[i - 2]), Part(parts[i - 1]), Part(parts[i]));
    }

    static byte Part(string text) => byte.Parse(text, CultureInfo.InvariantCulture);
}
