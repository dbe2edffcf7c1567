namespace TuiChat.Terminal;

/// <summary>How text is drawn beyond its colours.</summary>
[Flags]
public enum TextStyle : byte
{
    /// <summary>Plain.</summary>
    None = 0,

    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Dim.</summary>
    Dim = 2,

    /// <summary>Italic.</summary>
    Italic = 4,

    /// <summary>Underlined.</summary>
    Underline = 8,

    /// <summary>Foreground and background exchanged.</summary>
    Reverse = 16,

    /// <summary>Struck through.</summary>
    Strikethrough = 32,
}
