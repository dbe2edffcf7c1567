using TuiChat.Commands;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Views;

public sealed class ChatViewTests
{
    [Fact]
    public void Draw_At80x24_ShowsRoomsConversationPeopleStatusAndInput()
    {
        using var chat = Busy(80, 24);
        chat.Screen.Shows("""
             Harbour         │ main  Lunch at one                           │ 3 people
             ▸ main          │                                              │ ada
             2 lounge      1 │                                              │ bob
                             │                                              │ Maximilian-d…
                             │                                              │
                             │                                              │
                             │                                              │
                             │                                              │
                             │                                              │
                             │ ─────────── Sunday, 1 March 2026 ─────────── │
                             │ 14:02    bob  ahoy                           │
                             │ 14:03 Maxim…  good afternoon to everybody on │
                             │               this fine ship, from the very  │
                             │               last cabin on deck 7           │
                             │ 14:04    ada  hi all ✓                       │
                             │ 14:04      *  bob waves                      │
                             │ 14:05    <->  dora came and left             │
                             │ 14:06     --  bob set the topic: Lunch at    │
                             │               one                            │
                             │ 14:07    bob  日本語のテキスト and 👩‍👩‍👧 emoji  │
                             │ ─────────── Monday, 2 March 2026 ─────────── │
                             │ 14:02»   bob  ada: are you there?            │
             ada on Harbour  ·  unread: lounge 1                                      /help
            > Type a message, or /help
            """);
    }

    [Fact]
    public void Draw_At40x12_ShowsTheConversationAlone()
    {
        using var chat = Busy(40, 12);
        chat.Screen.Shows("""
             main  Lunch at one
            14:04    ada  hi all ✓
            14:04      *  bob waves
            14:05    <->  dora came and left
            14:06     --  bob set the topic: Lunch
                          at one
            14:07    bob  日本語のテキスト and 👩‍👩‍👧
                          emoji
            ───────── Monday, 2 March 2026 ─────────
            14:02»   bob  ada: are you there?
             ada  ·  lounge 1                 /help
            > Type a message, or /help
            """);
    }

    [Fact]
    public void Draw_Offline_SaysSoAndKeepsTheInput()
    {
        using var chat = Busy(80, 24);
        chat.Screen.Type("half a thought");
        chat.Apply(new SessionEvent.Ended(new SessionEnd(SessionEndKind.Lost, "The connection to harbour is lost: the server closed it.")));
        Assert.Contains("Offline; Enter tries again", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Contains("The connection to", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Contains("> half a thought", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_StayWithTheirRoom()
    {
        using var chat = Busy(80, 24);
        chat.Screen.Type("for main");
        chat.Screen.Press("Alt+2");
        Assert.Equal("", chat.View.Input.Text);
        chat.Screen.Type("for lounge");
        chat.Screen.Press("Alt+1");
        Assert.Equal("for main", chat.View.Input.Text);
        chat.Screen.Press("Ctrl+N");
        Assert.Equal("for lounge", chat.View.Input.Text);
    }

    [Fact]
    public void NextActivity_GoesToMentionsFirst()
    {
        using var chat = Busy(80, 24);
        chat.Join("ops", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Say("lounge", "bob", "just talk");
        chat.Say("ops", "bob", "ada: look");
        chat.Screen.Press("Alt+A");
        Assert.Equal("ops", chat.Client.State.Current?.Room.Value);
        chat.Screen.Press("Alt+A");
        Assert.Equal("lounge", chat.Client.State.Current?.Room.Value);
    }

    [Fact]
    public void Scrolling_NewLinesDoNotPullTheView()
    {
        using var chat = Busy(80, 24);
        for (var i = 0; i < 60; i++) chat.Say("main", "bob", $"line {i}");
        chat.Screen.Press("PageUp");
        var before = chat.Screen.Terminal.Row(5);
        chat.Say("main", "bob", "one more");
        Assert.Equal(before, chat.Screen.Terminal.Row(5));
        Assert.Contains("more below", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Screen.Press("Escape");
        Assert.Contains("one more", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrolling_AnOwnLine_ShowsTheEnd()
    {
        using var chat = Busy(80, 24);
        for (var i = 0; i < 60; i++) chat.Say("main", "bob", $"line {i}");
        chat.Screen.Press("PageUp");
        Assert.DoesNotContain("line 59", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Null(chat.Client.Say("said while reading back"));
        chat.Screen.Press("Left"); // a frame
        Assert.Contains("line 59", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Contains("said while reading back …", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrolling_TheAnswerToACommand_ShowsTheEnd_AndANoticeDoesNot()
    {
        using var chat = Busy(80, 24);
        for (var i = 0; i < 60; i++) chat.Say("main", "bob", $"line {i}");
        chat.Screen.Press("PageUp");
        chat.Client.Tell("a notice");
        chat.Screen.Press("Left"); // a frame
        Assert.DoesNotContain("a notice", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        new CommandTable().Run(new CommandContext(chat.Client, () => { }, () => { }, () => { }, new CommandTable()), "/topic");
        chat.Screen.Press("Left");
        Assert.Contains("Topic of main", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    /// <summary>Two rooms, a conversation of every kind of line, something unread.</summary>
    static ChatScreen Busy(int width, int height)
    {
        var chat = new ChatScreen(width, height);
        chat.Join("main", "Welcome aboard", "ada", "bob", "Maximilian-der-Grosse");
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "ahoy");
        chat.Say("main", "Maximilian-der-Grosse", "good afternoon to everybody on this fine ship, from the very last cabin on deck 7", minute: 1);
        chat.Say("main", "ada", "hi all", minute: 2);
        chat.Say("main", "bob", "waves", MessageKind.Action, minute: 2);
        chat.Receive(new MemberJoined { Room = Names.Room("main"), At = 1_772_373_900_000, Nick = Names.Nick("dora") });
        chat.Receive(new MemberLeft { Room = Names.Room("main"), At = 1_772_373_960_000, Nick = Names.Nick("dora"), Why = "the connection was lost" });
        chat.Receive(new TopicChanged { Room = Names.Room("main"), At = 1_772_373_960_000, Seq = chat.Next("main"), From = Names.Nick("bob"), Text = "Lunch at one" });
        chat.Say("main", "bob", "日本語のテキスト and 👩‍👩‍👧 emoji", minute: 5);
        chat.Say("main", "bob", "ada: are you there?", minute: 24 * 60);
        chat.Say("lounge", "cleo", "anybody?");
        return chat;
    }
}
