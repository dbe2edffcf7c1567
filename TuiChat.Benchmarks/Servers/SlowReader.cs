using System.Diagnostics;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>One of 200 stops reading: what the others notice, and when it is cut.</summary>
static class SlowReader
{
    const int Members = 200, Senders = 10, Window = 200;

    static readonly TimeSpan Watched = TimeSpan.FromSeconds(4), Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Our server alone.</summary>
    public static IEnumerable<Figure> Run() => Run(OwnContender.OnDisk, Pace.Thorough);

    /// <summary>Throughput of the others before and after, and the time until the room is told that it is gone.</summary>
    public static IEnumerable<Figure> Run(Contender contender, Pace pace)
    {
        using var session = new LoadSession(contender);
        var room = session.AddRoom("room", Members, Senders);
        session.Talk(Window, pace.WarmUp);
        var before = Rate(session, room, pace.Measured);
        var slow = room.Members[^1];
        session.Loop.PollUntil(() => room.Missing <= 0, Watched, "what is on its way");
        session.Loop.StopReading(slow);
        room.Readers--;
        room.Sent = room.Delivered = 0; // counted anew: what is meant for the slow one never arrives
        var gone = false;
        var count = room.Senders[0].Handler;
        room.Senders[0].Handler = (client, line) =>
        {
            if (session.Dialect.IsGone(line, slow.Key)) gone = true;
            else count?.Invoke(client, line);
        };
        var memory = session.Server.ResidentBytes;
        var start = Stopwatch.GetTimestamp();
        var interval = new Interval(session.Server);
        while (!gone && Stopwatch.GetElapsedTime(start) < Watched) session.Talk(Window, Step);
        var cut = Stopwatch.GetElapsedTime(start);
        var missed = room.Sent;
        memory = session.Server.ResidentBytes - memory;
        session.Talk(Window, Watched - cut > Step ? Watched - cut : Step);
        interval.End();
        var after = room.Delivered / interval.Seconds;
        yield return new Figure("the others' deliveries, of before", after / before * 100, "%", Target.AtLeast(90), $"{before:#,0}/s before, {after:#,0}/s after; {interval.Shares}");
        if (gone) yield return new Figure("until it is cut", cut.TotalSeconds, "s", Target.AtMost(2), $"after {missed:#,0} messages");
        else yield return new Figure("not cut within", cut.TotalSeconds, "s", null, $"{missed:#,0} messages meant for it");
        yield return new Figure("resident memory meanwhile", memory / 1e6, "MB more");
    }

    static double Rate(LoadSession session, LoadRoom room, TimeSpan time)
    {
        var (before, start) = (room.Delivered, Stopwatch.GetTimestamp());
        session.Talk(Window, time);
        return (room.Delivered - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
