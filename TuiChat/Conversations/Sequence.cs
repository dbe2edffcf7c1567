using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>
/// Brings the stored events of one room into their order: each number once, none left out. What comes too early is held until
/// the hole before it is filled from history.
/// </summary>
sealed class Sequence
{
    /// <summary>4,096 events: held while a hole is being filled; more means a broken server, and the hole is given up.</summary>
    const int MaxHeld = 4096;

    readonly SortedDictionary<long, NumberedEvent> _held = [];
    long? _next;

    /// <summary>The number of the last event let through, or null before the first.</summary>
    public long? Last => _next - 1;

    /// <summary>Says where the order begins; what is below will not come.</summary>
    public void StartAt(long next) => _next ??= next;

    /// <summary>Gives up everything below a number, also what was let through; false when the order is there already.</summary>
    public bool JumpTo(long next)
    {
        if (_next is { } now && now >= next) return false;
        _next = next;
        foreach (var seq in _held.Keys.TakeWhile(seq => seq < next).ToList()) _held.Remove(seq);
        return true;
    }

    /// <summary>
    /// Says which number the server gave last. A server whose numbers end before what was seen has gone back to
    /// an older state, and the order goes on from there.
    /// </summary>
    public void GoBackTo(long head)
    {
        if (_next is not { } next || next <= head + 1) return;
        _held.Clear();
        _next = head + 1;
    }

    /// <summary>Takes an event in; returns those whose turn it is now, in order.</summary>
    public IReadOnlyList<NumberedEvent> Take(NumberedEvent happened)
    {
        _next ??= happened.Seq;
        if (happened.Seq < _next) return [];
        if (happened.Seq == _next && _held.Count == 0)
        {
            _next++;
            return [happened];
        }
        _held[happened.Seq] = happened;
        return _held.Count > MaxHeld ? SkipHole() : Release();
    }

    /// <summary>Gives up what is missing; returns what was held behind it.</summary>
    public IReadOnlyList<NumberedEvent> SkipHole()
    {
        if (_held.Count > 0) _next = _held.First().Key;
        return Release();
    }

    /// <summary>The hole before what is held, as the exclusive ends of a history request; null when there is none.</summary>
    public (long After, long Before)? Hole => _held.Count == 0 || _next is null ? null : (_next.Value - 1, _held.First().Key);

    List<NumberedEvent> Release()
    {
        var ready = new List<NumberedEvent>();
        while (_next is { } next && _held.Remove(next, out var happened))
        {
            ready.Add(happened);
            _next++;
        }
        return ready;
    }
}
