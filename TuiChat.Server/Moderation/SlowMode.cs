using TuiChat.Protocol;

namespace TuiChat.Server.Moderation;

/// <summary>
/// When each person last spoke in a room with slow mode, so that leaving and coming back does not help. Only rooms with slow mode cost
/// anything. Touched by many threads.
/// </summary>
sealed class SlowMode(TimeProvider time)
{
    /// <summary>10,000 speakers are remembered; then those whose pause is over are forgotten.</summary>
    const int MaxRemembered = 10_000;

    readonly Lock _gate = new();
    readonly Dictionary<(RoomName Room, Guid Author), long> _freeAt = [];

    /// <summary>Somebody speaks: zero when it may be, and the next pause begins; otherwise how long to wait.</summary>
    public TimeSpan Take(RoomName room, Guid author, int slowMs)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (_gate)
        {
            // Slow mode may have become shorter since: nobody waits longer than it is now.
            var wait = Math.Min(_freeAt.GetValueOrDefault((room, author)) - now, slowMs);
            if (wait > 0) return TimeSpan.FromMilliseconds(wait);
            if (_freeAt.Count >= MaxRemembered) Forget(now);
            _freeAt[(room, author)] = now + slowMs;
            return TimeSpan.Zero;
        }
    }

    void Forget(long now)
    {
        foreach (var key in _freeAt.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList()) _freeAt.Remove(key);
        if (_freeAt.Count >= MaxRemembered) _freeAt.Clear(); // a crowd in slow rooms: better let some speak early than grow without end
    }
}
