namespace TuiChat.Terminal;

/// <summary>Finds what completes a text at a caret; null when there is nothing to offer. Called on the UI thread at each key, so it must be fast.</summary>
/// <param name="text">The whole text.</param>
/// <param name="caret">Where the caret stands.</param>
/// <param name="isAsked">Somebody asks for it by a key; otherwise only what may be offered while typing is looked for.</param>
public delegate CompletionList? CompletionSource(string text, int caret, bool isAsked);
