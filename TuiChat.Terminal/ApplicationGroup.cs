namespace TuiChat.Terminal;

/// <summary>
/// Several applications on terminals in memory, stepped by one thread: while one is waited for, all of them live. Everything but
/// <see cref="Wake"/> belongs to that thread.
/// </summary>
public sealed class ApplicationGroup
{
    readonly object _gate = new();
    readonly List<ApplicationHarness> _members = [];
    long _wakes;
    bool _isWoken;

    /// <summary>How often something was posted to a member, or <see cref="Wake"/> was called.</summary>
    public long Wakes => Interlocked.Read(ref _wakes);

    /// <summary>A member; its application has <see cref="Wake"/> as <see cref="ApplicationOptions.Posted"/>.</summary>
    public void Add(ApplicationHarness member) => _members.Add(member);

    /// <summary>Not stepped any more.</summary>
    public void Remove(ApplicationHarness member) => _members.Remove(member);

    /// <summary>There is something to look at. Any thread.</summary>
    public void Wake()
    {
        Interlocked.Increment(ref _wakes);
        Nudge();
    }

    /// <summary>Lets every member handle what waits for it.</summary>
    public void Settle()
    {
        // A member may leave while another is stepped.
        foreach (ApplicationHarness member in _members.ToArray())
            member.SettleIfWaiting();
    }

    /// <summary>Settles whenever something happens to a member, until the condition holds. False when the token is cancelled before.</summary>
    public bool SettleUntil(Func<bool> condition, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.Register(Nudge);
        while (true)
        {
            lock (_gate)
                _isWoken = false;
            Settle();
            if (condition())
                return true;
            if (cancellationToken.IsCancellationRequested)
                return false;
            Wait(_members.Select(member => member.Application.UntilNextTimer).Min());
        }
    }

    void Nudge()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    void Wait(TimeSpan? timeout)
    {
        lock (_gate)
        {
            if (_isWoken || timeout <= TimeSpan.Zero)
                return;
            // Rounded up, so that a wait of less than a millisecond does not spin.
            if (timeout is { } time)
                Monitor.Wait(_gate, (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalMilliseconds)));
            else
                Monitor.Wait(_gate);
        }
    }
}
