namespace TuiChat.Terminal;

/// <summary>
/// What waits for the UI thread. Any thread adds; one thread takes and waits. Unbounded by design: what is posted are the
/// terminal's events and the client's own state changes, and dropping either would lose something somebody typed or said.
/// </summary>
sealed class EventQueue
{
    readonly object _gate = new();
    Queue<Action> _waiting = new();
    Queue<Action> _taken = new();
    bool _isWoken;

    /// <summary>Adds work and wakes the waiting thread.</summary>
    public void Post(Action action)
    {
        lock (_gate)
        {
            _waiting.Enqueue(action);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Wakes the waiting thread though there is nothing to do for it but look around.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes all that waits now; what is added meanwhile stays for the next time. Valid until the next call.</summary>
    public Queue<Action> TakeAll()
    {
        lock (_gate)
        {
            (_waiting, _taken) = (_taken, _waiting);
            _isWoken = false;
            return _taken;
        }
    }

    /// <summary>Waits until something is added, <see cref="Wake"/> is called or the time is up. Null waits without end; false means time up.</summary>
    public bool Wait(TimeSpan? timeout)
    {
        lock (_gate)
        {
            if (_waiting.Count > 0 || _isWoken)
                return true;
            if (timeout is null)
                return Monitor.Wait(_gate);
            // Rounded up, so that a wait of less than a millisecond does not spin.
            return timeout > TimeSpan.Zero && Monitor.Wait(_gate, (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.Value.TotalMilliseconds)));
        }
    }
}
