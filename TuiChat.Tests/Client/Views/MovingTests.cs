using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Tests.Client.Views;

/// <summary>Getting about: within a conversation, between rooms, and with the panels.</summary>
public sealed class MovingTests
{
    [Fact]
    public void Mentions_AreJumpedToAndFro()
    {
        using var chat = Long(60);
        chat.Screen.Press("Alt+P");
        Assert.Contains("ada: 50", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("Alt+P");
        Assert.Contains("ada: 40", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("Alt+P", "Alt+N");
        Assert.Contains("ada: 40", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("Alt+Home");
        Assert.Contains("ada: 0", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("Alt+End");
        Assert.Contains("line 59", Text(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void FewRows_ScrollABit()
    {
        using var chat = Long(60);
        chat.Screen.Press("Alt+PageUp");
        Assert.DoesNotContain("line 59", Text(chat), StringComparison.Ordinal);
        Assert.Contains("line 56", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("Alt+PageDown");
        Assert.Contains("line 59", Text(chat), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    [InlineData(120, 40)]
    public void Anchor_StaysWhateverHappensAround(int width, int height)
    {
        using var chat = Long(200, width, height);
        chat.Screen.Press("PageUp", "PageUp");
        var top = TopLine(chat);
        chat.Say("main", "bob", "one more");
        Assert.Equal(top, TopLine(chat));
        for (var i = 0; i < 30; i++) chat.Move("main", $"guest{i}", isJoin: i % 3 != 0);
        Assert.Equal(top, TopLine(chat));
        chat.Screen.Resize(width + 20, height);
        chat.Screen.Resize(width - 5, height);
        chat.Screen.Resize(width, height);
        Assert.Equal(top, TopLine(chat));
        chat.Screen.Press("F7");
        chat.Screen.Press("F8");
        Assert.Equal(top, TopLine(chat));
        var timeline = chat.Client.State.Current!.Timeline; // the room was joined
        var said = (TuiChat.Conversations.TimelineItem.Said)timeline[3].Item;
        timeline.Replace(timeline[3].Id, said with { Text = "a much longer text than before\nof several\nlines", IsEdited = true });
        chat.Screen.Application.Post(() => { });
        chat.Screen.Settle();
        Assert.Equal(top, TopLine(chat));
    }

    [Fact]
    public void Border_CanBeDragged()
    {
        using var chat = Long(3, 120);
        PanelSizes(chat, out var told);
        Drag(chat, 17, 25);
        Assert.Equal('│', chat.Screen.Terminal.Row(3)[25]);
        Assert.Equal(26, told().RoomColumns);
        Drag(chat, 104, 100);
        Assert.Equal(20, told().PeopleColumns);
        Drag(chat, 25, 0);
        Assert.Equal(TuiChat.Views.PanelSizes.Least, told().RoomColumns);
    }

    [Fact]
    public void Bare_ShowsTheTextAloneAndLeavesTheMouseToTheTerminal()
    {
        using var chat = Long(3);
        chat.Screen.Application.IsMouseCaptured = true;
        chat.Screen.Press("Alt+L");
        Assert.False(chat.Screen.Application.IsMouseCaptured);
        Assert.DoesNotContain("│", Text(chat), StringComparison.Ordinal);
        Assert.Contains("14:02 <bob> line 1", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("Alt+L");
        Assert.True(chat.Screen.Application.IsMouseCaptured);
        Assert.Contains("│", Text(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void Bare_PutsOnlyNamesIntoBrackets_AndSaysHowToLeaveOnNarrowScreensToo()
    {
        using var chat = Long(1, 46);
        chat.Move("main", "dora", true);
        chat.Say("main", "bob", "waves", "action", minute: 1);
        chat.Screen.Press("Alt+L");
        Assert.Contains("14:02 <bob> ada: 0", Text(chat), StringComparison.Ordinal);
        Assert.Contains("14:02 --> dora came in", Text(chat), StringComparison.Ordinal);
        Assert.Contains("14:03 * bob waves", Text(chat), StringComparison.Ordinal);
        Assert.Contains("Alt+L back", Text(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void Note_GoesWithTheNextLetter()
    {
        using var chat = Long(1, 80);
        chat.Screen.Press("Alt+V");
        Assert.Contains("Two rooms side by side need", Text(chat), StringComparison.Ordinal);
        chat.Screen.Type("x");
        Assert.DoesNotContain("side by side", Text(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void Panel_WithoutRoom_IsSaidSo_AndIsThereWhenTheScreenIsWider()
    {
        using var chat = Long(1, 40);
        chat.Screen.Press("F7");
        Assert.Contains("No room for the list of rooms here.", Text(chat), StringComparison.Ordinal);
        chat.Screen.Press("F8");
        chat.Screen.Resize(100, 12);
        Assert.Contains("▸ main", Text(chat), StringComparison.Ordinal);
        Assert.Equal(2, chat.Screen.Terminal.Row(2).Count('│'));
        chat.Screen.Press("F7");
        Assert.DoesNotContain("▸ main", Text(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_StandsAboveTheWholeMessage_AndTheStatusLine()
    {
        using var chat = Long(1, 80, 20);
        chat.Screen.Type("first row");
        chat.Screen.Press("Alt+Enter");
        chat.Screen.Type("second :smi");
        var rows = Text(chat).Split('\n');
        Assert.Equal("> first row", rows[18]);
        Assert.StartsWith("  second :smi", rows[19], StringComparison.Ordinal);
        Assert.StartsWith(" ada on Harbour", rows[17], StringComparison.Ordinal);
        Assert.Contains(":smi", rows[16], StringComparison.Ordinal);
    }

    [Fact]
    public void Split_ShowsTwoRooms_AndBothAreRead()
    {
        using var chat = Long(3, 200, 20);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+1", "Alt+V");
        chat.Say("lounge", "cleo", "over here");
        chat.Say("main", "bob", "and here");
        Assert.Contains("over here", Text(chat), StringComparison.Ordinal);
        Assert.Contains("and here", Text(chat), StringComparison.Ordinal);
        Assert.All(chat.Client.State.Conversations, room => Assert.Equal(0, room.Unread));

        chat.Screen.Type("for main");
        chat.Screen.Press("Alt+O");
        Assert.Equal("lounge", chat.Client.State.Current?.Room.Value);
        Assert.Equal("", chat.View.Input.Text);
        chat.Screen.Press("Alt+O");
        Assert.Equal("for main", chat.View.Input.Text);

        chat.Screen.Press("Alt+V");
        chat.Say("lounge", "cleo", "still there?");
        Assert.DoesNotContain("still there", Text(chat), StringComparison.Ordinal);
        Assert.Equal(1, chat.Client.State.Find(Names.Room("lounge"))?.Unread);
    }

    [Fact]
    public void Split_OnANarrowScreen_SaysWhyNot_AndClosesWhenTheScreenBecomesNarrow()
    {
        using var chat = Long(3, 200, 20);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+1", "Alt+V");
        chat.Screen.Resize(100, 20);
        Assert.Null(chat.Client.State.Beside);
        chat.Screen.Press("Alt+V");
        Assert.Contains("160 columns", Text(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void Split_OnAScreenThatIsWideAgain_IsThereAgain()
    {
        using var chat = Long(3, 200, 20);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+1", "Alt+V");
        chat.Screen.Resize(100, 20);
        chat.Screen.Resize(200, 20);
        Assert.Equal("lounge", chat.Client.State.Beside?.Room.Value);
        chat.Screen.Resize(100, 20);
        chat.Screen.Press("Alt+2");
        chat.Screen.Resize(200, 20);
        Assert.Equal("lounge", chat.Client.State.Current?.Room.Value);
        Assert.Equal("main", chat.Client.State.Beside?.Room.Value);
        chat.Screen.Press("Alt+V");
        chat.Screen.Resize(100, 20);
        chat.Screen.Resize(200, 20);
        Assert.Null(chat.Client.State.Beside);
    }

    [Fact]
    public void NumberWithoutARoom_StaysWhereOneIs()
    {
        using var chat = Long(3);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+2", "Alt+9");
        Assert.Equal("lounge", chat.Client.State.Current?.Room.Value);
    }

    [Fact]
    public void Sidebar_TellsHowManyLinesAreForUsAndHowManyThereAre()
    {
        using var chat = Long(0);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Join("the-long-name-of-it", "", "ada", "cleo");
        foreach (var room in (string[])["lounge", "the-long-name-of-it"])
        {
            for (var i = 0; i < 12; i++) chat.Say(room, "cleo", i == 3 ? "ada: you" : "others");
        }
        Assert.Matches("lounge +@1 12", chat.Screen.Terminal.Row(2));
        Assert.Matches("the-lon.* @1 *│", chat.Screen.Terminal.Row(3));
    }

    [Fact]
    public void MutedRoom_IsNamedInTheStatusLineOnlyForLinesThatNameUs()
    {
        using var chat = Long(0);
        chat.Join("lounge", "", "ada", "cleo");
        chat.View.Apply(new TuiChat.Settings.ClientSettings { Rooms = new Dictionary<string, TuiChat.Settings.NotifyLevel> { ["lounge"] = TuiChat.Settings.NotifyLevel.None } });
        chat.Say("lounge", "cleo", "others");
        Assert.DoesNotContain("lounge", chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
        chat.Say("lounge", "cleo", "ada: you");
        Assert.Contains("unread: lounge @1 2", chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
    }

    [Fact]
    public void Split_LeavingOneOfTheRooms_KeepsTheOther()
    {
        using var chat = Long(3, 200, 20);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+1", "Alt+V");
        chat.Answer(new LeaveRequest { Room = Names.Room("main") }, new Done());
        chat.View.ShowCurrentRoom();
        chat.Screen.Press("Escape");
        Assert.Equal("lounge", chat.Client.State.Current?.Room.Value);
        Assert.Null(chat.Client.State.Beside);
        Assert.DoesNotContain("line 1", Text(chat), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Split_NarrowAndWideAgain_LeavesEachRoomAtItsSide(bool isInTheRightOne)
    {
        using var chat = Long(40, 200, 20);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Say("lounge", "cleo", "what stands in the lounge");
        chat.Screen.Press("Alt+1", "Alt+2", "Alt+V");
        Assert.Matches("lounge .*│.* main ", chat.Screen.Terminal.Row(0));
        if (isInTheRightOne) chat.Screen.Press("Alt+O", "PageUp");
        var (rooms, line) = (chat.Screen.Terminal.Row(0), TopLine(chat));

        chat.Screen.Resize(100, 20);
        Assert.Contains(isInTheRightOne ? "line 1" : "what stands in", Text(chat), StringComparison.Ordinal);
        chat.Screen.Resize(200, 20);
        Assert.Equal((rooms, line), (chat.Screen.Terminal.Row(0), TopLine(chat)));
    }

    [Fact]
    public void Split_GoingOverWhileItIsNarrow_LeavesEachRoomAtItsSide()
    {
        using var chat = Long(3, 200, 20);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Screen.Press("Alt+1", "Alt+2", "Alt+V", "Alt+O");
        chat.Screen.Resize(100, 20);
        chat.Screen.Press("Alt+2");
        chat.Screen.Resize(200, 20);
        Assert.Matches("lounge .*│.* main ", chat.Screen.Terminal.Row(0));
        Assert.Equal("lounge", chat.Client.State.Current?.Room.Value);
    }

    [Fact]
    public void SmallScreen_TellsOfOtherRoomsBeforeTheServer()
    {
        using var chat = Long(0, 40, 12);
        chat.Join("lounge", "", "ada", "cleo");
        chat.Join("the-long-name-of-it", "", "ada", "cleo");
        chat.Say("lounge", "cleo", "ada: you");
        chat.Say("the-long-name-of-it", "cleo", "others");
        Assert.StartsWith(" ada  ·  lounge @1  …", chat.Screen.Terminal.Row(10), StringComparison.Ordinal);
        chat.Screen.Resize(34, 12);
        chat.Say("the-long-name-of-it", "cleo", "ada: you");
        chat.Say("the-long-name-of-it", "cleo", "ada: and you");
        Assert.Contains("ada  ·  ", chat.Screen.Terminal.Row(10), StringComparison.Ordinal);
    }

    static void PanelSizes(ChatScreen chat, out Func<TuiChat.Views.PanelSizes> told)
    {
        var last = new TuiChat.Views.PanelSizes();
        chat.View.PanelsChanged += sizes => last = sizes;
        told = () => last;
    }

    static void Drag(ChatScreen chat, int from, int to)
    {
        chat.Screen.Application.Post(() =>
        {
            chat.Screen.Application.Handle(new MouseInput(from, 3, MouseButton.Left, MouseAction.Press, KeyModifiers.None));
            chat.Screen.Application.Handle(new MouseInput(to, 3, MouseButton.Left, MouseAction.Drag, KeyModifiers.None));
            chat.Screen.Application.Handle(new MouseInput(to, 3, MouseButton.Left, MouseAction.Release, KeyModifiers.None));
        });
        chat.Screen.Settle();
    }

    static string Text(ChatScreen chat) => chat.Screen.Terminal.ScreenText();

    /// <summary>What the first line in sight says, wherever the columns are.</summary>
    static string TopLine(ChatScreen chat) =>
        System.Text.RegularExpressions.Regex.Match(Text(chat), "(line|ada:) [0-9]+").Value;

    static ChatScreen Long(int lines, int width = 80, int height = 24)
    {
        var chat = new ChatScreen(width, height);
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        for (var i = 0; i < lines; i++) chat.Say("main", "bob", i % 10 == 0 ? $"ada: {i}" : $"line {i}");
        return chat;
    }
}
