using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Conversations;

public sealed class RoomDoorTests
{
    static readonly RoomDoor Slow = new(null, false, TimeSpan.FromSeconds(10));

    [Fact]
    public void Told_SlowModeAlone_SaysOnlyThat()
    {
        Assert.Equal("ada turns slow mode on: each person may say one line every 10 s.", Slow.Told("ada", default));
        Assert.Equal("ada turns slow mode on: each person may say one line every 1 h.", (Slow with { Slow = TimeSpan.FromHours(1) }).Told("ada", Slow));
        Assert.Equal("ada turns slow mode off.", default(RoomDoor).Told("ada", Slow));
    }

    [Fact]
    public void Told_EntryAlone_LeavesSlowModeOut()
    {
        Assert.Equal("ada says who may enter: nobody new.", (Slow with { Access = RoomAccess.Locked }).Told("ada", Slow));
        Assert.Equal("ada says who may enter: who was invited, with the passphrase.", new RoomDoor(RoomAccess.Invite, true, default).Told("ada", default));
    }

    [Fact]
    public void Told_BothOrNothingNew_SaysAll()
    {
        const string All = "ada says who may enter: everybody. ada turns slow mode on: each person may say one line every 10 s.";
        Assert.Equal(All, Slow.Told("ada", new RoomDoor(RoomAccess.Locked, false, default)));
        Assert.Equal(All, Slow.Told("ada", Slow));
        Assert.Equal("ada says who may enter: everybody.", default(RoomDoor).Told("ada", default));
    }
}
