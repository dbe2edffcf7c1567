namespace TuiChat.Server.Rooms;

/// <summary>
/// The encoded lines of a room, each once, in segments. Holds the newest segment only: older ones live as long as a cursor
/// stands in them. A line never crosses segments, so that every segment's end is a line's end. Owned by the room's gate.
/// </summary>
sealed class RoomLog
{
    /// <summary>The first segment has 2 KiB, for most rooms are quiet; each next one is twice as long up to 64 KiB.</summary>
    const int FirstSegment = 2 * 1024, LargestSegment = 64 * 1024;

    LogSegment? _newest;
    long _position;

    /// <summary>All bytes ever written. May be read by anybody.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Appends one or more whole lines.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        var segment = WithRoomFor(lines.Length);
        lines.CopyTo(segment.Bytes.AsSpan(segment.Length));
        segment.Length += lines.Length;
        Volatile.Write(ref _position, _position + lines.Length);
    }

    /// <summary>A cursor behind everything written so far.</summary>
    public LogCursor CursorAtEnd()
    {
        var segment = WithRoomFor(0);
        return new LogCursor(this, segment, segment.Length, _position);
    }

    /// <summary>Lets go of the newest segment; only when no cursor is left.</summary>
    public void Release() => _newest = null;

    LogSegment WithRoomFor(int bytes)
    {
        if (_newest is null) return _newest = new LogSegment(Math.Max(FirstSegment, bytes));
        if (_newest.Bytes.Length - _newest.Length >= bytes) return _newest;
        var next = new LogSegment(Math.Max(Math.Min(LargestSegment, _newest.Bytes.Length * 2), bytes));
        _newest.Next = next;
        return _newest = next;
    }
}
