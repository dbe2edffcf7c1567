using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// The place of one connection in one room. The list index belongs to the room's gate; whether it may speak and is still in is set by any
/// thread and read by the connection's.
/// </summary>
sealed class Member(Room room, Visitor visitor, Device device, LogCursor cursor)
{
    volatile Removed? _removed;
    long _mutedUntil;

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

    /// <summary>When it was told last that this one is writing, by <see cref="TimeProvider.GetTimestamp"/>; touched by the connection's read loop only.</summary>
    public long? LastTyped { get; set; }

    /// <summary>The place in the room's list, -1 outside of it.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Until when it may say nothing, milliseconds since 1970-01-01 UTC; 0 when it may speak.</summary>
    public long MutedUntil
    {
        get => Volatile.Read(ref _mutedUntil);
        set => Volatile.Write(ref _mutedUntil, value);
    }

    /// <summary>What it was told when somebody else took it out of the room; null while nobody has.</summary>
    public Removed? Removed
    {
        get => _removed;
        set => _removed = value;
    }

    /// <summary>Whether somebody else took it out of the room; the connection finds that when it looks for its place.</summary>
    public bool IsOut => _removed is not null;
}
