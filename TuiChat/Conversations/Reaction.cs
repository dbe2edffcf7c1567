using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>One kind of reaction to a line.</summary>
/// <param name="Text">Mostly an emoji; may be anything short that is printable.</param>
/// <param name="Count">How many people reacted so.</param>
/// <param name="Own">The name among theirs under which we did, perhaps a former one; null when we did not.</param>
/// <param name="Who">They, in the order in which they reacted, under the names they had then.</param>
sealed record Reaction(string Text, int Count, Nickname? Own, IReadOnlyList<Nickname> Who)
{
    /// <summary>Whether we are among them.</summary>
    public bool IsOwn => Own is not null;
}
