using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Conversations;

public sealed class ChatStateTests
{
    static readonly Nickname Ada = Names.Nick("ada");
    static readonly Nickname Bob = Names.Nick("bob");
    static readonly RoomName Lounge = Names.Room("lounge");

    readonly ChatState _state = new(TimeProvider.System);
    long _seq;

    public ChatStateTests() => _state.Apply(new SessionEvent.Entered(
        new Welcome { V = 1, Nick = Ada, Name = "Home", Server = "1", At = 0, MaxText = 100, Idle = 1000 }));

    [Fact]
    public void Apply_Join_OpensTheRoomWithItsPeopleAndPast()
    {
        Join(RoomName.Main, topic: "Welcome", Message(RoomName.Main, 7, Bob, "before"));

        Assert.Equal("Welcome", _state.Current?.Topic);
        Assert.Equal([Ada, Bob], _state.Current!.People);
        Assert.Equal("before", Said(_state.Current, 0).Text);
        Assert.Equal(0, _state.Current.Unread);
    }

    [Fact]
    public void Apply_MessageInAnotherRoom_CountsAsUnread()
    {
        Join(RoomName.Main);
        Join(Lounge);
        Receive(Message(RoomName.Main, 1, Bob, "hello"));
        Receive(Message(RoomName.Main, 2, Bob, "ada?"));
        Receive(Message(RoomName.Main, 3, Ada, "my own, from elsewhere"));

        var main = _state.Find(RoomName.Main)!;
        Assert.Equal((2, 1, Activity.Mention), (main.Unread, main.Mentions, main.Activity));
        Assert.NotNull(main.Timeline.FirstUnread);

        _state.Open(main);
        Assert.Equal((0, 0, Activity.None), (main.Unread, main.Mentions, main.Activity));
        Assert.Equal(Lounge, _state.Previous);
    }

    [Fact]
    public void Look_Away_MarksWhereOneStopped()
    {
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Bob, "seen"));
        var timeline = _state.Current!.Timeline;
        _state.Ears.Look(false);
        Assert.Null(timeline.FirstUnread);
        _state.Ears.Look(false);
        Receive(Message(RoomName.Main, 2, Ada, "my own, from elsewhere"));
        Receive(Message(RoomName.Main, 3, Bob, "first"));
        _state.Ears.Look(false);
        Receive(Message(RoomName.Main, 4, Bob, "second"));
        Assert.Equal(timeline[2].Id, timeline.FirstUnread);
        Assert.Equal(0, _state.Current.Unread);

        _state.Ears.Look(true);
        Receive(Message(RoomName.Main, 5, Bob, "seen again"));
        Assert.Equal(timeline[2].Id, timeline.FirstUnread);

        _state.Ears.Look(false);
        Assert.Equal(timeline[2].Id, timeline.FirstUnread);
        Receive(Message(RoomName.Main, 6, Bob, "the first one now"));
        Assert.Equal(timeline[5].Id, timeline.FirstUnread);
    }

    [Fact]
    public void Apply_Echo_TurnsWaitingIntoSaid()
    {
        Join(RoomName.Main);
        var request = new SendRequest { Room = RoomName.Main, Text = "hi", Cid = Guid.CreateVersion7() };
        _state.Wait(request);
        Assert.IsType<TimelineItem.Waiting>(_state.Current!.Timeline[0].Item);

        Receive(Message(RoomName.Main, 1, Bob, "between"));
        Receive(Message(RoomName.Main, 2, Ada, "hi") with { Cid = request.Cid });

        Assert.Equal(2, _state.Current.Timeline.Count);
        Assert.Equal(("hi", true), (Said(_state.Current, 1).Text, Said(_state.Current, 1).IsOwn));
    }

    [Fact]
    public void Apply_RefusedSend_KeepsTheTextWithTheReason()
    {
        Join(RoomName.Main);
        var request = new SendRequest { Room = RoomName.Main, Text = "hi", Cid = Guid.CreateVersion7() };
        _state.Wait(request);
        Answer(request, new Refused { Code = RefusalCode.Flood, Text = "Wait." });

        var line = Assert.IsType<TimelineItem.NotSent>(_state.Current!.Timeline[0].Item);
        Assert.Equal(("hi", "Wait."), (line.Text, line.Why));
    }

    [Fact]
    public void Apply_ChangesInAnotherRoom_AreNotUnreadLines()
    {
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Ada, "mine"));
        Receive(Message(RoomName.Main, 2, Bob, "his"));
        Join(Lounge);
        Receive(new LineEdited { Room = RoomName.Main, Seq = 3, At = 1, From = Bob, Target = 2, Text = "his, for ada" });
        Receive(React(4, 2));
        var main = _state.Find(RoomName.Main)!;
        Assert.Equal((0, 0, Activity.None), (main.Unread, main.Mentions, main.Activity));
        Receive(React(5, 1));
        Assert.Equal((0, 0, Activity.Low), (main.Unread, main.Mentions, main.Activity));
        Assert.Equal(2, main.Timeline.Count);
        Assert.True(Said(main, 1).IsEdited);
    }

    [Fact]
    public void Apply_Rename_KeepsTheReactionsOfThatPerson()
    {
        var lovelace = Names.Nick("lovelace");
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Bob, "look"));
        Receive(React(2, 1) with { From = Ada });
        Receive(new PersonRenamed { Room = RoomName.Main, At = 2, Nick = Ada, To = lovelace });
        Receive(React(3, 1));
        var reaction = Assert.Single(Said(_state.Current!, 0).Reactions);
        Assert.Equal((true, 2), (reaction.IsOwn, reaction.Count));
        Assert.Equal([Ada, Bob], reaction.Who); // as the server has it
        Receive(React(4, 1) with { From = Ada, Remove = true });
        reaction = Assert.Single(Said(_state.Current!, 0).Reactions);
        Assert.Equal((false, 1), (reaction.IsOwn, reaction.Count));
    }

    [Fact]
    public void Apply_AnswerToOurLine_CountsAsAMention()
    {
        Join(RoomName.Main);
        Join(Lounge);
        Receive(Message(RoomName.Main, 1, Bob, "yes") with { Reply = 70, To = Ada });
        Assert.Equal((1, 1), (_state.Find(RoomName.Main)!.Unread, _state.Find(RoomName.Main)!.Mentions));
    }

    [Fact]
    public void Apply_DeletionOfAnUnreadLine_TakesItOutOfTheCount()
    {
        Join(RoomName.Main);
        Join(Lounge);
        Receive(Message(RoomName.Main, 1, Bob, "ada!"));
        Receive(Message(RoomName.Main, 2, Bob, "never mind"));
        Receive(new LineDeleted { Room = RoomName.Main, Seq = 3, At = 1, From = Bob, Target = 1 });
        Assert.Equal((1, 0), (_state.Find(RoomName.Main)!.Unread, _state.Find(RoomName.Main)!.Mentions));
    }

    [Fact]
    public void Apply_ChangesOfAQuotedLine_ChangeTheQuotes()
    {
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Bob, "tea?"));
        Receive(Message(RoomName.Main, 2, Ada, "yes") with { Reply = 1, To = Bob });
        _state.Wait(new SendRequest { Room = RoomName.Main, Text = "when?", Reply = 1, Cid = Guid.CreateVersion7() });
        var timeline = _state.Current!.Timeline;
        Assert.Equal(new Quote(1, Bob, "tea?"), Said(_state.Current, 1).ReplyTo);
        var version = timeline[1].Version;
        Receive(new LineEdited { Room = RoomName.Main, Seq = 3, At = 1, From = Bob, Target = 1, Text = "coffee?" });
        Assert.Equal("coffee?", Said(_state.Current, 1).ReplyTo?.Excerpt);
        Assert.Equal("coffee?", ((TimelineItem.Waiting)timeline[2].Item).ReplyTo?.Excerpt);
        Assert.NotEqual(version, timeline[1].Version);
        Receive(new LineDeleted { Room = RoomName.Main, Seq = 4, At = 1, From = Bob, Target = 1 });
        Assert.Equal(new Quote(1, Bob, null), Said(_state.Current, 1).ReplyTo);
    }

    [Fact]
    public void Apply_ChangeOfALineThatIsNotInMemory_ChangesNothing()
    {
        Join(RoomName.Main, "", Message(RoomName.Main, 7, Bob, "seven"));
        Assert.Null(Receive(new LineDeleted { Room = RoomName.Main, Seq = 8, At = 1, From = Bob, Target = 3 }));
        Assert.Null(Receive(new LineEdited { Room = RoomName.Main, Seq = 9, At = 1, From = Bob, Target = long.MinValue, Text = "x" }));
        Assert.Equal("seven", Said(_state.Current!, 0).Text);
        Assert.Equal(1, _state.Current!.Timeline.Count);
    }

    [Fact]
    public void Apply_RefusedEdit_KeepsTheTextWithTheReason()
    {
        Join(RoomName.Main);
        Answer(new EditRequest { Room = RoomName.Main, Target = 1, Text = "a long correction", Cid = Guid.CreateVersion7() }, new Refused { Code = RefusalCode.NoLine, Text = "Gone." });
        var line = Assert.IsType<TimelineItem.NotSent>(_state.Current!.Timeline[0].Item);
        Assert.Equal(("a long correction", "Gone."), (line.Text, line.Why));
    }

    [Fact]
    public void Apply_Hole_AsksForWhatIsMissingAndShowsItInOrder()
    {
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Bob, "one"));
        var ask = Assert.IsType<HistoryRequest>(Receive(Message(RoomName.Main, 4, Bob, "four")));
        Assert.Equal((1L, 4L), (ask.After, ask.Before));
        Assert.Null(Receive(Message(RoomName.Main, 5, Bob, "five")));

        Answer(ask, new Page { Room = RoomName.Main, Events = [Message(RoomName.Main, 2, Bob, "two"), Message(RoomName.Main, 3, Bob, "three")] });

        Assert.Equal(["one", "two", "three", "four", "five"], Enumerable.Range(0, 5).Select(i => Said(_state.Current!, i).Text));
    }

    [Fact]
    public void Apply_RefusedHistory_IsAskedAgain()
    {
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Bob, "one"));
        var ask = Assert.IsType<HistoryRequest>(Receive(Message(RoomName.Main, 3, Bob, "three")));
        Answer(ask, new Refused { Code = RefusalCode.Busy, Text = "Later." });
        Assert.Equal(ask, _state.Current?.AskAgain());
    }

    [Fact]
    public void Apply_HistoryThatBringsNothing_GivesTheHoleUpAndSaysSo()
    {
        Join(RoomName.Main);
        Receive(Message(RoomName.Main, 1, Bob, "one"));
        var ask = Assert.IsType<HistoryRequest>(Receive(Message(RoomName.Main, 4, Bob, "four")));
        Assert.Null(Answer(ask, new Page { Room = RoomName.Main, Events = [] }));
        var timeline = _state.Current!.Timeline;
        Assert.Contains("2 earlier lines", Assert.IsType<TimelineItem.Local>(timeline[1].Item).Text, StringComparison.Ordinal);
        Assert.Equal("four", Said(_state.Current, 2).Text);
    }

    [Fact]
    public void Apply_JoinWithoutThePast_AsksForIt()
    {
        _state.OpenAhead(RoomName.Main);
        var join = new JoinRequest { Room = RoomName.Main };
        Answer(join, new RoomState { More = true, Room = RoomName.Main, Topic = "", Head = 70, People = 1 });
        var ask = Assert.IsType<HistoryRequest>(Answer(join, new Page { Room = RoomName.Main, Events = [] }));
        Assert.Equal((20L, 71L), (ask.After, ask.Before));
    }

    [Fact]
    public void Apply_RefusedJoin_GoesBackAndKeepsWhatWasTyped()
    {
        Join(RoomName.Main);
        _state.OpenAhead(Lounge);
        _state.Wait(new SendRequest { Room = Lounge, Text = "too early", Cid = Guid.CreateVersion7() });
        Answer(new JoinRequest { Room = Lounge }, new Refused { Code = RefusalCode.Full, Text = "Full." });
        Assert.Equal(RoomName.Main, _state.Current?.Room);
        Assert.Equal("too early", Assert.IsType<TimelineItem.NotSent>(_state.Current!.Timeline[0].Item).Text);
    }

    [Fact]
    public void Apply_JoinedAndLeft_ChangePeopleAndAreTold()
    {
        Join(RoomName.Main);
        Receive(new MemberJoined { Room = RoomName.Main, At = 1, Nick = Names.Nick("cleo") });
        Receive(new MemberJoined { Room = RoomName.Main, At = 1, Nick = Names.Nick("cleo") });
        Receive(new MemberLeft { Room = RoomName.Main, At = 2, Nick = Bob, Why = "good night" });

        Assert.Equal(["ada", "cleo"], _state.Current!.People.Select(nick => nick.Value));
        var folded = Assert.IsType<TimelineItem.Movement>(_state.Current.Timeline[0].Item);
        Assert.Equal((1, 1, 1), (_state.Current.Timeline.Count, folded.Came.Count, folded.Left.Count));
    }

    [Fact]
    public void Apply_Leave_GoesBackToTheRoomBefore()
    {
        Join(RoomName.Main);
        Join(Lounge);
        Answer(new LeaveRequest { Room = Lounge }, new Done());

        Assert.Equal(RoomName.Main, _state.Current?.Room);
        Assert.Null(_state.Find(Lounge));
    }

    [Fact]
    public void Apply_RoomListInParts_IsTakenOverWhenWhole()
    {
        var ask = new RoomsRequest();
        Answer(ask, new RoomList { More = true, Rooms = [Summary("main")] });
        Assert.Null(_state.Rooms);
        Answer(ask, new RoomList { Rooms = [Summary("lounge")] });
        Assert.Equal(["main", "lounge"], _state.Rooms!.Select(room => room.Room.Value));
    }

    void Join(RoomName room, string topic = "", params NumberedEvent[] past)
    {
        _state.OpenAhead(room);
        var join = new JoinRequest { Room = room };
        _seq = past.Length == 0 ? 0 : past[^1].Seq;
        Answer(join, new RoomState { More = true, Room = room, Topic = topic, Head = _seq, People = 2 });
        Answer(join, new PeopleList { More = true, Room = room, People = [new Person { Nick = Bob }, new Person { Nick = Ada }] });
        Answer(join, new Page { Room = room, Events = past });
    }

    Request? Answer(Request request, Answer answer) => _state.Apply(new SessionEvent.Answered(request, answer, TimeSpan.Zero));

    Request? Receive(RoomEvent happened) => _state.Apply(new SessionEvent.Received(happened));

    static ChatMessage Message(RoomName room, long seq, Nickname from, string text) => new() { Room = room, Seq = seq, At = 1_000 * seq, From = from, Text = text };

    static LineReaction React(long seq, long target) => new() { Room = RoomName.Main, Seq = seq, At = 1, From = Bob, Target = target, Text = "👍" };

    static RoomSummary Summary(string room) => new() { Room = Names.Room(room), Topic = "", People = 0 };

    static TimelineItem.Said Said(Conversation conversation, int index) => Assert.IsType<TimelineItem.Said>(conversation.Timeline[index].Item);
}
