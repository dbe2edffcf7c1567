using System.Text;

namespace TuiChat.Terminal;

/// <summary>The tables from key encodings to keys: control bytes, SS3, CSI letters and numbers, kitty and modifyOtherKeys codes.</summary>
static class KeyDecoder
{
    /// <summary>A byte below 0x80 on its own.</summary>
    internal static Key Control(byte value) => value switch
    {
        0x00 => Key.Of(' ', KeyModifiers.Ctrl),
        0x08 or 0x7F => Key.Of(KeyCode.Backspace),
        0x09 => Key.Of(KeyCode.Tab),
        0x0D => Key.Of(KeyCode.Enter),
        <= 0x1A => Key.Of((char)('a' + value - 1), KeyModifiers.Ctrl),
        0x1B => Key.Of(KeyCode.Escape),
        < 0x20 => Key.Of((char)(value + 0x40), KeyModifiers.Ctrl),
        _ => Key.Of((char)value),
    };

    /// <summary>The parameter of xterm and kitty: 1 plus shift, alt, ctrl, super, hyper, meta (as Alt), locks (ignored).</summary>
    internal static KeyModifiers Modifiers(int parameter)
    {
        int bits = Math.Max(0, parameter - 1);
        KeyModifiers modifiers = (KeyModifiers)(bits & 7);
        return (bits & 32) != 0 ? modifiers | KeyModifiers.Alt : modifiers;
    }

    internal static Key Ss3(byte final, KeyModifiers modifiers) => (char)final switch
    {
        'M' => Key.Of(KeyCode.Enter, modifiers),
        'I' => Key.Of(KeyCode.Tab, modifiers),
        'X' => Key.Of('=', modifiers),
        >= 'j' and <= 'y' => Key.Of((char)(final - 'j' + '*'), modifiers),
        // rxvt: Ctrl with a cursor key.
        >= 'a' and <= 'd' => Letter((byte)(final - 32), modifiers | KeyModifiers.Ctrl),
        _ => Letter(final, modifiers),
    };

    /// <summary>The final letter of CSI or SS3.</summary>
    internal static Key Letter(byte final, KeyModifiers modifiers) => (char)final switch
    {
        'A' => Key.Of(KeyCode.Up, modifiers),
        'B' => Key.Of(KeyCode.Down, modifiers),
        'C' => Key.Of(KeyCode.Right, modifiers),
        'D' => Key.Of(KeyCode.Left, modifiers),
        'F' => Key.Of(KeyCode.End, modifiers),
        'H' => Key.Of(KeyCode.Home, modifiers),
        'P' => Key.Of(KeyCode.F1, modifiers),
        'Q' => Key.Of(KeyCode.F2, modifiers),
        'R' => Key.Of(KeyCode.F3, modifiers),
        'S' => Key.Of(KeyCode.F4, modifiers),
        'Z' => Key.Of(KeyCode.Tab, modifiers | KeyModifiers.Shift),
        'a' => Key.Of(KeyCode.Up, modifiers | KeyModifiers.Shift),
        'b' => Key.Of(KeyCode.Down, modifiers | KeyModifiers.Shift),
        'c' => Key.Of(KeyCode.Right, modifiers | KeyModifiers.Shift),
        'd' => Key.Of(KeyCode.Left, modifiers | KeyModifiers.Shift),
        _ => default,
    };

    /// <summary>The number before '~'.</summary>
    internal static Key Number(int number, KeyModifiers modifiers) => number switch
    {
        1 or 7 => Key.Of(KeyCode.Home, modifiers),
        2 => Key.Of(KeyCode.Insert, modifiers),
        3 => Key.Of(KeyCode.Delete, modifiers),
        4 or 8 => Key.Of(KeyCode.End, modifiers),
        5 => Key.Of(KeyCode.PageUp, modifiers),
        6 => Key.Of(KeyCode.PageDown, modifiers),
        >= 11 and <= 15 => Key.Of(KeyCode.F1 + number - 11, modifiers),
        >= 17 and <= 21 => Key.Of(KeyCode.F6 + number - 17, modifiers),
        23 or 24 => Key.Of(KeyCode.F11 + number - 23, modifiers),
        _ => default,
    };

    /// <summary>A Unicode code with modifiers, as kitty (CSI u) and xterm (modifyOtherKeys) send it.</summary>
    internal static Key Unicode(int code, KeyModifiers modifiers)
    {
        switch (code)
        {
            case 8 or 127: return Key.Of(KeyCode.Backspace, modifiers);
            case 9: return Key.Of(KeyCode.Tab, modifiers);
            case 13 or 57414: return Key.Of(KeyCode.Enter, modifiers);
            case 27: return Key.Of(KeyCode.Escape, modifiers);
            case >= 57399 and <= 57408: return Key.Of((char)('0' + code - 57399), modifiers);
            case >= 57409 and <= 57416: return Key.Of("./*-+\r=,"[code - 57409], modifiers);
            case >= 57417 and <= 57426: return Key.Of(Keypad[code - 57417], modifiers);
            // The old encoding has one byte for these three; undo is bound to it everywhere.
            case '/' when modifiers == KeyModifiers.Ctrl: return Key.Of('_', KeyModifiers.Ctrl);
            case '-' or '_' when modifiers == (KeyModifiers.Ctrl | KeyModifiers.Shift): return Key.Of('_', KeyModifiers.Ctrl);
        }

        // 57344 and up are the kitty codes of media and lock keys.
        if (code is >= 57344 and <= 63743 || !Rune.TryCreate(code, out Rune rune) || Rune.IsControl(rune)) return default;
        return Key.Of(rune, modifiers);
    }

    static ReadOnlySpan<KeyCode> Keypad =>
    [
        KeyCode.Left, KeyCode.Right, KeyCode.Up, KeyCode.Down, KeyCode.PageUp,
        KeyCode.PageDown, KeyCode.Home, KeyCode.End, KeyCode.Insert, KeyCode.Delete,
    ];
}
