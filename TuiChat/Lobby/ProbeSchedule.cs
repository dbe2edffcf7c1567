namespace TuiChat.Lobby;

/// <summary>
/// When which server of the lobby is asked about itself: a new one at once, those that answer every few seconds, those that do not
/// less and less often, and never more than a few in a second, however many there are. Times are since any fixed moment.
/// </summary>
/// <param name="chance">Numbers from 0 to 1, so that many lobbies do not ask in step.</param>
sealed class ProbeSchedule(Func<double> chance)
{
    /// <summary>8 at once, and then 4 a second.</summary>
    const int Burst = 8, PerSecond = 4;

    /// <summary>5 s, a quarter more or less by chance: between two questions to a server that answers.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>60 s: the longest pause before one that does not answer is asked again.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    readonly Dictionary<long, Entry> _entries = [];
    double _tokens = Burst;
    TimeSpan _last;

    /// <summary>The servers to ask now, longest due first; they count as asked.</summary>
    public IReadOnlyList<LobbyRow> Take(IEnumerable<LobbyRow> rows, TimeSpan now)
    {
        _tokens = Math.Min(Burst, _tokens + Math.Max(0, (now - _last).TotalSeconds) * PerSecond);
        _last = now;
        var all = rows.Where(row => row.Addresses.Count > 0).ToList();
        foreach (var gone in _entries.Keys.Except(all.Select(row => row.ListId)).ToList()) _entries.Remove(gone);
        var due = all.Where(row => IsDue(row, now)).OrderBy(row => _entries.TryGetValue(row.ListId, out var entry) ? entry.Due : TimeSpan.MinValue).Take((int)_tokens).ToList();
        _tokens -= due.Count;
        foreach (var row in due) _entries[row.ListId] = new Entry(TimeSpan.MaxValue, _entries.TryGetValue(row.ListId, out var before) ? before.Failures : 0);
        return due;
    }

    /// <summary>A question came back, with an answer or without.</summary>
    public void Answered(long listId, bool isThere, TimeSpan now)
    {
        var failures = isThere ? 0 : (_entries.TryGetValue(listId, out var before) ? before.Failures : 0) + 1;
        var pause = Interval * Math.Pow(2, Math.Min(failures, 10));
        if (pause > Longest) pause = Longest;
        _entries[listId] = new Entry(now + (pause * (0.75 + (chance() / 2))), failures);
    }

    /// <summary>A server has another address: it is asked as if it were new.</summary>
    public void Forget(long listId) => _entries.Remove(listId);

    /// <summary>All are asked anew, as after a sleep.</summary>
    public void ForgetAll() => _entries.Clear();

    bool IsDue(LobbyRow row, TimeSpan now) => !_entries.TryGetValue(row.ListId, out var entry) || entry.Due <= now;

    readonly record struct Entry(TimeSpan Due, int Failures);
}
