namespace TuiChat.Terminal;

/// <summary>What a terminal is known to do. Unproven abilities count as absent, except where assuming them is harmless.</summary>
public sealed record TerminalCapabilities
{
    // By their terminfo entries. "screen" is missing: what calls itself so may be GNU screen, which has it only when told to.
    static readonly string[] BackgroundErasers = ["xterm", "tmux", "kitty", "foot", "alacritty", "wezterm", "ghostty", "contour", "konsole", "vte", "rxvt", "st-", "putty", "mintty", "iterm", "linux"];

    /// <summary>How many colours to use.</summary>
    public ColorDepth Depth { get; init; } = ColorDepth.Ansi16;

    /// <summary>The terminal agreed to measure grapheme clusters as we do (mode 2027).</summary>
    public bool HasGraphemeClusters { get; init; }

    /// <summary>The terminal reports keys unambiguously (kitty keyboard protocol), so a lone ESC needs no waiting.</summary>
    public bool HasKittyKeyboard { get; init; }

    /// <summary>The terminal shows frames between the marks of mode 2026 at once.</summary>
    public bool HasSynchronizedOutput { get; init; }

    /// <summary>The terminal can scroll between a left and a right margin (mode 69, DECLRMM).</summary>
    public bool HasMargins { get; init; }

    /// <summary>Erased cells get the present background ("bce" in terminfo), and not the default one.</summary>
    public bool HasBackgroundErase { get; init; }

    /// <summary>Pastes arrive bracketed (assumed for every terminal but the few that are known not to).</summary>
    public bool HasBracketedPaste { get; init; } = true;

    /// <summary>The terminal's font has few signs beside letters, as that of the Linux console.</summary>
    public bool HasFewGlyphs { get; init; }

    /// <summary>The start-up queries are answered as far as they ever will be (the last one always is).</summary>
    public bool AreQueriesAnswered { get; init; }

    /// <summary>The terminal's background, if it told; says whether a dark or a light theme fits.</summary>
    public Color? Background { get; init; }

    /// <summary>Name and version the terminal gives itself, if it told.</summary>
    public string? Name { get; init; }

    /// <summary>What can be known from the environment alone.</summary>
    /// <param name="environment">Looks a variable up; null when unset.</param>
    public static TerminalCapabilities FromEnvironment(Func<string, string?> environment)
    {
        string term = environment("TERM") ?? "";
        bool isBare = term is "linux" or "ansi" or "cons25" or "dumb" || term.StartsWith("vt", StringComparison.Ordinal);
        bool isTmux = !string.IsNullOrEmpty(environment("TMUX"));
        return new TerminalCapabilities
        {
            Depth = Color.DetectDepth(environment),
            HasBackgroundErase = isTmux || Array.Exists(BackgroundErasers, name => term.StartsWith(name, StringComparison.Ordinal)),
            HasBracketedPaste = !isBare,
            HasFewGlyphs = isBare,
        };
    }

    /// <summary>The capabilities after an answer; the same instance when it teaches nothing.</summary>
    public TerminalCapabilities With(Reply reply)
    {
        string text = reply.Text;
        if (text.StartsWith("[?", StringComparison.Ordinal) && text.EndsWith("$y", StringComparison.Ordinal)) return WithMode(text[2..^2]);
        if (text.StartsWith("[?", StringComparison.Ordinal) && text.EndsWith('u')) return this with { HasKittyKeyboard = true };
        if (text.StartsWith("[?", StringComparison.Ordinal) && text.EndsWith('c')) return this with { AreQueriesAnswered = true };
        if (text.StartsWith("P>|", StringComparison.Ordinal)) return this with { Name = TextWidth.Sanitize(text[3..]) };
        if (text.StartsWith("]11;rgb:", StringComparison.Ordinal) && TryParseX11(text.AsSpan(8), out Color color)) return this with { Background = color };
        return this;
    }

    // DECRQM answers: 1 set, 2 reset, 3 permanently set, 4 permanently reset, 0 unknown.
    TerminalCapabilities WithMode(string answer)
    {
        int semicolon = answer.IndexOf(';');
        if (semicolon < 0) return this;

        string state = answer[(semicolon + 1)..];
        bool isOffered = state is "1" or "2" or "3";
        return answer[..semicolon] switch
        {
            "69" => this with { HasMargins = isOffered },
            "2026" => this with { HasSynchronizedOutput = isOffered },
            "2027" => this with { HasGraphemeClusters = isOffered },
            "2004" when isOffered => this with { HasBracketedPaste = true },
            _ => this,
        };
    }

    // "1e1e/2e2e/3e3e": 1 to 4 hexadecimal digits each, the first two of which are kept.
    static bool TryParseX11(ReadOnlySpan<char> text, out Color color)
    {
        color = default;
        Span<byte> parts = stackalloc byte[3];
        Span<Range> ranges = stackalloc Range[4];
        if (text.Split(ranges, '/') != 3) return false;

        for (int i = 0; i < 3; i++)
        {
            ReadOnlySpan<char> digits = text[ranges[i]];
            if (digits.Length is 0 or > 4 || !int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out int value)) return false;

            int max = (1 << (4 * digits.Length)) - 1;
            parts[i] = (byte)((value * 255) / max);
        }

        color = Color.Rgb(parts[0], parts[1], parts[2]);
        return true;
    }
}
