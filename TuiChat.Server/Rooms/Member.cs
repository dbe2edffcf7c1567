using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>Somebody's place in one room. The list index belongs to the room's gate; the rest never changes.</summary>
sealed class Member(Room room, Nickname nick, Outbox outbox, LogCursor cursor)
{
    /// <summary>Where.</summary>
    public Room Room => room;

    /// <summary>Who.</summary>
    public Nickname Nick => nick;

    /// <summary>Where events go to.</summary>
    public Outbox Outbox => outbox;

    /// <summary>How far events have gone.</summary>
    public LogCursor Cursor => cursor;

    /// <summary>The place in the room's list, -1 outside of it.</summary>
    public int Index { get; set; } = -1;
}
