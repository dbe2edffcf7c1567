namespace TuiChat.Terminal;

/// <summary>A button of a <see cref="Dialog"/>.</summary>
/// <param name="Text">What stands on it.</param>
/// <param name="Key">A key that presses it from anywhere in the dialog, such as "y"; null for none.</param>
/// <param name="Closes">The dialog closes when it is pressed.</param>
public sealed record DialogChoice(string Text, string? Key = null, bool Closes = true);
