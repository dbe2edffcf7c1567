using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Benchmarks.Load;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Benchmarks.Servers;

/// <summary>Messages on disk per second: through the store alone, in this process, and through the wire.</summary>
static class Appends
{
    const int Writers = 1000, ManyRooms = 200, PerSecond = 10_000, StoreQueue = 10_000, Connections = 50, Window = 20;

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2), Measured = TimeSpan.FromSeconds(5);

    /// <summary>The store without a server: at a steady rate, and as fast as it goes.</summary>
    public static IEnumerable<Figure> Direct()
    {
        using var folder = new TemporaryFolder();
        using var store = MessageStore.Open(folder.Path, StoreQueue, static _ => { }, TimeProvider.System, NullLoggerFactory.Instance);
        Write(store, 1, WarmUp);
        Write(store, ManyRooms, WarmUp);
        yield return Fastest(store, 1, Target.AtLeast(80_000));
        yield return Fastest(store, ManyRooms, null); // a page of the index for each room in each commit
        var waits = new Samples();
        var rate = WriteSteadily(store, waits);
        yield return new Figure($"at {PerSecond:#,0}/s: p50", waits.Percentile(0.5), "ms", Target.AtMost(1.5), $"{rate:#,0}/s reached");
        yield return new Figure($"at {PerSecond:#,0}/s: p99", waits.Percentile(0.99), "ms", Target.AtMost(10));
    }

    /// <summary>50 connections, each alone in its room.</summary>
    public static IEnumerable<Figure> Wire()
    {
        using var session = new LoadSession();
        session.AddRooms(Connections, members: 1, senders: 1);
        session.Talk(Window, WarmUp);
        var before = session.Delivered;
        var interval = new Interval(session.Server);
        session.Talk(Window, Measured);
        interval.End();
        yield return new Figure("as fast as it goes, 50 connections", (session.Delivered - before) / interval.Seconds, "/s", null, $"20 on their way on each; {interval.Shares}");
        session.Loop.Drain(100);
        var waits = new Samples();
        foreach (var client in session.Loop.Clients)
        {
            client.Handler = (_, line) =>
            {
                if (session.Dialect.IsStored(line, out var age)) waits.Add(age.TotalMilliseconds);
            };
        }
        interval = new Interval(session.Server);
        session.SaySteadily(PerSecond, Measured);
        interval.End();
        yield return new Figure($"at {PerSecond:#,0}/s: p50", waits.Percentile(0.5), "ms", Target.AtMost(1.5), $"{waits.Count / interval.Seconds:#,0}/s reached; {interval.Shares}");
        yield return new Figure($"at {PerSecond:#,0}/s: p99", waits.Percentile(0.99), "ms", Target.AtMost(10));
    }

    static Figure Fastest(MessageStore store, int rooms, Target? target)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var (count, seconds) = Write(store, rooms, Measured);
        var cost = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count;
        return new Figure(
            $"as fast as it goes, 1,000 writers, rooms: {rooms}", count / seconds, "/s", target, $"the store class alone, with client ids; {cost:0.#} µs of CPU each, callers included");
    }

    static (long Count, double Seconds) Write(MessageStore store, int rooms, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var writers = Enumerable.Range(0, Writers).Select(i => Task.Run(() => WriteAsync(store, Draft(i, rooms), start, time))).ToArray();
        return (Task.WhenAll(writers).GetAwaiter().GetResult().Sum(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    static async Task<long> WriteAsync(MessageStore store, EventDraft draft, long start, TimeSpan time)
    {
        long count = 0;
        for (; Stopwatch.GetElapsedTime(start) < time; count++) await AppendAsync(store, draft).ConfigureAwait(false);
        return count;
    }

    static double WriteSteadily(MessageStore store, Samples waits)
    {
        var start = Stopwatch.GetTimestamp();
        var waiting = new List<Task<double>>();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(start) is var passed && passed < Measured)
        {
            while (waiting.Count < passed.TotalSeconds * PerSecond) waiting.Add(TimeAsync(store, Draft(waiting.Count % Writers, ManyRooms)));
            tick.WaitForNextTickAsync().AsTask().GetAwaiter().GetResult();
        }
        foreach (var wait in Task.WhenAll(waiting).GetAwaiter().GetResult()) waits.Add(wait);
        return waiting.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static async Task<double> TimeAsync(MessageStore store, EventDraft draft)
    {
        var start = Stopwatch.GetTimestamp();
        await AppendAsync(store, draft).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    static async Task AppendAsync(MessageStore store, EventDraft draft)
    {
        var result = await store.AppendAsync(draft with { Cid = Guid.CreateVersion7() }).ConfigureAwait(false);
        if (result.Problem is { } problem) throw new ScenarioException(problem.Text);
    }

    static EventDraft Draft(int number, int rooms)
    {
        if (!RoomName.TryParse($"room{number % rooms}", out var room, out var problem) || !Nickname.TryParse($"n{number}", out var nick, out problem))
            throw new ScenarioException(problem ?? "");
        return new EventDraft(room, EventDraft.Message, nick, new string('x', 100));
    }
}
