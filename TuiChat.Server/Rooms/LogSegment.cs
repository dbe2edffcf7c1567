namespace TuiChat.Server.Rooms;

/// <summary>A piece of a <see cref="RoomLog"/>. Written by one under the room's gate, read by many without it.</summary>
sealed class LogSegment(int capacity)
{
    volatile int _length;
    volatile LogSegment? _next;

    /// <summary>The bytes; those below <see cref="Length"/> never change again.</summary>
    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>How many bytes are written. Final once <see cref="Next"/> is there.</summary>
    public int Length
    {
        get => _length;
        set => _length = value;
    }

    /// <summary>The segment behind, or null while this is the newest.</summary>
    public LogSegment? Next
    {
        get => _next;
        set => _next = value;
    }
}
