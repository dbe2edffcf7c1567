namespace TuiChat.Terminal;

/// <summary>How many colours the terminal shows.</summary>
public enum ColorDepth
{
    /// <summary>None: only bold, underline, reverse and the like.</summary>
    None,

    /// <summary>The 16 of the terminal's own palette.</summary>
    Ansi16,

    /// <summary>The xterm palette of 256.</summary>
    Ansi256,

    /// <summary>24 bits.</summary>
    TrueColor,
}
