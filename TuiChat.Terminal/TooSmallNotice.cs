namespace TuiChat.Terminal;

/// <summary>The sentence a terminal shows that is too small for the views.</summary>
static class TooSmallNotice
{
    /// <summary>The only key that works meanwhile: it ends the program.</summary>
    public static Key LeaveKey { get; } = Key.Of('c', KeyModifiers.Ctrl);

    /// <summary>Draws the longest form of the sentence that fits.</summary>
    public static void Draw(DrawContext context, TerminalSize size, TerminalSize minimum, Style style)
    {
        string[] forms =
        [
            $"This window is {size}; at least {minimum} is needed. Make it larger, or press {LeaveKey} to leave.",
            $"Window too small: {size}. Needs {minimum}. {LeaveKey} leaves.",
            $"Too small: {size}, needs {minimum}.",
            $"Too small: needs {minimum}.",
            $"Needs {minimum}.",
        ];
        string sentence = forms.FirstOrDefault(form => TextLayout.Wrap(form, size.Width).Count <= size.Height) ?? "Too small";
        TextLayout.Draw(context, sentence, style);
    }
}
