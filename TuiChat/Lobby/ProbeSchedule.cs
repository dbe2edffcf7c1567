namespace TuiChat.Lobby;

/// <summary>
/// When which server of the lobby is asked about itself: a new one at once, those that answer every few seconds, those that do not
/// less and less often, and never more than a few in a second, however many there are. A crowd of false announcements takes its
/// turns behind the servers that are remembered and behind those of other hosts. Times are since any fixed moment.
/// </summary>
/// <param name="chance">Numbers from 0 to 1, so that many lobbies do not ask in step.</param>
sealed class ProbeSchedule(Func<double> chance)
{
    /// <summary>12 at once, and then 6 a second: 200 false servers are through in half a minute, and nobody takes us for a port scanner.</summary>
    const int Burst = 12, PerSecond = 6;

    /// <summary>4 of those that did not answer the last time may be under way, so that they never hold up the others.</summary>
    const int MaxDoubtful = 4;

    /// <summary>5 s, a quarter more or less by chance: between two questions to a server that answers.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>60 s: the longest pause before one that does not answer is asked again.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>500 ms: how much later than the one before it a new server of the same host counts as found.</summary>
    static readonly TimeSpan PerNeighbour = TimeSpan.FromMilliseconds(500);

    readonly Dictionary<long, Entry> _entries = [];
    double _tokens = Burst;
    TimeSpan _last;

    /// <summary>The servers to ask now, in the order of their turns; they count as asked.</summary>
    public IReadOnlyList<LobbyRow> Take(IEnumerable<LobbyRow> rows, TimeSpan now)
    {
        _tokens = Math.Min(Burst, _tokens + Math.Max(0, (now - _last).TotalSeconds) * PerSecond);
        _last = now;
        var all = rows.Where(row => row.Addresses.Count > 0).ToList();
        foreach (var gone in _entries.Keys.Except(all.Select(row => row.ListId)).ToList()) _entries.Remove(gone);
        foreach (var row in all) _entries.TryAdd(row.ListId, new Entry(now));
        var taken = InTurn(all, now).Take((int)_tokens).ToList();
        _tokens -= taken.Count;
        foreach (var row in taken) _entries[row.ListId] = _entries[row.ListId] with { IsAsking = true };
        return taken;
    }

    /// <summary>A question came back, with an answer or without.</summary>
    public void Answered(long listId, bool isThere, TimeSpan now)
    {
        var failures = isThere ? 0 : _entries.GetValueOrDefault(listId).Failures + 1;
        var pause = Interval * Math.Pow(2, Math.Min(failures, 10));
        if (pause > Longest) pause = Longest;
        _entries[listId] = new Entry(now + (pause * (0.75 + (chance() / 2)))) { IsNew = false, Failures = failures };
    }

    /// <summary>A server has another address: it is asked as if it were new.</summary>
    public void Forget(long listId) => _entries.Remove(listId);

    /// <summary>All are asked anew, as after a sleep.</summary>
    public void ForgetAll() => _entries.Clear();

    /// <summary>Those that are due: remembered ones that are new, then who waits longest, then those that did not answer.</summary>
    IEnumerable<LobbyRow> InTurn(List<LobbyRow> all, TimeSpan now)
    {
        var silent = all.Where(row => _entries[row.ListId] is { IsAsking: true } or { Failures: > 0 }).CountBy(HostOf).ToDictionary();
        var due = all.Where(row => !_entries[row.ListId].IsAsking && _entries[row.ListId].Due <= now).ToLookup(row => _entries[row.ListId] switch { { IsNew: true } => Turn.First, { Failures: > 0 } => Turn.Doubtful, _ => Turn.Again });
        var first = due[Turn.First].GroupBy(HostOf).SelectMany(host => host.Select((row, i) => (Row: row, At: TurnOf(row, silent.GetValueOrDefault(host.Key) + i))));
        var hopeful = due[Turn.Again].Select(row => (Row: row, At: _entries[row.ListId].Due)).Concat(first).OrderBy(one => one.At).Select(one => one.Row);
        var doubtful = due[Turn.Doubtful].OrderBy(row => _entries[row.ListId].Due).Take(Math.Max(0, MaxDoubtful - _entries.Values.Count(entry => entry is { IsAsking: true, Failures: > 0 })));
        return hopeful.Concat(doubtful);
    }

    /// <summary>When its turn is: a new server waits for those of the same host before it.</summary>
    TimeSpan TurnOf(LobbyRow row, int before) => row.Known is not null ? TimeSpan.MinValue : _entries[row.ListId].Due + (PerNeighbour * before);

    static string HostOf(LobbyRow row) => row.Addresses[0].Host;

    enum Turn
    {
        First,
        Again,
        Doubtful,
    }

    readonly record struct Entry(TimeSpan Due)
    {
        /// <summary>It was never asked.</summary>
        public bool IsNew { get; init; } = true;

        /// <summary>How often it did not answer since it last did.</summary>
        public int Failures { get; init; }

        /// <summary>A question is under way.</summary>
        public bool IsAsking { get; init; }
    }
}
