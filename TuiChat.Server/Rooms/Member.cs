namespace TuiChat.Server.Rooms;

/// <summary>The place of one connection in one room. The list index belongs to the room's gate; the rest never changes.</summary>
sealed class Member(Room room, Visitor visitor, Device device, LogCursor cursor)
{
    /// <summary>Where.</summary>
    public Room Room => room;

    /// <summary>Who.</summary>
    public Visitor Visitor => visitor;

    /// <summary>On which connection.</summary>
    public Device Device => device;

    /// <summary>Where events go to.</summary>
    public Outbox Outbox { get; } = device.Outbox;

    /// <summary>How far events have gone.</summary>
    public LogCursor Cursor => cursor;

    /// <summary>The place in the room's list, -1 outside of it.</summary>
    public int Index { get; set; } = -1;
}
