using System.Text;

namespace TuiChat.Terminal;

/// <summary>A complete CSI sequence to the event it stands for.</summary>
static class CsiDecoder
{
    /// <summary>What kitty calls the third event type; presses are 1, repeats 2.</summary>
    const int KeyRelease = 3;

    /// <summary>Decodes parameters, intermediates and final byte, without the leading ESC [.</summary>
    /// <param name="sequence">At least the final byte.</param>
    /// <param name="hasAlt">An ESC came before the sequence.</param>
    /// <returns>The event; null for what means nothing to us.</returns>
    internal static TerminalEvent? Decode(ReadOnlySpan<byte> sequence, bool hasAlt)
    {
        byte final = sequence[^1];
        ReadOnlySpan<byte> parameters = sequence[..^1];
        if (!parameters.IsEmpty && parameters[0] == (byte)'<' && final is (byte)'M' or (byte)'m')
            return MouseDecoder.DecodeSgr(parameters[1..], final == (byte)'M');
        if (!parameters.IsEmpty && parameters[0] is >= (byte)'<' and <= (byte)'?') return new Reply("[" + Encoding.ASCII.GetString(sequence));
        if (parameters.IsEmpty && final is (byte)'I' or (byte)'O') return new FocusChanged(final == (byte)'I');

        Key key = DecodeKey(parameters, final, out bool isRelease);
        if (key.Code == KeyCode.None || isRelease) return null;

        KeyModifiers modifiers = hasAlt ? key.Modifiers | KeyModifiers.Alt : key.Modifiers;
        return new KeyPressed(key.Code == KeyCode.Char ? Key.Of(key.Rune, modifiers) : key with { Modifiers = modifiers });
    }

    // Up to three parameters, each with up to two sub-parameters: CSI 97:65;5:1 u.
    static Key DecodeKey(ReadOnlySpan<byte> parameters, byte final, out bool isRelease)
    {
        ReadOnlySpan<byte> rest = parameters;
        int first = Next(ref rest, out _), second = Next(ref rest, out int type), third = Next(ref rest, out _);
        isRelease = type == KeyRelease;
        KeyModifiers modifiers = KeyDecoder.Modifiers(second);
        return (char)final switch
        {
            '~' when first == 27 => KeyDecoder.Unicode(third, modifiers),
            '~' => KeyDecoder.Number(first, modifiers),
            // rxvt: Ctrl, Shift and both with a numbered key.
            '^' => KeyDecoder.Number(first, KeyModifiers.Ctrl),
            '$' => KeyDecoder.Number(first, KeyModifiers.Shift),
            '@' => KeyDecoder.Number(first, KeyModifiers.Ctrl | KeyModifiers.Shift),
            'u' when !parameters.IsEmpty => KeyDecoder.Unicode(first, modifiers),
            _ when first <= 1 => KeyDecoder.Letter(final, modifiers),
            _ => default,
        };
    }

    /// <summary>Takes the next parameter; 0 when absent or not a number.</summary>
    internal static int Next(ref ReadOnlySpan<byte> parameters, out int second)
    {
        int end = parameters.IndexOf((byte)';');
        ReadOnlySpan<byte> part = end < 0 ? parameters : parameters[..end];
        parameters = end < 0 ? default : parameters[(end + 1)..];
        second = 0;
        int colon = part.IndexOf((byte)':');
        if (colon < 0) return Number(part);

        ReadOnlySpan<byte> tail = part[(colon + 1)..];
        int next = tail.IndexOf((byte)':');
        second = Number(next < 0 ? tail : tail[..next]);
        return Number(part[..colon]);
    }

    static int Number(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9' || value > 1_000_000) return 0;
            value = (value * 10) + digit - '0';
        }

        return value;
    }
}
