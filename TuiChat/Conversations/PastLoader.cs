using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>How far back a room is shown, and what is under way to go further. Owned by the loop.</summary>
sealed class PastLoader
{
    readonly List<NumberedEvent> _parts = [];
    long? _first;
    bool _isAsking;

    /// <summary>The number that is shown first, or null.</summary>
    public long? First => _first;

    /// <summary>Says which number is shown first; later calls change nothing.</summary>
    public void StartAt(long seq) => _first ??= seq;

    /// <summary>What was shown is gone; this is first now.</summary>
    public void JumpTo(long seq)
    {
        _first = seq;
        Stop();
    }

    /// <summary>Before which number to load; null when there is nothing before, nothing is shown yet, or it is under way.</summary>
    public long? Ask()
    {
        if (_isAsking || _first is not > 1) return null;
        _isAsking = true;
        return _first;
    }

    /// <summary>It failed, and may be asked again.</summary>
    public void Stop()
    {
        _isAsking = false;
        _parts.Clear();
    }

    /// <summary>Adds a part of an answer; all of it once it is whole, else null.</summary>
    public IReadOnlyList<NumberedEvent>? Collect(Page page)
    {
        _parts.AddRange(page.Events);
        if (page.More) return null;
        NumberedEvent[] all = [.. _parts];
        _parts.Clear();
        return all;
    }

    /// <summary>
    /// Takes what belongs right before what is shown; null when that is nothing and others may have it.
    /// </summary>
    /// <param name="before">What was asked for; the answer to an older question is taken as nothing new.</param>
    /// <param name="events">Ascending.</param>
    /// <param name="isAll">Nobody has more: a hole before what is shown stays one.</param>
    public (IReadOnlyList<NumberedEvent> Events, long Missing)? Take(long before, IReadOnlyList<NumberedEvent> events, bool isAll)
    {
        if (before != _first) return ([], 0);
        var run = Run(events, isAll && events.Count > 0 ? events[^1].Seq : before - 1);
        if (run.Count == 0 && !isAll) return null;
        var missing = before - 1 - (run.Count > 0 ? run[^1].Seq : 0);
        _first = run.Count > 0 ? run[0].Seq : 1;
        _isAsking = false;
        return (run, missing);
    }

    /// <summary>The events without a hole that end with a number.</summary>
    static List<NumberedEvent> Run(IReadOnlyList<NumberedEvent> events, long last)
    {
        var run = new List<NumberedEvent>();
        for (var i = events.Count - 1; i >= 0 && events[i].Seq == last - run.Count && events[i].Seq >= 1; i--) run.Add(events[i]);
        run.Reverse();
        return run;
    }
}
