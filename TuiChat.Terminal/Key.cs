using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// One key press as a value, in one normal form whatever the terminal sent: without Ctrl and Alt a character is given as
/// typed and carries no Shift; with Ctrl or Alt a letter is lower case and Shift stands in the modifiers.
/// </summary>
/// <param name="Code">Which key.</param>
/// <param name="Rune">The character when <paramref name="Code"/> is <see cref="KeyCode.Char"/>, else U+0000.</param>
/// <param name="Modifiers">The modifiers held.</param>
public readonly record struct Key(KeyCode Code, Rune Rune, KeyModifiers Modifiers)
{
    /// <summary>Makes the normal form of a character key.</summary>
    public static Key Of(Rune rune, KeyModifiers modifiers = KeyModifiers.None)
    {
        if ((modifiers & (KeyModifiers.Ctrl | KeyModifiers.Alt)) == 0)
        {
            bool shifted = (modifiers & KeyModifiers.Shift) != 0 && Rune.IsLetter(rune);
            return new Key(KeyCode.Char, shifted ? Rune.ToUpperInvariant(rune) : rune, KeyModifiers.None);
        }

        Rune lower = Rune.ToLowerInvariant(rune);
        if (lower != rune) modifiers |= KeyModifiers.Shift;
        // Ctrl+letter is one control byte with and without Shift in the old encoding: Ctrl+K typed as "Ctrl+Shift+K" stays apart.
        return new Key(KeyCode.Char, lower, modifiers);
    }

    /// <summary>Makes the normal form of a character key of the basic plane.</summary>
    public static Key Of(char character, KeyModifiers modifiers = KeyModifiers.None) => Of(new Rune(character), modifiers);

    /// <summary>Makes a key that is no character.</summary>
    public static Key Of(KeyCode code, KeyModifiers modifiers = KeyModifiers.None) => new(code, default, modifiers);

    /// <summary>The key is a character without Ctrl and Alt: it types <see cref="Rune"/>.</summary>
    public bool IsText => Code == KeyCode.Char && (Modifiers & (KeyModifiers.Ctrl | KeyModifiers.Alt)) == 0;

    /// <summary>Reads the text form; throws <see cref="FormatException"/> when it names no key.</summary>
    public static Key Parse(string text)
        => TryParse(text, out Key key) ? key : throw new FormatException($"\"{text}\" is not a key such as Ctrl+K, Alt+Enter or F1.");

    /// <summary>
    /// Reads the text form <see cref="ToString"/> writes: modifiers (Ctrl, Alt, Shift) and a key joined by '+', without
    /// regard to case in names and in letters that follow Ctrl or Alt. "Esc", "PgUp", "PgDn", "Ins", "Del", "Return" are understood too.
    /// </summary>
    public static bool TryParse(string? text, out Key key)
    {
        key = default;
        if (string.IsNullOrEmpty(text)) return false;

        ReadOnlySpan<char> rest = text;
        KeyModifiers modifiers = KeyModifiers.None;
        while (rest.IndexOf('+') is > 0 and int plus && plus < rest.Length - 1)
        {
            if (!TryParseModifier(rest[..plus], out KeyModifiers modifier) || (modifiers & modifier) != 0) return false;

            modifiers |= modifier;
            rest = rest[(plus + 1)..];
        }

        return TryParseKey(rest, modifiers, out key);
    }

    /// <summary>The text form, such as "Ctrl+K", "Alt+Enter", "a", "Shift+Tab" or "Space".</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if ((Modifiers & KeyModifiers.Ctrl) != 0) text.Append("Ctrl+");
        if ((Modifiers & KeyModifiers.Alt) != 0) text.Append("Alt+");
        if ((Modifiers & KeyModifiers.Shift) != 0) text.Append("Shift+");
        if (Code != KeyCode.Char) return text.Append(Code).ToString();
        if (Rune.Value == ' ') return text.Append("Space").ToString();
        Rune shown = Modifiers == KeyModifiers.None ? Rune : Upper(Rune);
        return text.Append(shown.ToString()).ToString();
    }

    // Only where lower case leads back to the same rune, so that the text form can be read again.
    static Rune Upper(Rune rune)
    {
        Rune upper = Rune.ToUpperInvariant(rune);
        return Rune.ToLowerInvariant(upper) == rune ? upper : rune;
    }

    static bool TryParseModifier(ReadOnlySpan<char> name, out KeyModifiers modifier)
    {
        modifier = name switch
        {
            _ when Is(name, "Ctrl") || Is(name, "Control") => KeyModifiers.Ctrl,
            _ when Is(name, "Alt") || Is(name, "Meta") => KeyModifiers.Alt,
            _ when Is(name, "Shift") => KeyModifiers.Shift,
            _ => KeyModifiers.None,
        };
        return modifier != KeyModifiers.None;
    }

    static bool TryParseKey(ReadOnlySpan<char> name, KeyModifiers modifiers, out Key key)
    {
        key = default;
        if (Rune.DecodeFromUtf16(name, out Rune rune, out int length) == System.Buffers.OperationStatus.Done && length == name.Length)
        {
            if (Rune.IsControl(rune)) return false;
            if ((modifiers & (KeyModifiers.Ctrl | KeyModifiers.Alt)) != 0) rune = Rune.ToLowerInvariant(rune);
            key = Of(rune, modifiers);
            return true;
        }

        if (Is(name, "Space"))
        {
            key = Of(new Rune(' '), modifiers);
            return true;
        }

        KeyCode code = CodeOf(name);
        if (code is KeyCode.None or KeyCode.Char) return false;

        key = Of(code, modifiers);
        return true;
    }

    static KeyCode CodeOf(ReadOnlySpan<char> name) => name switch
    {
        _ when Is(name, "Esc") => KeyCode.Escape,
        _ when Is(name, "PgUp") => KeyCode.PageUp,
        _ when Is(name, "PgDn") => KeyCode.PageDown,
        _ when Is(name, "Ins") => KeyCode.Insert,
        _ when Is(name, "Del") => KeyCode.Delete,
        _ when Is(name, "Return") => KeyCode.Enter,
        _ when !name.IsEmpty && char.IsAsciiLetter(name[0]) && Enum.TryParse(name, ignoreCase: true, out KeyCode code) => code,
        _ => KeyCode.None,
    };

    static bool Is(ReadOnlySpan<char> name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
