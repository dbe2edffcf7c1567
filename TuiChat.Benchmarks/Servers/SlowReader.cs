using System.Diagnostics;
using System.Text;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>One of 200 stops reading: what the others notice, and when it is cut.</summary>
static class SlowReader
{
    const int Members = 200, Senders = 10, Window = 200;

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2), Measured = TimeSpan.FromSeconds(4), Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Throughput of the others before and after, and the time until the room is told that it is gone.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var session = new LoadSession();
        var room = session.AddRoom("room", Members, Senders);
        session.Talk(Window, WarmUp);
        var before = Rate(session, room, Measured);
        var slow = room.Members[^1];
        session.Loop.PollUntil(() => room.Missing == 0, Measured, "what is on its way");
        session.Loop.StopReading(slow);
        room.Readers--;
        room.Sent = room.Delivered = 0; // counted anew: what is meant for the slow one never arrives
        var gone = false;
        var left = Encoding.UTF8.GetBytes($"\"nick\":\"n{slow.Key}\"");
        var count = room.Senders[0].Handler;
        room.Senders[0].Handler = (client, line) =>
        {
            if (line.StartsWith("{\"t\":\"left\""u8) && line.IndexOf(left) >= 0) gone = true;
            else count?.Invoke(client, line);
        };
        var start = Stopwatch.GetTimestamp();
        var interval = new Interval(session.Server);
        while (!gone && Stopwatch.GetElapsedTime(start) < Measured) session.Talk(Window, Step);
        var cut = Stopwatch.GetElapsedTime(start);
        var missed = room.Sent;
        session.Talk(Window, Measured - cut > Step ? Measured - cut : Step);
        interval.End();
        var after = room.Delivered / interval.Seconds;
        yield return new Figure("the others' deliveries, of before", after / before * 100, "%", Target.AtLeast(90), $"{before:#,0}/s before, {after:#,0}/s after; {interval.Shares}");
        yield return new Figure("until it is cut", cut.TotalSeconds, "s", Target.AtMost(2), gone ? $"after {missed:#,0} messages" : "it was not cut in this time");
    }

    static double Rate(LoadSession session, LoadRoom room, TimeSpan time)
    {
        var (before, start) = (room.Delivered, Stopwatch.GetTimestamp());
        session.Talk(Window, time);
        return (room.Delivered - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
