namespace TuiChat.Terminal;

/// <summary>Mouse reports in the SGR form we ask for and in the old one that some terminals send regardless.</summary>
static class MouseDecoder
{
    /// <summary>The parameters of CSI &lt; b ; x ; y M or m; null when they make no sense.</summary>
    internal static MouseInput? DecodeSgr(ReadOnlySpan<byte> parameters, bool isPress)
    {
        int code = CsiDecoder.Next(ref parameters, out _), x = CsiDecoder.Next(ref parameters, out _), y = CsiDecoder.Next(ref parameters, out _);
        return x < 1 || y < 1 ? null : Decode(code, x - 1, y - 1, isPress);
    }

    /// <summary>The three bytes of CSI M, bias removed; null when they make no sense.</summary>
    internal static MouseInput? DecodeOld(int code, int x, int y)
    {
        if (code < 0 || x < 0 || y < 0) return null;

        // The old form does not say which button was released.
        bool isRelease = (code & 0b1100_0011) == 3 && (code & 32) == 0;
        return isRelease ? new MouseInput(x, y, MouseButton.None, MouseAction.Release, Modifiers(code)) : Decode(code, x, y, isPress: true);
    }

    // Bits: 0–1 button, 2 shift, 3 alt, 4 ctrl, 5 motion, 6 wheel, 7 further buttons (not used).
    static MouseInput? Decode(int code, int x, int y, bool isPress)
    {
        if ((code & 128) != 0) return null;

        int low = code & 3;
        if ((code & 64) != 0) return isPress ? new MouseInput(x, y, MouseButton.WheelUp + low, MouseAction.Press, Modifiers(code)) : null;

        MouseButton button = low == 3 ? MouseButton.None : MouseButton.Left + low;
        bool isMotion = (code & 32) != 0;
        MouseAction action = isMotion ? (button == MouseButton.None ? MouseAction.Move : MouseAction.Drag) : isPress ? MouseAction.Press : MouseAction.Release;
        return new MouseInput(x, y, button, action, Modifiers(code));
    }

    static KeyModifiers Modifiers(int code)
        => ((code & 4) != 0 ? KeyModifiers.Shift : 0) | ((code & 8) != 0 ? KeyModifiers.Alt : 0) | ((code & 16) != 0 ? KeyModifiers.Ctrl : 0);
}
