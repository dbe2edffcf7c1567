using System.Globalization;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>How fast people get in, and what the server keeps for somebody who is connected and silent.</summary>
static class IdleMemory
{
    const int WarmUp = 1500, SpareDescriptors = 200, RoomSize = 50;

    static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>Our server alone: resident memory before, with all connected, and with all of as many again in rooms.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var session = new LoadSession();
        var possible = Math.Min(Pace.Thorough.Idle, (Descriptors.Raise() - SpareDescriptors) / 2);
        foreach (var figure in Fill(session, possible)) yield return figure;
        var connected = session.Server.ResidentBytes;
        for (var i = 0; i < possible; i++) session.Enter(new LoadRoom($"room{i / RoomSize}"));
        session.Settle();
        session.Loop.PollFor(Rest);
        var joined = session.Server.ResidentBytes;
        yield return new Figure("connected, in a room of 50", (joined - connected) / possible / 1000, "kB", null, $"{possible:#,0} more; resident {Megabytes(joined)}");
    }

    /// <summary>One server: connections and registrations per second, and resident memory for each.</summary>
    public static IEnumerable<Figure> Run(Contender contender, Pace pace)
    {
        using var session = new LoadSession(contender);
        foreach (var figure in Fill(session, Math.Min(pace.Idle, Descriptors.Raise() - SpareDescriptors))) yield return figure;
    }

    static IEnumerable<Figure> Fill(LoadSession session, int people)
    {
        for (var i = 0; i < WarmUp; i++) session.Enter(null);
        session.Settle();
        session.Loop.PollFor(Rest);
        var before = session.Server.ResidentBytes;
        var interval = new Interval(session.Server);
        for (var i = 0; i < people; i++) session.Enter(null);
        session.AwaitEntered();
        interval.End();
        session.Settle();
        session.Loop.PollFor(Rest);
        var connected = session.Server.ResidentBytes;
        yield return new Figure("connect + registration", people / interval.Seconds, "/s", Target.AtLeast(10_000), $"1,000 on their way in at a time; {interval.Shares}")
        {
            IsGeneratorBound = interval.IsGeneratorBound,
        };
        yield return new Figure("server CPU per connect + registration", interval.ServerSeconds / people * 1000, "ms");
        var note = $"{people:#,0} connections; resident {Megabytes(before)} before, {Megabytes(connected)} after, no collection forced";
        yield return new Figure("resident memory per idle connection", (connected - before) / people / 1000, "kB", Target.AtMost(7), note);
    }

    static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
