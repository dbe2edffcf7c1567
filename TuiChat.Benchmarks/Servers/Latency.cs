using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>From sending to receiving, at our server with the commit to disk in between, when a room of 200 hears 20 messages a second.</summary>
static class Latency
{
    const int Members = 200, PerSecond = 20, WarmUpMessages = 60;

    /// <summary>Our server alone.</summary>
    public static IEnumerable<Figure> Run() => Run(OwnContender.OnDisk, Pace.Thorough);

    /// <summary>Measures each member's delivery.</summary>
    public static IEnumerable<Figure> Run(Contender contender, Pace pace)
    {
        using var session = new LoadSession(contender);
        var room = session.AddRoom("room", Members, senders: 1);
        var (delivered, stored) = (new Samples(), new Samples());
        session.Talk(1, pace.WarmUp);
        session.Settle();
        foreach (var member in room.Members) member.Handler = (_, line) => Take(session.Dialect, line, delivered, stored);
        Send(session, room, WarmUpMessages);
        (delivered, stored) = (new Samples(), new Samples());
        var interval = new Interval(session.Server);
        Send(session, room, pace.Messages);
        interval.End();
        var note = $"{delivered.Count:#,0} deliveries of {pace.Messages} messages; server {interval.ServerSeconds / interval.Seconds:P0} of a core";
        yield return new Figure("send to receive p50", delivered.Percentile(0.5), "ms", Target.AtMost(1.3), note);
        yield return new Figure("send to receive p99", delivered.Percentile(0.99), "ms", Target.AtMost(3));
        yield return new Figure("send to receive p99.9", delivered.Percentile(0.999), "ms");
        if (stored.Count == 0) yield break;
        yield return new Figure("send to \"stored\" p50", stored.Percentile(0.5), "ms");
        yield return new Figure("send to \"stored\" p99", stored.Percentile(0.99), "ms");
    }

    static void Send(LoadSession session, LoadRoom room, int messages)
    {
        var gap = TimeSpan.FromSeconds(1.0 / PerSecond);
        for (var i = 0; i < messages; i++)
        {
            var start = Stopwatch.GetTimestamp();
            session.Say(room, room.Senders[0], 1);
            while (Stopwatch.GetElapsedTime(start) < gap) session.Loop.Poll(1);
        }
        session.Loop.Drain(100);
    }

    static void Take(Dialect dialect, ReadOnlySpan<byte> line, Samples delivered, Samples stored)
    {
        if (dialect.IsMessage(line, out var age)) delivered.Add(age.TotalMilliseconds);
        else if (dialect.IsStored(line, out age)) stored.Add(age.TotalMilliseconds);
    }
}
