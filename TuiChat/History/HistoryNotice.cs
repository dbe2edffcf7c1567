namespace TuiChat.History;

/// <summary>What the history tells its owner by itself: what went wrong, and that it is well again.</summary>
/// <param name="Text">A sentence or two for a person.</param>
/// <param name="IsError">It is bad news.</param>
sealed record HistoryNotice(string Text, bool IsError);
