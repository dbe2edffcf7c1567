using System.Collections.Concurrent;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>What was typed, what became of it as far as its author knows, and what anybody has seen. Any thread.</summary>
sealed class Ledger
{
    readonly ConcurrentDictionary<(string Author, int Number), Promise> _promises = [];
    readonly ConcurrentDictionary<(string Room, long Seq), string> _seen = [];
    readonly ConcurrentQueue<string> _problems = [];

    public IReadOnlyList<Promise> Promises => [.. _promises.Values];

    /// <summary>Room and number, and the line that was seen there.</summary>
    public IReadOnlyDictionary<(string Room, long Seq), string> Seen => _seen;

    /// <summary>Two that saw different lines in one place.</summary>
    public IEnumerable<string> Problems => _problems;

    /// <summary>Something was typed, or its fate is another one now.</summary>
    public void Promise(Promise promise) => _promises[(promise.Author, promise.Number)] = promise;

    /// <summary>Another fate for the line that begins with an id.</summary>
    public void Change(string id, Fate fate)
    {
        var place = id.LastIndexOf('-');
        Assert.True(place > 0 && int.TryParse(id.AsSpan(place + 1), out _), $"“{id}” is no id of a line.");
        var key = (id[..place], int.Parse(id.AsSpan(place + 1), System.Globalization.CultureInfo.InvariantCulture));
        if (_promises.TryGetValue(key, out var promise)) _promises[key] = promise with { Fate = fate };
    }

    /// <summary>Somebody sees a line of the server.</summary>
    public void See(string who, string room, long seq, string text)
    {
        var id = text.Split(' ')[0];
        var first = _seen.GetOrAdd((room, seq), id);
        if (first != id) _problems.Enqueue($"{who} sees {id} as {seq} of {room}, where {first} was seen.");
    }
}
