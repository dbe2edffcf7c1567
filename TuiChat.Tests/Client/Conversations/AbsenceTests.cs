using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.Client.Conversations;

/// <summary>What comes into the room on the screen while nobody looks at it.</summary>
public sealed class AbsenceTests
{
    static readonly RoomName Lounge = Names.Room("lounge");

    readonly ChatState _state = new(new FakeClock(), new Ears());
    long _seq;

    public AbsenceTests()
    {
        _state.Apply(new SessionEvent.Entered(new Welcome { V = 1, Nick = Names.Nick("ada"), Name = "Home", Server = "1", At = 0, MaxText = 100, Idle = 1000, Account = true }));
        foreach (var room in (RoomName[])[RoomName.Main, Lounge])
        {
            var join = new JoinRequest { Room = room };
            _state.Apply(new SessionEvent.Answered(join, new RoomState { More = true, Room = room, Topic = "", Head = 0, People = 2 }, TimeSpan.Zero));
            _state.Apply(new SessionEvent.Answered(join, new Page { Room = room, Events = [] }, TimeSpan.Zero));
        }
    }

    Conversation Main => _state.Find(RoomName.Main)!; // joined in the constructor

    [Fact]
    public void Line_WhereTheTerminalNeverTold_IsSeen()
    {
        Say("ada!");
        Assert.Equal((0, 0), Main.Unseen);
    }

    [Fact]
    public void Lines_WhileOneLooksAway_AreCountedUntilOneLooks()
    {
        Say("seen");
        _state.Ears.Look(false);
        Say("one");
        Say("two, ada");
        Assert.Equal((2, 1), Main.Unseen);
        Assert.Equal((0, 0), (Main.Unread, Main.Mentions)); // it is on the screen
        _state.Ears.Look(true);
        Assert.Equal((0, 0), Main.Unseen);
        _state.Ears.Look(false);
        Assert.Equal((0, 0), Main.Unseen);
        Say("three");
        Assert.Equal((1, 0), Main.Unseen);
    }

    [Fact]
    public void OwnLine_OfAnotherDevice_IsSeen()
    {
        _state.Ears.Look(false);
        Say("mine", from: "ada");
        Assert.Equal((0, 0), Main.Unseen);
    }

    [Fact]
    public void ReadOnAnotherDevice_AllOfIt_IsSeen()
    {
        _state.Ears.Look(false);
        Say("one, ada");
        Say("two");
        _state.Apply(new SessionEvent.Noted(new ReadMark { Room = RoomName.Main, Read = 1 }));
        Assert.Equal((2, 1), Main.Unseen);
        _state.Apply(new SessionEvent.Noted(new ReadMark { Room = RoomName.Main, Read = 2 }));
        Assert.Equal((0, 0), Main.Unseen);
    }

    [Fact]
    public void Deleted_BeforeItWasSeen_IsNotCounted()
    {
        _state.Ears.Look(false);
        Say("one");
        Say("ada!");
        _state.Apply(new SessionEvent.Received(new LineDeleted { Room = RoomName.Main, Seq = ++_seq, At = 1, From = Names.Nick("bob"), Target = 2 }));
        Assert.Equal((1, 0), Main.Unseen);
    }

    [Fact]
    public void RoomThatGoesOffTheScreen_BeforeOneLooks_IsUnread()
    {
        _state.Ears.Look(false);
        Say("ada!");
        Say("two");
        _state.OpenAhead(Lounge);
        Assert.Equal((2, 1, Activity.Mention), (Main.Unread, Main.Mentions, Main.Activity));
        Assert.NotNull(Main.Timeline.FirstUnread);
    }

    [Fact]
    public void RoomThatComesOnTheScreen_BeforeOneLooks_KeepsItsCount()
    {
        _state.OpenAhead(Lounge);
        Say("ada!");
        _state.Ears.Look(false);
        _state.OpenAhead(RoomName.Main);
        Say("two");
        Assert.Equal((2, 1), Main.Unseen);
        Assert.Equal(0, Main.Mentions);
        _state.Ears.Look(true);
        Assert.Equal((0, 0), Main.Unseen);
    }

    void Say(string text, string from = "bob") =>
        _state.Apply(new SessionEvent.Received(new ChatMessage { Room = RoomName.Main, Seq = ++_seq, At = _seq, From = Names.Nick(from), Text = text }));
}
