namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>
/// Compares what was promised, what the server holds and what a client holds, and returns a sentence for every difference. Pure:
/// the databases are read elsewhere.
/// </summary>
static class HistoryChecker
{
    /// <summary>10 problems of a kind are enough to see what is wrong.</summary>
    const int MostProblems = 10;

    /// <summary>The server: dense numbers, every promised line as often as promised, the lines of each author in the order of typing.</summary>
    public static IReadOnlyList<string> CheckServer(IReadOnlyList<KeptRoom> rooms, IReadOnlyList<Promise> promises) =>
    [
        .. rooms.SelectMany(room => Dense(room, "The server")),
        .. Numbers(rooms, promises).Take(MostProblems),
        .. rooms.SelectMany(InOrder).Take(MostProblems),
    ];

    /// <summary>What somebody has seen of the server: it is there, in the same place.</summary>
    /// <param name="rooms">The server's.</param>
    /// <param name="seen">Room and number, and the id of the line that was seen there.</param>
    public static IReadOnlyList<string> CheckSeen(IReadOnlyList<KeptRoom> rooms, IEnumerable<KeyValuePair<(string Room, long Seq), string>> seen)
    {
        var events = rooms.SelectMany(room => room.Events.Select(happened => (room.Name, happened))).ToDictionary(place => (place.Name, place.happened.Seq), place => place.happened);
        return
        [
            .. seen.Select(pair => !events.TryGetValue(pair.Key, out var happened) ? $"{pair.Value} was seen as {pair.Key.Seq} of {pair.Key.Room}, and nothing is there."
                    : happened.Kind != KeptEvent.Line || !(happened.IsDeleted || IdOf(happened) == pair.Value) ? $"{pair.Value} was seen as {pair.Key.Seq} of {pair.Key.Room}, and there is {happened}."
                    : null)
                .OfType<string>().Take(MostProblems),
        ];
    }

    /// <summary>A client that has been in all rooms from the beginning: everything that the server has, and nothing else.</summary>
    public static IReadOnlyList<string> CheckClient(string who, IReadOnlyList<KeptRoom> server, IReadOnlyList<KeptRoom> client)
    {
        var problems = new List<string>();
        foreach (var room in server)
        {
            if (client.FirstOrDefault(kept => kept.Name == room.Name) is not { } own)
            {
                problems.Add($"{who} has nothing of {room.Name}.");
                continue;
            }
            problems.AddRange(Dense(own, who));
            problems.AddRange(Differences(who, room, own).Take(MostProblems));
            (long, long)[] whole = [(1, room.Events.Count)];
            if (!own.Ranges.SequenceEqual(whole)) problems.Add($"{who} says that of {room.Name} it has {string.Join(", ", own.Ranges)}, not 1 to {room.Events.Count}.");
        }
        problems.AddRange(client.Where(own => server.All(room => room.Name != own.Name)).Select(own => $"{who} has a room {own.Name} that the server has not."));
        return problems;
    }

    static IEnumerable<string> Dense(KeptRoom room, string who)
    {
        var expected = 1L;
        foreach (var happened in room.Events)
        {
            if (happened.Seq != expected)
            {
                yield return $"{who} has {happened.Seq} of {room.Name} where {expected} belongs.";
                yield break;
            }
            expected++;
        }
    }

    static IEnumerable<string> Numbers(IReadOnlyList<KeptRoom> rooms, IReadOnlyList<Promise> promises)
    {
        var places = rooms.SelectMany(room => room.Events.Where(happened => happened is { Kind: KeptEvent.Line, IsDeleted: false }).Select(line => (Id: IdOf(line), Place: $"{room.Name} {line.Seq}", Room: room.Name)))
            .ToLookup(line => line.Id);
        foreach (var promise in promises)
        {
            var found = places[promise.Id].ToList();
            var isKept = promise.Fate switch
            {
                Fate.Once => found.Count == 1,
                Fate.Never => found.Count == 0,
                Fate.AtMostOnce or Fate.Deleted => found.Count <= 1,
                _ => throw new InvalidOperationException($"{promise.Fate} is no fate."),
            };
            if (!isKept) yield return $"{promise.Id} ({promise.Fate}) is {found.Count} times on the server: {string.Join(", ", found.Select(line => line.Place))}.";
            else if (found is [{ Room: var room }] && room != promise.Room) yield return $"{promise.Id} was said in {promise.Room} and stands in {room}.";
        }
        var known = promises.Select(promise => promise.Id).ToHashSet();
        foreach (var stray in places.Where(line => !known.Contains(line.Key))) yield return $"Nobody said {stray.Key}, which is {stray.First().Place} on the server.";
    }

    static IEnumerable<string> InOrder(KeptRoom room)
    {
        var last = new Dictionary<string, int>();
        foreach (var line in room.Events.Where(happened => happened is { Kind: KeptEvent.Line, IsDeleted: false, Author: not null }))
        {
            var number = int.TryParse(IdOf(line).AsSpan(line.Author!.Length + 1), out var parsed) ? parsed : 0; // asked for above
            if (last.TryGetValue(line.Author, out var before) && number <= before) yield return $"{IdOf(line)} stands behind {line.Author}-{before} in {room.Name}.";
            last[line.Author] = number;
        }
    }

    static IEnumerable<string> Differences(string who, KeptRoom server, KeptRoom client)
    {
        var own = client.Events.ToLookup(happened => happened.Seq);
        foreach (var happened in server.Events)
        {
            var kept = own[happened.Seq].ToList();
            if (kept.Count != 1) yield return $"{who} has {happened.Seq} of {server.Name} {kept.Count} times.";
            else if (kept[0] != happened) yield return $"{who} has {kept[0]} in {server.Name} where the server has {happened}.";
        }
        var newest = server.Events.Count == 0 ? 0 : server.Events[^1].Seq;
        foreach (var stray in client.Events.Where(happened => happened.Seq > newest)) yield return $"{who} has {stray} in {server.Name}, where the server ends at {newest}.";
    }

    static string IdOf(KeptEvent line) => line.Text.Split(' ')[0];
}
