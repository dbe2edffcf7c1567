namespace TuiChat.Terminal;

/// <summary>The look of the text cursor; the values are the parameters of DECSCUSR, not blinking.</summary>
public enum CursorShape
{
    /// <summary>As the user has set it.</summary>
    Default = 0,

    /// <summary>A block.</summary>
    Block = 2,

    /// <summary>A line below.</summary>
    Underline = 4,

    /// <summary>A line before the character.</summary>
    Bar = 6,
}
