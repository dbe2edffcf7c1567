using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.Client.Sessions;

public sealed class OutboxTests
{
    readonly ManualTime _time = new();
    readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(_time);

    [Fact]
    public void Next_OneAtATime_InOrder()
    {
        Add("one", "two");
        var first = _outbox.Next();
        Assert.Equal("one", Text(first));
        Assert.Null(_outbox.Next());
        Settle(first);
        Assert.Equal("two", Text(_outbox.Next()));
    }

    [Fact]
    public void Interrupt_SendsTheSameLineAgain()
    {
        Add("one", "two");
        var first = _outbox.Next();
        _outbox.Interrupt();
        Assert.Same(first, _outbox.Next());
    }

    [Fact]
    public void PutOff_WaitsBeforeTheSameLine()
    {
        Add("one");
        var first = _outbox.Next();
        _outbox.PutOff(TimeSpan.FromSeconds(2));
        Assert.Null(_outbox.Next());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(first, _outbox.Next());
    }

    [Fact]
    public void HoldOld_HoldsEverythingUntilItIsReleased()
    {
        Add("old");
        _time.Advance(TimeSpan.FromMinutes(11));
        Add("new");
        Assert.Equal(["old"], _outbox.HoldOld().Select(Text));
        Assert.Null(_outbox.Next());
        _outbox.Release();
        Assert.Equal("old", Text(_outbox.Next()));
    }

    [Fact]
    public void TakeRest_LeavesWhatIsOnItsWay()
    {
        Add("one", "two", "three");
        _outbox.Next();
        Assert.Equal(["two", "three"], _outbox.TakeRest().Select(Text));
        Assert.Equal(1, _outbox.Count);
    }

    [Fact]
    public void PutOffRoom_HoldsThatRoomOnly_AndKeepsItsOrder()
    {
        var (slow, other) = (RoomName.Main, Names.Room("other"));
        foreach (var (room, text) in (ReadOnlySpan<(RoomName, string)>)[(slow, "one"), (slow, "two"), (other, "three")]) Add(room, text);
        Assert.Equal("one", Text(_outbox.Next()));
        _outbox.PutOffRoom(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), _outbox.Pause(slow));
        var third = _outbox.Next();
        Assert.Equal("three", Text(third));
        Settle(third);
        Assert.Null(_outbox.Next());
        _time.Advance(TimeSpan.FromSeconds(30));
        var first = _outbox.Next();
        Assert.Equal("one", Text(first));
        Settle(first);
        Assert.Equal("two", Text(_outbox.Next()));
    }

    void Add(params string[] texts)
    {
        foreach (var text in texts) Add(RoomName.Main, text);
    }

    void Add(RoomName room, string text) => Assert.True(_outbox.Add(new SendRequest { Room = room, Text = text, Cid = Guid.CreateVersion7() }));

    static string? Text(NumberedRequest? line) => (line as SendRequest)?.Text;

    void Settle(NumberedRequest? line) => _outbox.Settle(line?.Cid ?? Guid.Empty);
}
