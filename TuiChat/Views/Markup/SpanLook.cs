namespace TuiChat.Views.Markup;

/// <summary>How a piece of a message was marked.</summary>
[Flags]
enum SpanLook
{
    /// <summary>Plain text.</summary>
    None = 0,

    /// <summary><c>**bold**</c>, and headings.</summary>
    Bold = 1,

    /// <summary><c>*italic*</c> or <c>_italic_</c>.</summary>
    Italic = 2,

    /// <summary><c>`code`</c> within a line.</summary>
    Code = 4,

    /// <summary><c>||hidden until asked for||</c>.</summary>
    Spoiler = 8,

    /// <summary>Said by us and not by the sender: where a link really leads.</summary>
    Host = 16,
}
