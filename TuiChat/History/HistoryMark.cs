namespace TuiChat.History;

/// <summary>One person's reaction to a line.</summary>
/// <param name="Text">What, mostly an emoji.</param>
/// <param name="Who">The nickname.</param>
/// <param name="Rev">The number of the event that this is known from.</param>
/// <param name="IsGone">It was taken back; kept so that an older event does not bring it again.</param>
sealed record HistoryMark(string Text, string Who, long Rev, bool IsGone = false);
