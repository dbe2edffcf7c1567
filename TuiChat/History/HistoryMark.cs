namespace TuiChat.History;

/// <summary>One entry of a <see cref="MarkLog"/>: a person reacted to a line, or took that back.</summary>
/// <param name="Text">What, mostly an emoji.</param>
/// <param name="Who">The nickname.</param>
/// <param name="Rev">The number of the event that this is known from.</param>
/// <param name="IsGone">It was taken back; kept so that an older entry does not bring it again.</param>
/// <param name="IsOwn">It is our own, whatever we are called by now.</param>
sealed record HistoryMark(string Text, string Who, long Rev, bool IsGone = false, bool IsOwn = false);
