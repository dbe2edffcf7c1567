using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Brings what is new in a room's log to its members: at once in a small or quiet room, at most once per tick in a big and
/// busy one, so that several lines share one write. Runs on the thread pool, never twice at a time for one room. Cuts members that are too far
/// behind.
/// </summary>
sealed class RoomFlusher(Room room, RoomServices services) : IThreadPoolWorkItem
{
    /// <summary>Up to 50 members are told at once; measured: there the gain of gathering is small.</summary>
    const int SmallRoom = 50;

    /// <summary>Up to 500 members wait 5 ms, more wait 10 ms.</summary>
    const int BigRoom = 500, ShortTick = 5, LongTick = 10;

    /// <summary>States: nothing to do; a run is on its way or running; and there is more since.</summary>
    const int Clean = 0, Due = 1, DueAgain = 2;

    int _state;
    int _lines;
    int _lastLines;
    int _people;
    long _lastStart;
    double _lastMilliseconds;
    long _kept;
    ITimer? _timer;

    /// <summary>There is a new line in the log. Never blocks.</summary>
    public void MarkDirty()
    {
        Interlocked.Increment(ref _lines);
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == DueAgain) return;
            if (Interlocked.CompareExchange(ref _state, state + 1, state) != state) continue;
            if (state == Clean) Schedule();
            return;
        }
    }

    /// <summary>One run over all members.</summary>
    public void Execute()
    {
        Interlocked.Exchange(ref _state, Due);
        _lastLines = Interlocked.Exchange(ref _lines, 0);
        _lastStart = services.Time.GetTimestamp();
        Flush();
        _lastMilliseconds = services.Time.GetElapsedTime(_lastStart).TotalMilliseconds;
        if (Interlocked.CompareExchange(ref _state, Clean, Due) != Due) Schedule();
    }

    void Schedule()
    {
        var wait = Tick() - services.Time.GetElapsedTime(_lastStart).TotalMilliseconds;
        if (wait < 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
        _timer ??= services.Time.CreateTimer(static flusher => ((RoomFlusher)flusher!).Execute(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Milliseconds between the starts of two runs; longer when a run takes longer. As long as each run finds one line only,
    /// nothing is gained by waiting.
    /// </summary>
    double Tick()
    {
        if (_people <= SmallRoom || _lastLines <= 1) return 0;
        var tick = _people <= BigRoom ? ShortTick : LongTick;
        return Math.Min(Math.Max(tick, _lastMilliseconds * 2), services.Settings.Current.MaxFlushMilliseconds);
    }

    void Flush()
    {
        var members = room.Snapshot();
        _people = members.Length;
        services.Deliveries.Add((long)_lastLines * members.Length);
        var allowed = services.Budget.Allowed;
        long mostBehind = 0;
        foreach (var member in members)
        {
            member.Outbox.Pump();
            var lag = member.Cursor.Lag;
            if (lag > allowed) member.Outbox.Cut(SlowReader);
            else if (lag > mostBehind) mostBehind = lag;
        }
        services.Budget.Add(mostBehind - _kept);
        _kept = mostBehind;
    }

    static Bye SlowReader { get; } = new()
    {
        Code = RefusalCode.SlowReader,
        Text = "You did not read what was sent to you for too long. Connect again; what you missed is in the history.",
    };
}
