using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>What is remembered of a room on this machine.</summary>
/// <param name="Events">Its newest events, ascending and without a hole; empty when nothing is known.</param>
/// <param name="ReadUpTo">The number up to which the room was read, 0 when that is not known.</param>
/// <param name="With">The other one in a direct room; null in all others, and when that is not known.</param>
sealed record Recollection(IReadOnlyList<NumberedEvent> Events, long ReadUpTo, Nickname? With = null)
{
    /// <summary>Nothing is remembered.</summary>
    public static Recollection Nothing { get; } = new([], 0);
}
