namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>
/// What happens to the connections, drawn from a seed and counted in steps: a step is a line that somebody types, so that nothing
/// depends on a clock. What is held is let go some steps later, or when everybody waits. Any thread.
/// </summary>
sealed class FaultPlan
{
    /// <summary>10 to 50 steps lie between two faults, and at most 20 until what is held is let go.</summary>
    const int FewestSteps = 10, MostSteps = 50, MostHeldSteps = 20;

    readonly Lock _gate = new();
    readonly Random _random;
    readonly IReadOnlyList<FaultProxy> _proxies;
    readonly PriorityQueue<Action, int> _later = new();
    readonly HashSet<FaultProxy> _spared = [];
    int _next;

    public FaultPlan(int seed, IReadOnlyList<FaultProxy> proxies)
    {
        _random = new Random(seed);
        _proxies = proxies;
        _next = _random.Next(FewestSteps, MostSteps);
    }

    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Faults so far.</summary>
    public int Faults { get; private set; }

    /// <summary>A line was typed.</summary>
    public void Step()
    {
        lock (_gate)
        {
            Steps++;
            while (_later.TryPeek(out var act, out var at) && at <= Steps)
            {
                _later.Dequeue();
                act();
            }
            if (Steps < _next) return;
            _next = Steps + _random.Next(FewestSteps, MostSteps);
            Faults++;
            foreach (var proxy in _random.Next(4) == 0 ? _proxies : [_proxies[_random.Next(_proxies.Count)]])
            {
                if (!_spared.Contains(proxy)) Fault(proxy);
            }
        }
    }

    /// <summary>Everybody waits: everything that is held is let go.</summary>
    public void Relent()
    {
        lock (_gate)
        {
            while (_later.TryDequeue(out var act, out _)) act();
            foreach (var proxy in _proxies) proxy.Calm();
        }
    }

    /// <summary>Does something while nothing happens to the connections of a proxy.</summary>
    public void Spare(FaultProxy proxy, Action act)
    {
        lock (_gate)
        {
            _spared.Add(proxy);
            proxy.Calm();
        }
        act();
        lock (_gate) _spared.Remove(proxy);
    }

    void Fault(FaultProxy proxy)
    {
        switch (_random.Next(10))
        {
            case 0:
                proxy.Cut();
                break;
            case 1:
                proxy.ForAll(line => line.End());
                break;
            case 2:
                proxy.HalfClose();
                break;
            case 3:
                proxy.ForAll(line => line.ToServer.End());
                break;
            case 4:
                proxy.CutAfter(_random.Next(1, 4000));
                break;
            case 5:
                Hold(proxy, line => line.ToServer.Writing);
                break;
            case 6:
                Hold(proxy, line => line.ToClient.Writing);
                break;
            case 7:
                Hold(proxy, line => line.ToServer.Reading);
                Hold(proxy, line => line.ToClient.Reading);
                break;
            case 8:
                LeaveBehind(proxy);
                break;
            default:
                proxy.IsClosed = true;
                proxy.Cut();
                Later(() => proxy.IsClosed = false);
                break;
        }
    }

    void Hold(FaultProxy proxy, Func<FaultLine, FaultGate> gate)
    {
        var lines = proxy.ForAll(line => gate(line).Close());
        Later(() =>
        {
            foreach (var line in lines) gate(line).Open();
        });
    }

    /// <summary>What is on its way is held, the client is cut off and comes back, and only then the old bytes arrive.</summary>
    void LeaveBehind(FaultProxy proxy)
    {
        var lines = proxy.ForAll(line => line.ToServer.Writing.Close());
        Later(() =>
        {
            foreach (var line in lines) line.LeaveBehind();
            Later(() =>
            {
                foreach (var line in lines) line.Release();
            });
        });
    }

    void Later(Action act) => _later.Enqueue(act, Steps + _random.Next(1, MostHeldSteps));
}
