using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>The line that another one answers.</summary>
/// <param name="Seq">Its number in the room.</param>
/// <param name="From">Who said it, or null when that is not known.</param>
/// <param name="Excerpt">How it begins, in one line; null when it is not in memory, or deleted.</param>
sealed record Quote(long Seq, Nickname? From, string? Excerpt);
