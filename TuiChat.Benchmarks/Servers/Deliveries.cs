using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>How many lines reach members per second and what one costs the server, with senders in a closed loop.</summary>
/// <param name="Name">The begin of the figures' names.</param>
/// <param name="Rooms">How many rooms.</param>
/// <param name="Members">People in each.</param>
/// <param name="Senders">Those of them who talk.</param>
/// <param name="Window">Messages on their way in each room.</param>
sealed record Deliveries(string Name, int Rooms, int Members, int Senders, int Window)
{
    Target? _rate;
    Target? _cost;

    /// <summary>One room of 10, three senders.</summary>
    public static Deliveries RoomOf10 { get; } = new("room of 10", 1, 10, 3, 60);

    /// <summary>One room of 200, ten senders.</summary>
    public static Deliveries RoomOf200 { get; } = new("room of 200", 1, 200, 10, 200);

    /// <summary>One room of 1,000, ten senders.</summary>
    public static Deliveries RoomOf1000 { get; } =
        new("room of 1,000", 1, 1000, 10, 200) { _rate = Target.AtLeast(3_000_000), _cost = Target.AtMost(0.25) };

    /// <summary>One room of 5,000, ten senders.</summary>
    public static Deliveries RoomOf5000 { get; } = new("room of 5,000", 1, 5000, 10, 100);

    /// <summary>200 rooms of 10 with one sender each, four messages on their way in each.</summary>
    public static Deliveries ManyRooms { get; } = new("200 rooms of 10", 200, 10, 1, 4) { _cost = Target.AtMost(5.5) };

    /// <summary>One message at a time into a room of 200: nothing can be gathered.</summary>
    public static Deliveries OneAtATime { get; } = new("one at a time into 200", 1, 200, 1, 1) { _cost = Target.AtMost(4.0) };

    /// <summary>Our server alone.</summary>
    public IEnumerable<Figure> Run() => Run(OwnContender.OnDisk, Pace.Thorough);

    /// <summary>Measures one server.</summary>
    public IEnumerable<Figure> Run(Contender contender, Pace pace)
    {
        using var session = new LoadSession(contender);
        session.AddRooms(Rooms, Members, Senders);
        session.Talk(Window, pace.WarmUp);
        var before = session.Delivered;
        var interval = new Interval(session.Server);
        session.Talk(Window, pace.Measured);
        interval.End();
        var delivered = session.Delivered - before;
        var note = $"{Senders} senders, {Window} messages on their way in each room, {delivered / session.Dialect.Hearers(Members) / interval.Seconds:#,0} messages/s; {interval.Shares}";
        yield return new Figure($"{Name}: deliveries", delivered / interval.Seconds, "/s", _rate, note) { IsGeneratorBound = interval.IsGeneratorBound };
        yield return new Figure($"{Name}: server CPU per million", interval.ServerSeconds / delivered * 1e6, "s", _cost);
    }
}
