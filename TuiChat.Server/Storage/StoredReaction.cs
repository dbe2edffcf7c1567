using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>Somebody's reaction to a line.</summary>
/// <param name="Seq">The number of the event it came with.</param>
/// <param name="First">The number with which its kind came to the line: that orders the kinds.</param>
/// <param name="Text">What.</param>
/// <param name="Who">Who.</param>
/// <param name="Author">Who, beyond the name.</param>
readonly record struct StoredReaction(long Seq, long First, string Text, Nickname Who, Guid? Author);
