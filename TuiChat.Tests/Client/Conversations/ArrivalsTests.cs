using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.Client.Conversations;

public sealed class ArrivalsTests
{
    readonly ManualTime _time = new();
    readonly Arrivals _arrivals;

    public ArrivalsTests() => _arrivals = new Arrivals(_time);

    [Fact]
    public void Next_WithManyRooms_LetsSixteenGoAtOnce()
    {
        for (var i = 0; i < 40; i++) _arrivals.Queue(Names.Room($"r{i}"));
        var asked = Take();
        Assert.Equal(16, asked.Count);
        _arrivals.Remove(asked[3]);
        Assert.Equal("r16", Assert.Single(Take()).Value);
    }

    [Fact]
    public void Queue_ARoomThatWasAskedForAlready_ChangesNothing()
    {
        _arrivals.Asked(RoomName.Main);
        _arrivals.Queue(RoomName.Main);
        Assert.Null(_arrivals.Next());
        _arrivals.Remove(RoomName.Main);
        Assert.True(_arrivals.IsEmpty);
    }

    [Fact]
    public void PutOff_HoldsAllBackForAWhile_ThenOneAfterTheOther()
    {
        _arrivals.Asked(Names.Room("a"));
        _arrivals.Queue(Names.Room("b"));
        Assert.True(_arrivals.PutOff(Names.Room("a"), TimeSpan.FromSeconds(2)));
        Assert.True(_arrivals.IsPaused);
        Assert.Null(_arrivals.Next());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["a"], Take().Select(room => room.Value));
        _arrivals.Remove(Names.Room("a"));
        Assert.Equal(["b"], Take().Select(room => room.Value));
        Assert.False(_arrivals.IsPaused);
    }

    [Fact]
    public void PutOff_ARoomThatNobodyIsOnTheWayInto_IsNotTaken() => Assert.False(_arrivals.PutOff(RoomName.Main, TimeSpan.Zero));

    [Fact]
    public void Clear_KeepsWhatComesFromMemory_ResetForgetsAll()
    {
        _arrivals.Expect(Names.Room("a"));
        _arrivals.Queue(Names.Room("b"));
        _arrivals.Asked(Names.Room("c"));
        Assert.True(_arrivals.IsExpected(Names.Room("a")));
        _arrivals.Clear();
        Assert.Null(_arrivals.Next());
        Assert.True(_arrivals.IsExpected(Names.Room("a")));
        _arrivals.Reset();
        Assert.True(_arrivals.IsEmpty);
    }

    List<RoomName> Take()
    {
        var rooms = new List<RoomName>();
        while (_arrivals.Next() is { } room) rooms.Add(room);
        return rooms;
    }
}
