namespace TuiChat.Terminal;

/// <summary>Finds what completes a text at a caret; null when there is nothing to offer. Called on the UI thread at each key, so it must be fast.</summary>
public delegate CompletionList? CompletionSource(string text, int caret);
