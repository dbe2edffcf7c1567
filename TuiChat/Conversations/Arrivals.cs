using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>
/// The rooms that we are on the way into: some wait for what is remembered of them, some for their turn, some for the server's
/// answer. Owned by the loop.
/// </summary>
sealed class Arrivals(TimeProvider time)
{
    /// <summary>16 rooms are asked for at once: with what they bring that stays within what a server lets through.</summary>
    const int MaxAtOnce = 16;

    readonly HashSet<RoomName> _expected = [];
    readonly List<RoomName> _queue = [];
    readonly HashSet<RoomName> _asked = [];
    (long Since, TimeSpan Wait)? _pause;
    int _most = MaxAtOnce;

    /// <summary>We are wherever we want to be.</summary>
    public bool IsEmpty => _expected.Count == 0 && _queue.Count == 0 && _asked.Count == 0;

    /// <summary>The server wants to be asked later.</summary>
    public bool IsPaused => _pause is not null;

    /// <summary>The room waits for what is remembered of it.</summary>
    public void Expect(RoomName room) => _expected.Add(room);

    /// <summary>Whether the room waits for what is remembered of it.</summary>
    public bool IsExpected(RoomName room) => _expected.Contains(room);

    /// <summary>Whether the server is still to be asked for the room.</summary>
    public bool IsToBeAsked(RoomName room) => _expected.Contains(room) || _queue.Contains(room);

    /// <summary>The room waits for its turn, unless the server is asked already.</summary>
    public void Queue(RoomName room)
    {
        _expected.Remove(room);
        if (!_asked.Contains(room) && !_queue.Contains(room)) _queue.Add(room);
    }

    /// <summary>The server has been asked to let us in.</summary>
    public void Asked(RoomName room) => _asked.Add(room);

    /// <summary>The room to ask for now, which counts as asked; null when there is none or it is not the time.</summary>
    public RoomName? Next()
    {
        if (_queue.Count == 0 || _asked.Count >= _most) return null;
        if (_pause is { } pause && time.GetElapsedTime(pause.Since) < pause.Wait) return null;
        _pause = null;
        var room = _queue[0];
        _queue.RemoveAt(0);
        _asked.Add(room);
        return room;
    }

    /// <summary>The server has no time now: the room is asked for later, and from then on one after the other. False when nobody is on the way into it.</summary>
    public bool PutOff(RoomName room, TimeSpan wait)
    {
        if (!_asked.Remove(room)) return false;
        _queue.Insert(0, room);
        _pause = (time.GetTimestamp(), wait);
        _most = 1;
        return true;
    }

    /// <summary>The server has answered, or cannot be asked.</summary>
    public void Remove(RoomName room)
    {
        _expected.Remove(room);
        _queue.Remove(room);
        _asked.Remove(room);
    }

    /// <summary>Another server: nothing of this counts any more.</summary>
    public void Reset()
    {
        _expected.Clear();
        Clear();
    }

    /// <summary>The connection is gone; what is remembered still comes.</summary>
    public void Clear()
    {
        _queue.Clear();
        _asked.Clear();
        _pause = null;
        _most = MaxAtOnce;
    }
}
