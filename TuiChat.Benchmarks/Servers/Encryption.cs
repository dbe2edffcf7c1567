using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>What TLS costs the server: each figure with and without it, by the same generator.</summary>
static class Encryption
{
    const int AtOnce = 64, Members = 100, Senders = 10, WarmUp = 500, WarmUpRounds = 200;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Our server alone, without and with TLS.</summary>
    public static IEnumerable<Figure> Run() => [.. Measure(OwnContender.OnDisk, Pace.Thorough, tls: false), .. Measure(OwnContender.OnDisk, Pace.Thorough, tls: true)];

    /// <summary>One server with TLS.</summary>
    public static IEnumerable<Figure> Run(Contender contender, Pace pace) => Measure(contender, pace, tls: true);

    static IEnumerable<Figure> Measure(Contender contender, Pace pace, bool tls)
    {
        using var server = contender.Start();
        using var core = Cores.HoldSecondCore();
        return MeasureAsync(server, pace, tls).GetAwaiter().GetResult(); // a scenario is a program of its own
    }

    static async Task<IReadOnlyList<Figure>> MeasureAsync(LoadServer server, Pace pace, bool tls)
    {
        var kind = tls ? "TLS" : "plain";
        var clients = new List<StreamClient>();
        try
        {
            await EnterAsync(server, clients, WarmUp, tls).ConfigureAwait(false);
            var before = server.ResidentBytes;
            var interval = new Interval(server);
            await EnterAsync(server, clients, pace.Encrypted, tls).ConfigureAwait(false);
            interval.End();
            var memory = (server.ResidentBytes - before) / pace.Encrypted / 1000;
            var rate = new Figure($"{kind}: connect + registration", pace.Encrypted / interval.Seconds, "/s", null, interval.Shares) { IsGeneratorBound = interval.IsGeneratorBound };
            var cost = new Figure($"{kind}: server CPU per connect + registration", interval.ServerSeconds / pace.Encrypted * 1000, "ms");
            var resident = new Figure($"{kind}: resident memory per idle connection", memory, "kB", tls ? Target.AtMost(45) : null, $"{pace.Encrypted} connections, no collection forced");
            return [rate, cost, resident, await TalkAsync(server, clients, pace, kind).ConfigureAwait(false)];
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    static async Task EnterAsync(LoadServer server, List<StreamClient> clients, int count, bool tls)
    {
        var atOnce = Math.Min(AtOnce, server.Backlog);
        for (var done = 0; done < count; done += atOnce)
        {
            var first = clients.Count;
            var more = Enumerable.Range(first, Math.Min(atOnce, count - done)).Select(number => StreamClient.EnterAsync(server, number, tls));
            clients.AddRange(await Task.WhenAll(more).ConfigureAwait(false));
        }
    }

    /// <summary>Some senders say a line each, and the next round begins when everybody has all of it.</summary>
    static async Task<Figure> TalkAsync(LoadServer server, List<StreamClient> clients, Pace pace, string kind)
    {
        var members = clients.Take(Members).ToList();
        foreach (var member in members) await member.JoinAsync("main").ConfigureAwait(false);
        foreach (var member in members) member.Start();
        var quiet = -1L;
        for (var now = Delivered(members); now != quiet; now = Delivered(members))
        {
            quiet = now; // who came later is told to those who came before
            await Task.Delay(100).ConfigureAwait(false);
        }
        await RoundsAsync(server.Dialect, members, WarmUpRounds).ConfigureAwait(false);
        var interval = new Interval(server);
        await RoundsAsync(server.Dialect, members, pace.Rounds).ConfigureAwait(false);
        interval.End();
        var deliveries = pace.Rounds * Senders * server.Dialect.Hearers(Members);
        return new Figure($"{kind}: server CPU per million deliveries", interval.ServerSeconds / deliveries * 1e6, "s", null, $"room of {Members}, {Senders} lines a round; {interval.Shares}");
    }

    static async Task RoundsAsync(Dialect dialect, List<StreamClient> members, int rounds)
    {
        var template = dialect.Message("main");
        var expected = Delivered(members);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var sender in members.Take(Senders)) await sender.SendAsync(template.Stamp(Stopwatch.GetTimestamp()).ToArray()).ConfigureAwait(false); // the time is a number of its own
            var started = Stopwatch.GetTimestamp();
            expected += Senders * (dialect.Hearers(members.Count) + dialect.Answers);
            while (Delivered(members) < expected)
            {
                if (Stopwatch.GetElapsedTime(started) > Limit) throw new ScenarioException("Lines are missing.");
                await Task.Yield();
            }
        }
    }

    static long Delivered(List<StreamClient> members) => members.Sum(member => member.Delivered);
}
