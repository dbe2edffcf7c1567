namespace TuiChat.Server.Rooms;

/// <summary>A room at the moment somebody entered: what the newcomer is told before the first live event.</summary>
/// <param name="Member">The new member; its cursor is held until the answer is queued.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Head">The newest number; live events go on from here.</param>
/// <param name="People">Everybody in the room, each once, the new one included.</param>
/// <param name="IsFirst">Whether the person was not in the room before on another connection.</param>
sealed record RoomEntry(Member Member, string Topic, long Head, IReadOnlyList<Visitor> People, bool IsFirst = false);
