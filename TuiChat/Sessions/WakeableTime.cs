namespace TuiChat.Sessions;

/// <summary>
/// A clock whose last timer can be made to fire at once: how "try now" ends a wait that Polly is in. Touched by the session's
/// loop and by whoever wakes it.
/// </summary>
sealed class WakeableTime(TimeProvider inner) : TimeProvider
{
    readonly Lock _gate = new();
    ITimer? _timer;
    bool _isWoken;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = inner.CreateTimer(callback, state, dueTime, period);
        bool isWoken;
        lock (_gate)
        {
            _timer = timer;
            isWoken = _isWoken;
        }
        if (isWoken) timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return timer;
    }

    /// <summary>A wait is about to begin: only what wakes it from here on counts.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _timer = null;
            _isWoken = false;
        }
    }

    /// <summary>Ends the wait, also when its timer is yet to be made. Any number of times.</summary>
    public void Wake()
    {
        ITimer? timer;
        lock (_gate)
        {
            _isWoken = true;
            timer = _timer;
        }
        timer?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
