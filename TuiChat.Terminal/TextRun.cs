namespace TuiChat.Terminal;

/// <summary>A piece of text in one style.</summary>
/// <param name="Text">The text; may be untrusted, what cannot be drawn is left out when it is drawn.</param>
/// <param name="Style">Its look.</param>
/// <param name="Link">Where it leads, for terminals with hyperlinks; survives wrapping.</param>
public readonly record struct TextRun(string Text, Style Style = default, string? Link = null);
