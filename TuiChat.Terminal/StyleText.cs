namespace TuiChat.Terminal;

/// <summary>
/// A look as written in a theme: "foreground on background bold". Every part may be missing and is then taken from the
/// fallback role. Colours are those of <see cref="Color.TryParse"/> or "$name" of the theme's palette.
/// </summary>
/// <param name="Foreground">The colour of the text, or null.</param>
/// <param name="Background">The colour behind it, or null.</param>
/// <param name="Text">The attributes, none for "plain", or null.</param>
sealed record StyleText(Color? Foreground, Color? Background, TextStyle? Text)
{
    static readonly string[] ColorNames =
        ["default", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "gray"];

    static readonly string[] Attributes = ["plain", "bold", "dim", "italic", "underline", "reverse", "strikethrough"];

    /// <summary>Reads the text form; null with a sentence saying what is wrong when it cannot.</summary>
    public static StyleText? Parse(string text, IReadOnlyDictionary<string, Color> palette, out string problem)
    {
        Color? foreground = null, background = null;
        TextStyle? attributes = null;
        bool expectsBackground = false;
        problem = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!expectsBackground && word == "on")
                expectsBackground = true;
            else if (!expectsBackground && ParseAttribute(word) is { } attribute)
                attributes = attribute == TextStyle.None ? TextStyle.None : (attributes ?? TextStyle.None) | attribute;
            else if (ParseColor(word, palette, out problem) is not { } color)
                return null;
            else if (expectsBackground)
                (background, expectsBackground) = (color, false);
            else if (foreground is null)
                foreground = color;
            else
                return Fail($"\"{word}\" is a second text colour; write \"on {word}\" for the background", out problem);
        }

        return expectsBackground
            ? Fail("a colour is missing after \"on\"", out problem)
            : new StyleText(foreground, background, attributes);
    }

    /// <summary>Reads one colour; null with a sentence when it cannot.</summary>
    public static Color? ParseColor(string word, IReadOnlyDictionary<string, Color> palette, out string problem)
    {
        problem = "";
        if (word.StartsWith('$'))
        {
            if (palette.TryGetValue(word[1..], out Color named))
                return named;
            problem = $"the palette has no \"{word[1..]}\"" + Suggest(word[1..], palette.Keys);
            return null;
        }

        if (Color.TryParse(word, out Color color))
            return color;
        problem = $"\"{word}\" is no colour and no attribute; allowed are #rrggbb, #rgb, 0 to 255, {string.Join(", ", ColorNames)}, " +
                  $"bright-red and so on, $name of the palette, and {string.Join(", ", Attributes)}" +
                  Suggest(word, [.. ColorNames, .. Attributes]);
        return null;
    }

    /// <summary>The look with what is missing taken from another.</summary>
    public Style Over(Style fallback) =>
        new(Foreground ?? fallback.Foreground, Background ?? fallback.Background, Text ?? fallback.Text);

    internal static string Suggest(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } near ? $" (did you mean \"{near}\"?)" : "";

    static TextStyle? ParseAttribute(string word) => word switch
    {
        "plain" => TextStyle.None,
        "bold" => TextStyle.Bold,
        "dim" => TextStyle.Dim,
        "italic" => TextStyle.Italic,
        "underline" => TextStyle.Underline,
        "reverse" => TextStyle.Reverse,
        "strikethrough" => TextStyle.Strikethrough,
        _ => null,
    };

    static StyleText? Fail(string reason, out string problem)
    {
        problem = reason;
        return null;
    }
}
