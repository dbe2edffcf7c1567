namespace TuiChat.Server.Commands;

/// <summary>
/// Counts what a client has said and what is not answered yet, since the next line is read before the last one is on disk.
/// Begun by the read loop, ended by any thread.
/// </summary>
sealed class PendingSends
{
    /// <summary>64 messages on their way to the disk: then the client is read no further.</summary>
    const int Most = 64;

    readonly Lock _gate = new();
    int _count;
    TaskCompletionSource? _none;

    /// <summary>Whether no more may be begun before some have ended.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate) return _count >= Most;
        }
    }

    /// <summary>One more.</summary>
    public void Begin()
    {
        lock (_gate) _count++;
    }

    /// <summary>One less.</summary>
    public void End()
    {
        TaskCompletionSource? none = null;
        lock (_gate)
        {
            if (--_count == 0) (none, _none) = (_none, null);
        }
        none?.SetResult();
    }

    /// <summary>Completes when none is left.</summary>
    public Task WhenNone()
    {
        lock (_gate)
        {
            if (_count == 0) return Task.CompletedTask;
            _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _none.Task;
        }
    }
}
