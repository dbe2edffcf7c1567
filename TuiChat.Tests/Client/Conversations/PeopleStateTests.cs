using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.Client.Conversations;

public sealed class PeopleStateTests
{
    static readonly Nickname Ada = Names.Nick("ada");
    static readonly Nickname Bob = Names.Nick("bob");
    static readonly RoomName Two = Names.Room("@abcdefghijklmnopqrstuvwx27");

    readonly FakeClock _clock = new();
    readonly Ears _ears = new();
    readonly ChatState _state;

    public PeopleStateTests()
    {
        _state = new ChatState(_clock, _ears);
        _state.Apply(new SessionEvent.Entered(new Welcome { V = 1, Nick = Ada, Name = "Home", Server = "1", At = 0, MaxText = 100, Idle = 1000, Account = true, Role = ServerRole.Host }));
        Join(RoomName.Main, new Person { Nick = Ada, Role = ServerRole.Host }, new Person { Nick = Bob });
    }

    Conversation Main => _state.Find(RoomName.Main)!;

    [Fact]
    public void Entered_SaysHowWeStand() => Assert.Equal((true, "host", "host"), (_state.Standing.HasAccount, _state.Standing.Role, _state.Standing.Word));

    [Fact]
    public void Person_ChangesWhatIsKnown_AndAbsentFieldsAreOrdinary()
    {
        Receive(PersonChanged.Of(RoomName.Main, 1, new Person { Nick = Bob, Guest = true, State = PersonState.Away, Note = "lunch", Color = "#aabbcc" }));
        Assert.Equal(("away", "lunch", "#aabbcc"), (Main.Roster.Details(Bob)?.State, Main.Roster.Details(Bob)?.Note, Main.Roster.ColorOf(Bob)));

        Receive(PersonChanged.Of(RoomName.Main, 2, new Person { Nick = Bob }));
        Assert.Null(Main.Roster.Details(Bob));
        Assert.Equal([Ada, Bob], Main.People);
    }

    [Fact]
    public void Person_OfAServerThatSaysAnything_IsCleaned()
    {
        Receive(PersonChanged.Of(RoomName.Main, 1, new Person { Nick = Bob, Role = "king", Rank = "\u001b[2J", State = "dead", Note = "a\u001b[31mb", Color = "red" }));
        Assert.Null(Main.Roster.Details(Bob));
        Receive(PersonChanged.Of(RoomName.Main, 1, new Person { Nick = Names.Nick("nobody"), Guest = true }));
        Assert.Equal(2, Main.People.Count);
    }

    [Fact]
    public void Renamed_ChangesThePersonAndUsEverywhere()
    {
        Receive(new PersonRenamed { Room = RoomName.Main, At = 1, Nick = Bob, To = Names.Nick("robert") });
        Assert.Equal(["ada", "robert"], Main.People.Select(nick => nick.Value));
        Assert.IsType<TimelineItem.Renamed>(Main.Timeline[Main.Timeline.Count - 1].Item);

        Receive(new PersonRenamed { Room = RoomName.Main, At = 2, Nick = Ada, To = Names.Nick("lovelace") });
        Assert.Equal("lovelace", _state.Self.Value);
        Say(RoomName.Main, 1, "lovelace", "mine");
        Assert.True(((TimelineItem.Said)Main.Timeline[Main.Timeline.Count - 1].Item).IsOwn);
    }

    [Fact]
    public void Writing_IsOverAfterAWhileAndWithTheLine()
    {
        Receive(new WritingEvent { Room = RoomName.Main, At = 1, Nick = Bob });
        Receive(new WritingEvent { Room = RoomName.Main, At = 1, Nick = Ada });
        Receive(new WritingEvent { Room = RoomName.Main, At = 1, Nick = Names.Nick("stranger") });
        Assert.Equal([Bob], Main.Roster.Writing());

        Say(RoomName.Main, 1, "bob", "there");
        Assert.False(Main.Roster.MayWrite);

        Receive(new WritingEvent { Room = RoomName.Main, At = 2, Nick = Bob });
        _clock.Advance(TimeSpan.FromMilliseconds(2 * Limits.TypingMilliseconds));
        Assert.Empty(Main.Roster.Writing());
    }

    [Fact]
    public void You_ChangesHowWeStand()
    {
        Note(new Standing { Nick = Names.Nick("ada2"), Account = true, Role = ServerRole.Moderator });
        Assert.Equal(("ada2", ServerRole.Moderator), (_state.Self.Value, _state.Standing.Role));
        Note(new Standing { Nick = Names.Nick("ada2"), Room = RoomName.Main, Rank = RoomRank.Owner });
        Assert.Equal(ServerRole.Moderator, _state.Standing.Role);
    }

    [Fact]
    public void Removed_ClosesTheRoom()
    {
        Note(new Removed { Room = RoomName.Main, Code = RefusalCode.Kicked, Text = "out" });
        Assert.Null(_state.Find(RoomName.Main));
    }

    [Fact]
    public void DirectRoom_StandsBehindTheOthersUnderTheNameOfTheOther_AndItsLinesAreForUs()
    {
        OpenDirect(read: 0);
        Join(Names.Room("lounge"), new Person { Nick = Ada });

        Assert.Equal(["main", "lounge", "@bob"], _state.Conversations.Select(room => room.Title));
        var two = _state.Find(Two)!;
        Assert.Equal((2, 2, Activity.Mention), (two.Unread, two.Mentions, two.Activity));
    }

    [Fact]
    public void DirectRoom_ReadElsewhere_IsReadHere()
    {
        OpenDirect(read: 0);
        Note(new ReadMark { Room = Two, Read = 1 });
        Assert.Equal(2, _state.Find(Two)?.Unread);
        Note(new ReadMark { Room = Two, Read = 2 });
        Assert.Equal((0, Activity.None), (_state.Find(Two)!.Unread, _state.Find(Two)!.Activity));
    }

    [Fact]
    public void DirectRoom_ReadBefore_HasNothingUnread()
    {
        OpenDirect(read: 2);
        Assert.Equal(0, _state.Find(Two)?.Unread);
        Receive(new PersonRenamed { Room = Two, At = 1, Nick = Bob, To = Names.Nick("robert") });
        Assert.Equal("@robert", _state.Find(Two)?.Title);
    }

    [Fact]
    public void Ignored_LinesAreNotShownAndNotCounted_ButKeepTheirPlace()
    {
        _ears.Ignored = new HashSet<string> { Bob.Key };
        Say(RoomName.Main, 1, "bob", "spam");
        Say(RoomName.Main, 2, "cleo", "hello");
        Assert.Equal(2, Main.Last);
        Assert.Equal("hello", Assert.IsType<TimelineItem.Said>(Assert.Single(Enumerable.Range(0, Main.Timeline.Count).Select(i => Main.Timeline[i].Item))).Text);
    }

    [Fact]
    public void Access_IsToldAndKept()
    {
        Receive(new AccessChanged { Room = RoomName.Main, At = 1, By = Bob, Access = RoomAccess.Locked, Slow = 10_000 });
        Assert.Equal((RoomAccess.Locked, TimeSpan.FromSeconds(10)), (Main.Access, Main.Slow));
        Assert.Contains("nobody new", Assert.IsType<TimelineItem.Local>(Main.Timeline[Main.Timeline.Count - 1].Item).Text, StringComparison.Ordinal);
    }

    void OpenDirect(long read)
    {
        _state.Contacts.Put(new DirectSummary { Room = Two, With = Bob, Head = 2, Read = read });
        _state.Prepare(Two);
        var join = new JoinRequest { Room = Two };
        Answer(join, new RoomState { More = true, Room = Two, Topic = "", Head = 2, People = 1, With = Bob });
        Answer(join, new PeopleList { More = true, Room = Two, People = [new Person { Nick = Bob }] });
        Answer(join, new Page { Room = Two, Events = [Line(Two, 1, "bob", "one"), Line(Two, 2, "bob", "two")] });
    }

    void Join(RoomName room, params Person[] people)
    {
        var join = new JoinRequest { Room = room };
        Answer(join, new RoomState { More = true, Room = room, Topic = "", Head = 0, People = people.Length });
        Answer(join, new PeopleList { More = true, Room = room, People = people });
        Answer(join, new Page { Room = room, Events = [] });
    }

    static ChatMessage Line(RoomName room, long seq, string from, string text) => new() { Room = room, Seq = seq, At = seq, From = Names.Nick(from), Text = text };

    void Say(RoomName room, long seq, string from, string text) => Receive(Line(room, seq, from, text));

    void Receive(RoomEvent happened) => _state.Apply(new SessionEvent.Received(happened));

    void Note(PersonEvent note) => _state.Apply(new SessionEvent.Noted(note));

    void Answer(Request request, Answer answer) => _state.Apply(new SessionEvent.Answered(request, answer, TimeSpan.Zero));
}
