using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Conversations;

public sealed class OfflineGapTests
{
    static readonly Nickname Ada = Names.Nick("ada");

    readonly Conversation _room = new(RoomName.Main, TimeProvider.System);

    public OfflineGapTests() => _room.Recall(new Recollection([Line(100), Line(101)], ReadUpTo: 101), Ada);

    [Fact]
    public void ReadingBack_Offline_ShowsWhatIsMissingAsAGap_AndGoesOnBehindIt()
    {
        Assert.Equal(100, _room.AskEarlier());
        Assert.True(_room.AddEarlier(100, [Line(39), Line(40)], Ada, isAll: false, isOffline: true));
        Assert.Equal(["39", "40", "59 missing", "100", "101"], Shown());
        Assert.Equal(39, _room.AskEarlier());
    }

    [Fact]
    public void Entering_AfterAGap_LetsTheServerFillIt()
    {
        _room.AskEarlier();
        _room.AddEarlier(100, [Line(40)], Ada, isAll: false, isOffline: true);
        _room.AskEarlier();
        _room.AddEarlier(40, [], Ada, isAll: false, isOffline: true);
        Assert.Equal(["39 missing", "40", "59 missing", "100", "101"], Shown());

        _room.Enter(new RoomState { Room = RoomName.Main, Topic = "", Head = 101, People = 1 });

        Assert.Equal(["100", "101"], Shown());
        Assert.Equal(100, _room.AskEarlier());
        Assert.True(_room.AddEarlier(100, [Line(98), Line(99)], Ada, isAll: true));
        Assert.Equal(["98", "99", "100", "101"], Shown());
    }

    List<string> Shown() =>
    [
        .. Enumerable.Range(0, _room.Timeline.Count).Select(i => _room.Timeline[i].Item switch
        {
            TimelineItem.Said said => said.Text,
            TimelineItem.Gap gap => $"{gap.Count} missing",
            var other => other.GetType().Name,
        }),
    ];

    static ChatMessage Line(long seq) => new() { Room = RoomName.Main, Seq = seq, At = seq, From = Names.Nick("bob"), Text = $"{seq}" };
}
