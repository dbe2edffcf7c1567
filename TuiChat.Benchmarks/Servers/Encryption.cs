using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>What TLS costs the server: each figure with and without it, by the same generator.</summary>
static class Encryption
{
    const int People = 2000, AtOnce = 16, Members = 100, Senders = 10, Rounds = 200, WarmUpRounds = 50;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Measures both.</summary>
    public static IEnumerable<Figure> Run() => [.. Measure(tls: false), .. Measure(tls: true)];

    static IEnumerable<Figure> Measure(bool tls)
    {
        using var core = Cores.HoldSecondCore();
        using var server = new ServerProcess();
        return MeasureAsync(server, tls).GetAwaiter().GetResult(); // a scenario is a program of its own
    }

    static async Task<IReadOnlyList<Figure>> MeasureAsync(ServerProcess server, bool tls)
    {
        var kind = tls ? "TLS" : "plain";
        var clients = new List<StreamClient>();
        try
        {
            await EnterAsync(server, clients, AtOnce * 4, tls).ConfigureAwait(false); // warm
            var before = server.ResidentBytes;
            var interval = new Interval(server);
            await EnterAsync(server, clients, People, tls).ConfigureAwait(false);
            interval.End();
            var memory = (server.ResidentBytes - before) / People / 1000;
            var rate = new Figure($"{kind}: connect + hello", People / interval.Seconds, "/s", null, interval.Shares);
            var cost = new Figure($"{kind}: server CPU per connect + hello", interval.ServerSeconds / People * 1000, "ms");
            var resident = new Figure($"{kind}: resident memory per idle connection", memory, "kB", tls ? Target.AtMost(45) : null, $"{People} connections, no collection forced");
            return [rate, cost, resident, await TalkAsync(server, clients, kind).ConfigureAwait(false)];
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    static async Task EnterAsync(ServerProcess server, List<StreamClient> clients, int count, bool tls)
    {
        for (var done = 0; done < count; done += AtOnce)
        {
            var first = clients.Count;
            var more = Enumerable.Range(first, Math.Min(AtOnce, count - done)).Select(number => StreamClient.EnterAsync(server.EndPoint, number, tls));
            clients.AddRange(await Task.WhenAll(more).ConfigureAwait(false));
        }
    }

    /// <summary>Some senders say a line each, and the next round begins when everybody has all of it.</summary>
    static async Task<Figure> TalkAsync(ServerProcess server, List<StreamClient> clients, string kind)
    {
        var members = clients.Take(Members).ToList();
        foreach (var member in members) await member.AskAsync("""{"t":"join","room":"main","lines":0}""", "\"page\"").ConfigureAwait(false);
        foreach (var member in members) member.Start();
        await RoundsAsync(members, WarmUpRounds).ConfigureAwait(false);
        var interval = new Interval(server);
        await RoundsAsync(members, Rounds).ConfigureAwait(false);
        interval.End();
        var deliveries = Rounds * Senders * Members;
        return new Figure($"{kind}: server CPU per million deliveries", interval.ServerSeconds / deliveries * 1e6, "s", null, $"room of {Members}, {Senders} lines a round; {interval.Shares}");
    }

    static async Task RoundsAsync(List<StreamClient> members, int rounds)
    {
        var line = $$"""{"t":"send","room":"main","text":"{{new string('x', 100)}}"}""" + "\n";
        for (var round = 0; round < rounds; round++)
        {
            var before = members.Sum(member => member.Delivered);
            foreach (var sender in members.Take(Senders)) await sender.SendAsync(line).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            var expected = before + (Senders * members.Count) + Senders; // each sender gets its answer too
            while (members.Sum(member => member.Delivered) < expected)
            {
                if (Stopwatch.GetElapsedTime(started) > Limit) throw new ScenarioException("Lines are missing.");
                await Task.Yield();
            }
        }
    }
}
