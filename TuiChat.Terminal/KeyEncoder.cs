using System.Text;

namespace TuiChat.Terminal;

/// <summary>Keys to the bytes a terminal would send: the inverse of the parser, for driving an application by text.</summary>
static class KeyEncoder
{
    /// <summary>The bytes of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isKitty">The kitty protocol is on, so that Escape is told apart from the start of a sequence.</param>
    internal static byte[] Encode(Key key, bool isKitty)
    {
        bool hasAlt = (key.Modifiers & KeyModifiers.Alt) != 0;
        string plain = Plain(key with { Modifiers = key.Modifiers & ~KeyModifiers.Alt });
        bool isUnprefixable = plain.Length == 0 || (hasAlt && plain[0] == '\e') || (hasAlt && plain is "[" or "O" or "]" or "P" or "_" or "^" or "X");
        string text = key == Key.Of(KeyCode.Escape) && isKitty ? "\e[27u" : isUnprefixable ? Extended(key) : hasAlt ? "\e" + plain : plain;
        return Encoding.UTF8.GetBytes(text);
    }

    // One character or control byte; empty when the key needs a longer form.
    static string Plain(Key key) => (key.Code, key.Modifiers) switch
    {
        (KeyCode.Char, KeyModifiers.None) => key.Rune.ToString(),
        (KeyCode.Char, KeyModifiers.Shift) when Rune.ToUpperInvariant(key.Rune) != key.Rune => Rune.ToUpperInvariant(key.Rune).ToString(),
        (KeyCode.Char, KeyModifiers.Ctrl) => ControlByte(key.Rune),
        (KeyCode.Enter, KeyModifiers.None) => "\r",
        (KeyCode.Tab, KeyModifiers.None) => "\t",
        (KeyCode.Backspace, KeyModifiers.None) => "\x7F",
        (KeyCode.Escape, KeyModifiers.None) => "\e",
        _ => "",
    };

    static string ControlByte(Rune rune) => rune.Value switch
    {
        ' ' => "\0",
        'h' or 'i' or 'm' or '[' => "",
        >= 'a' and <= 'z' => ((char)(rune.Value - 'a' + 1)).ToString(),
        '\\' or ']' or '^' or '_' => ((char)(rune.Value - 0x40)).ToString(),
        _ => "",
    };

    static string Extended(Key key)
    {
        int modifiers = 1 + (int)key.Modifiers;
        return key.Code switch
        {
            KeyCode.Char => $"\e[{key.Rune.Value};{modifiers}u",
            KeyCode.Enter => $"\e[13;{modifiers}u",
            KeyCode.Tab => modifiers == 2 ? "\e[Z" : $"\e[9;{modifiers}u",
            KeyCode.Backspace => $"\e[127;{modifiers}u",
            KeyCode.Escape => $"\e[27;{modifiers}u",
            >= KeyCode.F1 and <= KeyCode.F4 => Letter("PQRS"[key.Code - KeyCode.F1], modifiers, "\eO"),
            KeyCode.Up => Letter('A', modifiers),
            KeyCode.Down => Letter('B', modifiers),
            KeyCode.Right => Letter('C', modifiers),
            KeyCode.Left => Letter('D', modifiers),
            KeyCode.Home => Letter('H', modifiers),
            KeyCode.End => Letter('F', modifiers),
            KeyCode.Insert => Number(2, modifiers),
            KeyCode.Delete => Number(3, modifiers),
            KeyCode.PageUp => Number(5, modifiers),
            KeyCode.PageDown => Number(6, modifiers),
            KeyCode.F5 => Number(15, modifiers),
            >= KeyCode.F6 and <= KeyCode.F10 => Number(17 + key.Code - KeyCode.F6, modifiers),
            KeyCode.F11 or KeyCode.F12 => Number(23 + key.Code - KeyCode.F11, modifiers),
            _ => throw new ArgumentException($"No terminal sends {key}.", nameof(key)),
        };
    }

    static string Letter(char final, int modifiers, string bare = "\e[") => modifiers == 1 ? bare + final : $"\e[1;{modifiers}{final}";

    static string Number(int number, int modifiers) => modifiers == 1 ? $"\e[{number}~" : $"\e[{number};{modifiers}~";
}
