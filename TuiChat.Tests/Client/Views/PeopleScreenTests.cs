using TuiChat.Protocol;

namespace TuiChat.Tests.Client.Views;

public sealed class PeopleScreenTests
{
    static readonly RoomName Two = Names.Room("@abcdefghijklmnopqrstuvwx27");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(100, 30)]
    public void People_ShowTheirRolesAndWhetherTheyAreAway(int width, int height)
    {
        using var chat = new ChatScreen(width, height);
        Fill(chat);

        var text = chat.Screen.Terminal.ScreenText();
        Assert.Contains("│~ada", text, StringComparison.Ordinal);
        Assert.Contains("│&bob", text, StringComparison.Ordinal);
        Assert.Matches("│ cleo +away", text);
        Assert.Matches("│ dan +guest", text);
    }

    [Fact]
    public void Sidebar_HasRoomsOfTwoUnderAHeadingOfTheirOwn()
    {
        using var chat = new ChatScreen(80, 24);
        Fill(chat);
        Direct(chat, unread: 1);

        var rows = chat.Screen.Terminal.ScreenText().Split('\n');
        var heading = Array.FindIndex(rows, row => row.StartsWith(" alone with", StringComparison.Ordinal));
        Assert.StartsWith(" 2 ● bob", rows[heading + 1], StringComparison.Ordinal);
        Assert.Matches("^ 2 ● bob +@?1", rows[heading + 1]);

        chat.Screen.Click(5, heading + 1);
        Assert.Equal(Two, chat.Client.State.Current?.Room);
        Assert.Contains("@bob  ● online", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Screen.Click(5, heading);
        Assert.Equal(Two, chat.Client.State.Current?.Room);
        chat.Screen.Click(5, heading - 1);
        Assert.Equal("main", chat.Client.State.Current?.Room.Value);
    }

    [Fact]
    public void Person_Clicked_IsAddressed()
    {
        using var chat = new ChatScreen(80, 24);
        Fill(chat);
        var rows = chat.Screen.Terminal.ScreenText().Split('\n');
        var (bob, cleo) = (Array.FindIndex(rows, row => row.Contains("&bob", StringComparison.Ordinal)), Array.FindIndex(rows, row => row.Contains("│ cleo", StringComparison.Ordinal)));
        chat.Screen.Click(70, bob);
        Assert.Equal("bob: ", chat.View.Input.Text);
        chat.Screen.Type("ask");
        chat.Screen.Click(70, cleo);
        Assert.Equal("bob: ask cleo ", chat.View.Input.Text);
        chat.Screen.Click(70, 20);
        chat.Screen.Type("!");
        Assert.Equal("bob: ask cleo !", chat.View.Input.Text);
    }

    [Fact]
    public void Status_SaysWhoWrites_UntilItIsSwitchedOff()
    {
        using var chat = new ChatScreen(80, 24);
        Fill(chat);
        chat.Receive(new WritingEvent { Room = RoomName.Main, At = 1, Nick = Names.Nick("bob") });
        Assert.Contains("bob is writing …", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);

        chat.View.Apply(new TuiChat.Settings.ClientSettings { Typing = false });
        chat.Screen.Settle();
        chat.Receive(new WritingEvent { Room = RoomName.Main, At = 1, Nick = Names.Nick("bob") });
        Assert.DoesNotContain("is writing", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void NarrowScreen_ShowsARoomOfTwoByTheNameOfTheOther()
    {
        using var chat = new ChatScreen(40, 12);
        Fill(chat);
        Direct(chat, unread: 1);
        Assert.Contains("@bob 1", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Client.State.Open(chat.Client.State.Find(Two)!);
        chat.View.ShowCurrentRoom();
        chat.Screen.Application.Post(() => { });
        chat.Screen.Settle();
        Assert.StartsWith(" @bob  ● online", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    static void Fill(ChatScreen chat)
    {
        chat.Join("main", "Welcome");
        Person[] people =
        [
            new() { Nick = Names.Nick("ada"), Role = ServerRole.Host },
            new() { Nick = Names.Nick("bob"), Role = ServerRole.Moderator },
            new() { Nick = Names.Nick("cleo"), State = PersonState.Away, Note = "lunch" },
            new() { Nick = Names.Nick("dan"), Guest = true },
        ];
        chat.Answer(new PeopleRequest { Room = RoomName.Main }, new PeopleList { Room = RoomName.Main, People = people });
        foreach (var person in people) chat.Receive(MemberJoined.Of(RoomName.Main, 1, person));
    }

    static void Direct(ChatScreen chat, int unread)
    {
        chat.Client.State.Contacts.Put(new DirectSummary { Room = Two, With = Names.Nick("bob"), Head = unread, Read = 0 });
        chat.Client.State.Prepare(Two);
        var join = new JoinRequest { Room = Two };
        chat.Answer(join, new RoomState { More = true, Room = Two, Topic = "", Head = unread, People = 1, With = Names.Nick("bob") });
        chat.Answer(join, new PeopleList { More = true, Room = Two, People = [new Person { Nick = Names.Nick("ada") }] });
        chat.Answer(join, new Page { Room = Two, Events = [.. Enumerable.Range(1, unread).Select(seq => new ChatMessage { Room = Two, Seq = seq, At = seq, From = Names.Nick("bob"), Text = "hi" })] });
    }
}
