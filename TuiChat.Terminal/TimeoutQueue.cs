namespace TuiChat.Terminal;

/// <summary>The timers of the UI thread, which runs them itself when they are due. Not shared.</summary>
sealed class TimeoutQueue(TimeProvider clock)
{
    readonly PriorityQueue<Timeout, (long Due, long Order)> _queue = new();
    long _order;

    /// <summary>Runs an action once after a delay, unless the result is disposed before.</summary>
    public IDisposable Add(TimeSpan delay, Action action)
    {
        var timeout = new Timeout(action);
        long due = clock.GetTimestamp() + (long)(Math.Max(0, delay.TotalSeconds) * clock.TimestampFrequency);
        _queue.Enqueue(timeout, (due, _order++));
        return timeout;
    }

    /// <summary>Runs all actions that are due. True when there was one.</summary>
    public bool RunDue()
    {
        long now = clock.GetTimestamp();
        bool any = false;
        while (_queue.TryPeek(out Timeout? timeout, out (long Due, long Order) key) && (timeout.Action is null || key.Due <= now))
        {
            _queue.Dequeue();
            any |= timeout.Action is not null;
            timeout.Action?.Invoke();
        }

        return any;
    }

    /// <summary>Time until the next action is due, never negative; null when there is none.</summary>
    public TimeSpan? UntilNext()
    {
        while (_queue.TryPeek(out Timeout? timeout, out (long Due, long Order) key))
        {
            if (timeout.Action is not null)
                return TimeSpan.FromSeconds(Math.Max(0, (double)(key.Due - clock.GetTimestamp()) / clock.TimestampFrequency));
            _queue.Dequeue();
        }

        return null;
    }

    sealed class Timeout(Action action) : IDisposable
    {
        public Action? Action { get; private set; } = action;

        public void Dispose() => Action = null;
    }
}
