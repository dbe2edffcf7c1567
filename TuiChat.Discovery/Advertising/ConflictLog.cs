namespace TuiChat.Discovery.Advertising;

/// <summary>
/// Slows probing down when conflicts do not end: after fifteen within ten seconds every further attempt waits five (RFC 6762
/// §8.1), until a name was announced.
/// </summary>
sealed class ConflictLog
{
    const int MaxConflicts = 15;
    static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly Queue<TimeSpan> _conflicts = new();
    bool _isSlow;

    /// <summary>Notes a conflict and returns how long to wait before the next probe.</summary>
    public TimeSpan Add(TimeSpan now)
    {
        _conflicts.Enqueue(now);
        while (_conflicts.Peek() < now - Window) _conflicts.Dequeue();
        _isSlow |= _conflicts.Count >= MaxConflicts;
        return _isSlow ? Pause : TimeSpan.Zero;
    }

    /// <summary>A name was announced: the next conflict is a new story.</summary>
    public void Settle() => _isSlow = false;
}
