using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>One kind of reaction to a line.</summary>
/// <param name="Text">Mostly an emoji; may be anything short that is printable.</param>
/// <param name="Count">How many people reacted so.</param>
/// <param name="IsOwn">Whether we are among them.</param>
/// <param name="Who">They, in the order in which they reacted.</param>
sealed record Reaction(string Text, int Count, bool IsOwn, IReadOnlyList<Nickname> Who);
