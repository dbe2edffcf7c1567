using System.Globalization;

namespace TuiChat.Terminal;

/// <summary>A colour of the terminal: its default, one of its palette of 256, or 24-bit RGB.</summary>
public readonly record struct Color
{
    const uint IndexedKind = 1u << 24;
    const uint RgbKind = 2u << 24;

    static readonly string[] Names =
        ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    /// <summary>Every name that <see cref="TryParse"/> knows, but for "default" and other spellings.</summary>
    public static IReadOnlyList<string> KnownNames { get; } = [.. Names, .. Names.Select(name => "bright-" + name), "gray", .. NamedColors.Names];

    readonly uint _value;

    Color(uint value) => _value = value;

    /// <summary>The terminal's own foreground or background.</summary>
    public static Color Default => default;

    /// <summary>It is the terminal's own colour.</summary>
    public bool IsDefault => _value == 0;

    /// <summary>It is an entry of the palette, given by <see cref="Index"/>.</summary>
    public bool IsIndexed => (_value & IndexedKind) != 0;

    /// <summary>It is given by red, green and blue.</summary>
    public bool IsRgb => (_value & RgbKind) != 0;

    /// <summary>The palette entry; only meaningful when <see cref="IsIndexed"/>.</summary>
    public byte Index => (byte)_value;

    /// <summary>Red; only meaningful when <see cref="IsRgb"/>.</summary>
    public byte R => (byte)(_value >> 16);

    /// <summary>Green; only meaningful when <see cref="IsRgb"/>.</summary>
    public byte G => (byte)(_value >> 8);

    /// <summary>Blue; only meaningful when <see cref="IsRgb"/>.</summary>
    public byte B => (byte)_value;

    /// <summary>A 24-bit colour.</summary>
    public static Color Rgb(byte r, byte g, byte b) => new(RgbKind | ((uint)r << 16) | ((uint)g << 8) | b);

    /// <summary>An entry of the palette: 0–15 are the user's own colours, 16–231 the cube, 232–255 greys.</summary>
    public static Color Indexed(byte index) => new(IndexedKind | index);

    /// <summary>
    /// Reads "#rrggbb", "#rgb", "default", a name ("red", "bright-blue", "gray", or one of the web such as "orange") or a palette number ("0" to "255"); case does not matter.
    /// </summary>
    public static bool TryParse(string? text, out Color color)
    {
        color = default;
        if (string.IsNullOrWhiteSpace(text)) return false;

        ReadOnlySpan<char> value = text.AsSpan().Trim();
        if (value[0] == '#') return TryParseHex(value[1..], out color);

        if (value.Equals("default", StringComparison.OrdinalIgnoreCase)) return true;

        if (byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out byte index))
        {
            color = Indexed(index);
            return true;
        }

        return TryParseName(value, out color);
    }

    /// <summary>How many colours the environment speaks for: NO_COLOR, COLORTERM, WT_SESSION and TERM, in this order.</summary>
    /// <param name="environment">Looks a variable up; null when unset.</param>
    public static ColorDepth DetectDepth(Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(environment("NO_COLOR"))) return ColorDepth.None;

        string term = environment("TERM") ?? "";
        if (term is "dumb" or "vt100" or "vt102" or "vt220" or "vt52") return ColorDepth.None;
        if (environment("COLORTERM") is "truecolor" or "24bit") return ColorDepth.TrueColor;
        if (!string.IsNullOrEmpty(environment("WT_SESSION"))) return ColorDepth.TrueColor;
        if (term.EndsWith("-direct", StringComparison.Ordinal) || term is "xterm-kitty" or "xterm-ghostty" or "alacritty" or "foot" or "wezterm") return ColorDepth.TrueColor;
        if (term.Contains("256color", StringComparison.Ordinal)) return ColorDepth.Ansi256;
        return ColorDepth.Ansi16;
    }

    /// <summary>The nearest colour a terminal of the given depth shows; at <see cref="ColorDepth.None"/> the default.</summary>
    public Color Downgrade(ColorDepth depth) => depth switch
    {
        ColorDepth.TrueColor => this,
        ColorDepth.Ansi256 => IsRgb ? Indexed(Palette.NearestOf256(R, G, B)) : this,
        ColorDepth.Ansi16 when IsRgb => Indexed(Palette.NearestOf16(R, G, B)),
        ColorDepth.Ansi16 when IsIndexed && Index > 15 => Palette.RgbOf(Index).Downgrade(ColorDepth.Ansi16),
        ColorDepth.Ansi16 => this,
        ColorDepth.None => Default,
        _ => throw new ArgumentOutOfRangeException(nameof(depth)),
    };

    /// <summary>The colour as RGB, palette entries by the xterm palette; null for the default, which nobody knows.</summary>
    public Color? ToRgb() => IsDefault ? null : IsRgb ? this : Palette.RgbOf(Index);

    /// <summary>A form <see cref="TryParse"/> reads.</summary>
    public override string ToString()
    {
        if (IsDefault) return "default";
        if (IsRgb) return $"#{R:x2}{G:x2}{B:x2}";
        if (Index > 15) return Index.ToString(CultureInfo.InvariantCulture);
        return Index < 8 ? Names[Index] : "bright-" + Names[Index - 8];
    }

    static bool TryParseHex(ReadOnlySpan<char> digits, out Color color)
    {
        color = default;
        if (digits.Length is not (3 or 6)) return false;
        if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)) return false;

        color = digits.Length == 6
            ? new Color(RgbKind | value)
            : Rgb((byte)((value >> 8) * 17), (byte)(((value >> 4) & 15) * 17), (byte)((value & 15) * 17));
        return true;
    }

    static bool TryParseName(ReadOnlySpan<char> name, out Color color)
    {
        color = default;
        if (name.Equals("gray", StringComparison.OrdinalIgnoreCase) || name.Equals("grey", StringComparison.OrdinalIgnoreCase))
        {
            color = Indexed(8);
            return true;
        }

        bool isBright = name.StartsWith("bright-", StringComparison.OrdinalIgnoreCase);
        if (isBright) name = name[7..];
        for (byte i = 0; i < Names.Length; i++)
        {
            if (!name.Equals(Names[i], StringComparison.OrdinalIgnoreCase)) continue;

            color = Indexed((byte)(isBright ? i + 8 : i));
            return true;
        }

        return !isBright && NamedColors.TryFind(name, out color);
    }
}
