using TuiChat.Server.Moderation;

namespace TuiChat.Tests.Server.Moderation;

public sealed class SlowModeTests
{
    static readonly TuiChat.Protocol.RoomName Room = LineClient.Room("tea");

    [Fact]
    public void Take_WithinThePause_TellsHowLong()
    {
        var time = new ManualTime();
        var slow = new SlowMode(time);
        var ann = Guid.NewGuid();
        Assert.Equal(TimeSpan.Zero, slow.Take(Room, ann, 10_000));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(6), slow.Take(Room, ann, 10_000));
        Assert.Equal(TimeSpan.Zero, slow.Take(Room, Guid.NewGuid(), 10_000));
        Assert.Equal(TimeSpan.Zero, slow.Take(LineClient.Room("other"), ann, 10_000));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(TimeSpan.Zero, slow.Take(Room, ann, 10_000));
    }

    [Fact]
    public void Take_AfterThePauseBecameShorter_WaitsTheShorterOne()
    {
        var time = new ManualTime();
        var slow = new SlowMode(time);
        var ann = Guid.NewGuid();
        slow.Take(Room, ann, 3_600_000);
        Assert.Equal(TimeSpan.FromSeconds(5), slow.Take(Room, ann, 5000));
    }

    [Fact]
    public void Take_ByACrowd_GrowsNotWithoutEnd()
    {
        var slow = new SlowMode(new ManualTime());
        for (var i = 0; i < 30_000; i++) Assert.Equal(TimeSpan.Zero, slow.Take(Room, Guid.NewGuid(), 60_000));
    }
}
