using TuiChat.Commands;
using TuiChat.Protocol;
using TuiChat.Suggestions;
using TuiChat.Terminal;
using TuiChat.Tests.Client.Views;

namespace TuiChat.Tests.Client.Suggestions;

public sealed class InputCompletionTests : IDisposable
{
    readonly ChatScreen _chat = new(80, 24);
    readonly InputCompletion _completion;

    public InputCompletionTests()
    {
        _chat.Join("main", "Welcome aboard", "ada", "bob", "Max_Grosse", "maria");
        _chat.Join("lounge", "Tea", "ada", "cleo");
        _chat.Screen.Press("Alt+1");
        _chat.Answer(new RoomsRequest(), new RoomList { Rooms = [new RoomSummary { Room = Names.Room("main"), Topic = "", People = 4 }, new RoomSummary { Room = Names.Room("library"), Topic = "Books", People = 1 }] });
        _completion = _chat.View.Input.Completion;
    }

    [Theory]
    [InlineData("/c", "/cd |/claim ")]
    [InlineData("/J", "/join |/j ")]
    [InlineData("/quit", "/quit")]
    [InlineData("/qu", "/query |/quit")]
    [InlineData("/nosuch", "")]
    [InlineData("/cd l", "lounge|library")]
    [InlineData("/cd -", "-")]
    [InlineData("/cd main x", "")]
    [InlineData("/part lo", "lounge")]
    [InlineData("/help top", "topic")]
    [InlineData("/quit x", "")]
    [InlineData("hello", "")]
    [InlineData("", "")]
    [InlineData("//c", "")]
    [InlineData("see @ma", "@maria |@Max_Grosse ")]
    [InlineData("see #l", "#lounge |#library ")]
    [InlineData("at 12:30", "")]
    [InlineData(":D", "")]
    public void Complete_WhileTyping_Offers(string text, string expected) => Assert.Equal(expected, Offered(text, isAsked: false));

    [Theory]
    [InlineData("b", "bob: ")]
    [InlineData("hello b", "bob ")]
    [InlineData("MA", "maria: |Max_Grosse: ")]
    [InlineData("maxg", "Max_Grosse: ")]
    [InlineData("gro", "Max_Grosse: ")]
    [InlineData("ada", "")]
    [InlineData("/me pokes b", "bob ")]
    public void Complete_Asked_FindsPeople(string text, string expected) => Assert.Equal(expected, Offered(text, isAsked: true));

    [Fact]
    public void Complete_People_LastSpeakersFirst()
    {
        _chat.Say("main", "maria", "hello");
        _chat.Say("main", "Max_Grosse", "hello");
        Assert.Equal("Max_Grosse: |maria: ", Offered("ma", isAsked: true));
        _chat.Say("main", "maria", "again");
        Assert.Equal("maria: |Max_Grosse: ", Offered("ma", isAsked: true));
        Assert.StartsWith("maria: ", Offered("", isAsked: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_PeopleAsArgument_AreOfAllRooms()
    {
        var find = _completion.Sources[ArgumentKind.Person];
        Assert.Equal(["cleo"], find("c").Select(item => item.Text));
        Assert.Equal("in lounge", find("c")[0].Detail);
    }

    [Fact]
    public void Complete_Emoji_ByNameAndByWord()
    {
        Assert.Equal("🎉", Offered(":tada", isAsked: false).Split(' ')[0]);
        Assert.Contains("🎉", Offered(":party", isAsked: false), StringComparison.Ordinal);
        Assert.Equal("", Offered("`x` a:ta", isAsked: false));
    }

    [Fact]
    public void Complete_Argument_IsExplained()
    {
        Assert.Equal("/cd [ROOM] [PASSPHRASE] · ROOM: a room to go into, or a new name", _completion.Complete("/cd l", 5, false)?.Hint);
        Assert.Equal("/me TEXT · TEXT: what you do, such as waves", _completion.Complete("/me ", 4, false)?.Hint);
        Assert.Null(_completion.Complete("/me w", 5, false));
    }

    [Fact]
    public void Complete_Colors_AreThoseThatCanBeRead()
    {
        var names = _completion.Sources[ArgumentKind.Color]("").Select(item => item.Text).ToArray();
        Assert.Contains("bright-blue", names);
        Assert.All(names, name => Assert.True(Color.TryParse(name, out _)));
    }

    [Fact]
    public void Screen_Command_ShowsExplanationsGhostAndArguments()
    {
        _chat.Screen.Type("/to");
        Assert.Equal("> /topic", _chat.Screen.Terminal.Row(23));
        Assert.Contains("/topic [TEXT]  Shows or sets", _chat.Screen.Terminal.Row(21).Replace("  [", " [", StringComparison.Ordinal), StringComparison.Ordinal);
        _chat.Screen.Press("End");
        Assert.Equal("/topic ", _chat.View.Input.Text);
        Assert.Contains("TEXT: what the room is about", _chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
        _chat.Screen.Press("Escape");
        Assert.DoesNotContain("what the room", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Screen_GhostIsNeverSent()
    {
        string? sent = null;
        _chat.View.Input.Accepting = line =>
        {
            sent = line;
            return AcceptResult.Accepted;
        };
        _chat.Screen.Type("/to\n");
        Assert.Equal("/to", sent);
    }

    [Fact]
    public void Screen_EnterKeepsTheChoiceAndOnlyThenSends()
    {
        var sent = new List<string>();
        _chat.View.Input.Accepting = line =>
        {
            sent.Add(line);
            return AcceptResult.Accepted;
        };
        _chat.Screen.Type("/cd ");
        _chat.Screen.Press("Down", "Down", "Enter");
        Assert.Empty(sent);
        _chat.Screen.Press("Enter");
        Assert.Equal(["/cd library"], sent);
    }

    [Theory]
    [InlineData("well :tada:", "well 🎉")]
    [InlineData("`:tada:", "`:tada:")]
    [InlineData("10:20:30", "10:20:30")]
    [InlineData(":nosuch:", ":nosuch:")]
    public void Typing_AClosedName_BecomesTheEmoji(string typed, string text)
    {
        _chat.Screen.Type(typed);
        Assert.Equal(text, _chat.View.Input.Text);
    }

    [Fact]
    public void Typing_AClosedName_CanBeTakenBackOrSwitchedOff()
    {
        _chat.Screen.Type(":tada:");
        _chat.Screen.Press("Ctrl+_");
        Assert.Equal(":tada:", _chat.View.Input.Text);
        _chat.Screen.Press("Ctrl+U");
        _chat.View.Input.Options.ReplacesEmoji = false;
        _chat.Screen.Type(":tada:");
        Assert.Equal(":tada:", _chat.View.Input.Text);
    }

    public void Dispose() => _chat.Dispose();

    string Offered(string text, bool isAsked) => string.Join('|', (_completion.Complete(text, text.Length, isAsked)?.Items ?? []).Select(item => item.Text + item.Suffix));
}
