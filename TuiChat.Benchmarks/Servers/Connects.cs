using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>How fast people get in: connection and hello, and connection, hello and join.</summary>
static class Connects
{
    const int WarmUp = 3000, People = 4000, RoomSize = 10;

    /// <summary>Measures both, up to 1,000 on their way in at a time.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var session = new LoadSession();
        for (var i = 0; i < WarmUp; i++) session.Enter(null);
        session.Settle();
        var (rate, note) = Measure(session, _ => null);
        yield return new Figure("connect + hello", rate, "/s", Target.AtLeast(10_000), note);
        (rate, note) = Measure(session, i => new LoadRoom($"room{i / RoomSize}"));
        yield return new Figure("connect + hello + join (rooms of 10)", rate, "/s", null, note);
    }

    static (double Rate, string Note) Measure(LoadSession session, Func<int, LoadRoom?> room)
    {
        var interval = new Interval(session.Server);
        for (var i = 0; i < People; i++) session.Enter(room(i));
        session.AwaitEntered();
        interval.End();
        session.Settle();
        return (People / interval.Seconds, interval.Shares);
    }
}
