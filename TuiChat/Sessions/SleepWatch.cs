namespace TuiChat.Sessions;

/// <summary>
/// Notices that the machine has slept: the clock of the day goes on meanwhile, most others stand still. Owned by whoever looks
/// about once a second.
/// </summary>
sealed class SleepWatch(TimeProvider time)
{
    /// <summary>10 s: a clock that goes on by more between two looks tells of a sleep.</summary>
    static readonly TimeSpan Slept = TimeSpan.FromSeconds(10);

    (DateTimeOffset Day, long Stamp)? _last;

    /// <summary>Whether the machine has slept since the last look.</summary>
    /// <param name="isWatching">Somebody looks once a second now; else this look counts as none.</param>
    public bool HasEnded(bool isWatching = true)
    {
        var hasSlept = isWatching && _last is { } last && (time.GetUtcNow() - last.Day > Slept || time.GetElapsedTime(last.Stamp) > Slept);
        _last = isWatching ? (time.GetUtcNow(), time.GetTimestamp()) : null;
        return hasSlept;
    }
}
