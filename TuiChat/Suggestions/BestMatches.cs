namespace TuiChat.Suggestions;

/// <summary>Keeps the best few of many candidates without keeping the others.</summary>
/// <typeparam name="T">A candidate.</typeparam>
sealed class BestMatches<T>(int most = BestMatches<T>.Most)
{
    /// <summary>50: nobody looks through more in a list of eight rows.</summary>
    const int Most = 50;

    readonly List<(int Score, T Candidate)> _best = new(16);

    /// <summary>From the best to the worst; equal ones in the order of coming.</summary>
    public IEnumerable<T> Items => _best.Select(entry => entry.Candidate);

    /// <summary>Takes a candidate in if it is good enough; null is no match.</summary>
    public void Offer(int? score, T candidate)
    {
        if (score is not { } value || (_best.Count == most && value <= _best[^1].Score)) return;
        var at = _best.Count;
        while (at > 0 && _best[at - 1].Score < value) at--;
        _best.Insert(at, (value, candidate));
        if (_best.Count > most) _best.RemoveAt(most);
    }
}
