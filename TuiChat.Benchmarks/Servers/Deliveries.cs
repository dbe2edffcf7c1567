using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>How many lines reach members per second and what one costs the server, with senders in a closed loop.</summary>
static class Deliveries
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), Measured = TimeSpan.FromSeconds(5);

    /// <summary>One room of 10, three senders.</summary>
    public static IEnumerable<Figure> RoomOf10() => Measure("room of 10", rooms: 1, members: 10, senders: 3, window: 60);

    /// <summary>One room of 200, ten senders.</summary>
    public static IEnumerable<Figure> RoomOf200() => Measure("room of 200", rooms: 1, members: 200, senders: 10, window: 200);

    /// <summary>One room of 1,000, ten senders.</summary>
    public static IEnumerable<Figure> RoomOf1000() =>
        Measure("room of 1,000", rooms: 1, members: 1000, senders: 10, window: 200, Target.AtLeast(3_000_000), Target.AtMost(0.25));

    /// <summary>200 rooms of 10 with one sender each, four messages on their way in each.</summary>
    public static IEnumerable<Figure> ManyRooms() =>
        Measure("200 rooms of 10", rooms: 200, members: 10, senders: 1, window: 4, null, Target.AtMost(5.5));

    /// <summary>One message at a time into a room of 200: nothing can be gathered.</summary>
    public static IEnumerable<Figure> OneAtATime() =>
        Measure("one at a time into 200", rooms: 1, members: 200, senders: 1, window: 1, null, Target.AtMost(4.0));

    static IEnumerable<Figure> Measure(string name, int rooms, int members, int senders, int window, Target? rate = null, Target? cost = null)
    {
        using var session = new LoadSession();
        for (var i = 0; i < rooms; i++) session.AddRoom($"room{i}", members, senders);
        session.Talk(window, WarmUp);
        var before = session.Delivered;
        var interval = new Interval(session.Server);
        session.Talk(window, Measured);
        interval.End();
        var delivered = session.Delivered - before;
        var note = $"{senders} senders, {window} messages on their way in each room, {delivered / members / interval.Seconds:#,0} stored/s; {interval.Shares}";
        yield return new Figure($"{name}: deliveries", delivered / interval.Seconds, "/s", rate, note);
        yield return new Figure($"{name}: server CPU per million", interval.ServerSeconds / delivered * 1e6, "s", cost);
    }
}
