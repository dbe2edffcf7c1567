namespace TuiChat.Terminal;

/// <summary>Colours and text style of a cell. The default value is the terminal's own look.</summary>
public readonly record struct Style(Color Foreground, Color Background, TextStyle Text)
{
    /// <summary>The terminal's own colours, plain text.</summary>
    public static Style Default => default;
}
