namespace TuiChat.Server.Rooms;

/// <summary>
/// A member's place in a room's log. Moved by the member's outbox alone; its position may be read by anybody. While it is held
/// nothing is read through it, so that the answer to a join can go out first.
/// </summary>
sealed class LogCursor(RoomLog log, LogSegment segment, int offset, long position)
{
    LogSegment _segment = segment;
    int _offset = offset;
    long _position = position;
    long _end = long.MaxValue;
    volatile bool _isHeld = true;

    /// <summary>Whether reading has not begun yet.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>How many bytes are written and not read.</summary>
    public long Lag => log.Position - Volatile.Read(ref _position);

    /// <summary>All bytes read.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Lets reading begin.</summary>
    public void Release() => _isHeld = false;

    /// <summary>Reading ends at what is written now.</summary>
    public void Freeze() => Volatile.Write(ref _end, log.Position);

    /// <summary>Whole lines that are not read yet, from one segment; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Peek()
    {
        var left = Volatile.Read(ref _end) - _position;
        if (left <= 0) return default;
        while (true)
        {
            var next = _segment.Next; // read before the length: once there is a next one, the length is final
            var length = _segment.Length;
            if (_offset < length) return _segment.Bytes.AsMemory(_offset, (int)Math.Min(length - _offset, left));
            if (next is null) return default;
            _segment = next;
            _offset = 0;
        }
    }

    /// <summary>Moves behind bytes that <see cref="Peek"/> gave.</summary>
    public void Advance(int bytes)
    {
        _offset += bytes;
        Volatile.Write(ref _position, _position + bytes);
    }
}
