using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// The lines, and changes of lines, that the server has not confirmed, in the order of typing. One is on its way at a time, so that no refusal or
/// broken connection changes the order within a room; since a repeat is harmless, what was on its way is sent again. A room that takes nothing for
/// a while does not hold the others. Owned by the loop.
/// </summary>
sealed class Outbox(TimeProvider time)
{
    /// <summary>1,000 lines that wait; arbitrary.</summary>
    public const int MaxLines = 1_000;

    /// <summary>10 minutes: what has waited longer is sent only after asking.</summary>
    static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    readonly List<(NumberedRequest Line, DateTimeOffset At)> _lines = [];
    readonly HashSet<Guid> _tried = [];
    readonly Dictionary<RoomName, (long Since, TimeSpan Wait)> _roomPauses = [];
    NumberedRequest? _onItsWay;
    bool _isHeld;
    int _timesPutOff;
    (long Since, TimeSpan Wait)? _pause;

    /// <summary>Lines that wait, the one on its way included.</summary>
    public int Count => _lines.Count;

    /// <summary>All of them, in order.</summary>
    public IEnumerable<NumberedRequest> All => _lines.Select(entry => entry.Line);

    /// <summary>Puts a line at the end; false when there are too many.</summary>
    public bool Add(NumberedRequest line) => Insert(line, time.GetUtcNow());

    /// <summary>Puts a line that was typed before the program ended, and perhaps sent by it, before those typed later; false when it is in line already, or there are too many.</summary>
    public bool Add(NumberedRequest line, DateTimeOffset at)
    {
        if (!Insert(line, at)) return false;
        if (line.Cid is { } cid) _tried.Add(cid);
        return true;
    }

    bool Insert(NumberedRequest line, DateTimeOffset at)
    {
        if (_lines.Count >= MaxLines || _lines.Exists(entry => entry.Line.Cid is not null && entry.Line.Cid == line.Cid)) return false;
        var index = _lines.FindLastIndex(entry => entry.At <= at) + 1;
        _lines.Insert(Math.Max(index, IndexOnItsWay() + 1), (line, at));
        return true;
    }

    /// <summary>The line to send now, which is on its way from here on; null when there is none or it is not the time.</summary>
    public NumberedRequest? Next()
    {
        if (_onItsWay is not null || _isHeld || _lines.Count == 0) return null;
        if (_pause is { } pause && time.GetElapsedTime(pause.Since) < pause.Wait) return null;
        _pause = null;
        var index = _lines.FindIndex(entry => !IsPaused(entry.Line.Room));
        if (index < 0) return null;
        _onItsWay = _lines[index].Line;
        if (_onItsWay.Cid is { } cid) _tried.Add(cid);
        return _onItsWay;
    }

    /// <summary>How long nothing can be said in a room yet, as the server wants it; null when it can be said.</summary>
    public TimeSpan? Pause(RoomName room)
    {
        if (!_roomPauses.TryGetValue(room, out var pause)) return null;
        var left = pause.Wait - time.GetElapsedTime(pause.Since);
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>It was never given to a connection: the server cannot have it, so it may still be changed or dropped.</summary>
    public bool IsUntouched(Guid cid) => !_tried.Contains(cid) && _lines.Exists(entry => entry.Line.Cid == cid);

    /// <summary>Puts another line in the place of one that is untouched; it is as old as that one. False when that is not so.</summary>
    public bool Replace(Guid cid, NumberedRequest line)
    {
        if (!IsUntouched(cid)) return false;
        var index = _lines.FindIndex(entry => entry.Line.Cid == cid);
        _lines[index] = (line, _lines[index].At);
        return true;
    }

    /// <summary>The server has answered for good.</summary>
    public void Settle(Guid cid)
    {
        var index = _lines.FindIndex(entry => entry.Line.Cid == cid);
        if (index < 0) return;
        _lines.RemoveAt(index);
        _tried.Remove(cid);
        if (_onItsWay?.Cid == cid) (_onItsWay, _timesPutOff) = (null, 0);
    }

    /// <summary>What waits for a room; the line on its way is the server's to answer.</summary>
    public IReadOnlyList<NumberedRequest> WaitingFor(RoomName room) => [.. All.Where(line => line.Room == room && !ReferenceEquals(line, _onItsWay))];

    /// <summary>
    /// The server wants the line on its way again, later. True when it is put off the second time: the first is a moment, from
    /// then on a person should know why it waits.
    /// </summary>
    public bool PutOff(TimeSpan wait)
    {
        _onItsWay = null;
        _pause = (time.GetTimestamp(), wait);
        return ++_timesPutOff == 2;
    }

    /// <summary>The room of the line on its way takes nothing yet; what is meant for other rooms goes on.</summary>
    public void PutOffRoom(TimeSpan wait)
    {
        if (_onItsWay is not { Room: var room }) return;
        _roomPauses[room] = (time.GetTimestamp(), wait);
        (_onItsWay, _timesPutOff) = (null, 0);
    }

    /// <summary>The room may take lines again, sooner than it said.</summary>
    public void Wake(RoomName room) => _roomPauses.Remove(room);

    /// <summary>The connection is gone: the line on its way has to be sent again.</summary>
    public void Interrupt()
    {
        _onItsWay = null;
        _pause = null;
        _roomPauses.Clear();
    }

    /// <summary>Holds everything back when there are lines that have waited too long to be sent without asking, and returns those.</summary>
    public IReadOnlyList<NumberedRequest> HoldOld()
    {
        var old = _lines.Where(entry => time.GetUtcNow() - entry.At > MaxAge).Select(entry => entry.Line).ToList();
        _isHeld = old.Count > 0;
        return old;
    }

    /// <summary>The answer to <see cref="HoldOld"/>: everything that is still here may be sent.</summary>
    public void Release() => _isHeld = false;

    /// <summary>Takes everything that is not on its way, at the end of the program, to be sent without waiting for answers; nothing while it is held.</summary>
    public IReadOnlyList<NumberedRequest> TakeRest()
    {
        if (_isHeld) return [];
        var rest = _lines.Where(entry => !ReferenceEquals(entry.Line, _onItsWay)).Select(entry => entry.Line).ToList();
        _lines.RemoveAll(entry => !ReferenceEquals(entry.Line, _onItsWay));
        return rest;
    }

    bool IsPaused(RoomName room)
    {
        if (Pause(room) is not null) return true;
        _roomPauses.Remove(room);
        return false;
    }

    int IndexOnItsWay() => _onItsWay is { } line ? _lines.FindIndex(entry => ReferenceEquals(entry.Line, line)) : -1;
}
