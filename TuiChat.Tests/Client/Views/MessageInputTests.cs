using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Tests.Client.Views;

/// <summary>What becomes of a paste, and what one can do besides typing.</summary>
public sealed class MessageInputTests : IDisposable
{
    readonly ChatScreen _chat = new(80, 24);

    public MessageInputTests()
    {
        _chat.Join("main", "Welcome aboard", "ada", "bob");
        _chat.Join("lounge", "Tea", "ada");
        _chat.Screen.Press("Alt+1");
    }

    [Theory]
    [InlineData("one line\n", "one line")]
    [InlineData("two\nlines\n", "two\nlines")]
    [InlineData("colours \u001b[31mred\u0007", "colours [31mred")]
    public void Paste_Short_GoesIntoTheLine(string paste, string text)
    {
        _chat.Screen.Paste(paste);
        Assert.Equal(text, _chat.View.Input.Text);
        Assert.Empty(Waiting);
    }

    [Fact]
    public void Paste_ManyLines_AsksAndShowsTheLimit()
    {
        _chat.Screen.Type("look: ");
        _chat.Screen.Paste("1\n2\n3\n4\n5\n");
        var screen = _chat.Screen.Terminal.ScreenText();
        Assert.Contains("5 lines, 15 bytes. One message takes 8,192.", screen, StringComparison.Ordinal);
        Assert.Contains("… and 2 more", screen, StringComparison.Ordinal);
        Assert.Empty(Waiting);
    }

    [Theory]
    [InlineData("s", "", "look: 1\n2\n3\n4")]
    [InlineData("l", "", "look: 1|2|3|4")]
    [InlineData("e", "look: 1\n2\n3\n4", "")]
    [InlineData("c", "look: ", "")]
    [InlineData("Escape", "look: ", "")]
    public void Paste_ManyLines_DoesWhatIsChosen(string key, string left, string sent)
    {
        _chat.Screen.Type("look: ");
        _chat.Screen.Paste("1\n2\n3\n4\n");
        _chat.Screen.Press(key);
        Assert.Equal(left, _chat.View.Input.Text);
        Assert.Equal(sent, string.Join('|', Waiting));
    }

    [Fact]
    public void Paste_BehindACommand_IsNeverSentByItself()
    {
        _chat.Screen.Type("/topic ");
        _chat.Screen.Paste("1\n2\n3\n4\n5");
        Assert.Equal("/topic 1\n2\n3\n4\n5", _chat.View.Input.Text);
    }

    [Fact]
    public void Paste_LongerThanAMessage_IsOfferedInParts()
    {
        _chat.Screen.Paste(string.Join(' ', Enumerable.Repeat("word", 4000)));
        Assert.Contains("Send in 3 parts", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        _chat.Screen.Press("s");
        Assert.Equal(3, Waiting.Count());
        Assert.All(Waiting, text => Assert.True(text.Length <= Limits.MaxTextBytes));
    }

    [Fact]
    public void Paste_LinesThatBeginWithASlash_AreTextAndNoCommands()
    {
        _chat.Screen.Paste("a\n/quit\nb\nc");
        _chat.Screen.Press("l");
        Assert.Equal(["a", "/quit", "b", "c"], Waiting);
    }

    [Fact]
    public void Enter_OnTooMuch_SaysHowMuchAndKeepsIt()
    {
        _chat.View.Input.Accepting = _ => AcceptResult.Accepted;
        _chat.View.Input.Field.InsertText(new string('x', Limits.MaxTextBytes + 5));
        _chat.Screen.Press("Enter");
        Assert.Contains(" -5", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Contains("5 bytes too long", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Equal(Limits.MaxTextBytes + 5, _chat.View.Input.Text.Length);
    }

    [Fact]
    public void Clear_IsTakenBackByUndoAndByUp()
    {
        _chat.Screen.Type("a long thought");
        _chat.Screen.Press("Ctrl+C");
        Assert.Equal("", _chat.View.Input.Text);
        _chat.Screen.Press("Ctrl+_");
        Assert.Equal("a long thought", _chat.View.Input.Text);
        _chat.Screen.Press("Ctrl+C", "Up");
        Assert.Equal("a long thought", _chat.View.Input.Text);
    }

    [Theory]
    [InlineData("Alt+E")]
    [InlineData("Ctrl+X", "Ctrl+E")]
    public void Editor_NoneSet_SaysWhatToSet(params string[] keys)
    {
        _chat.View.Input.Environment = _ => null;
        _chat.Screen.Press(keys);
        Assert.Contains("set VISUAL or EDITOR", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Switcher_ShowsUnreadFirstSeenFirstAndGoesThere()
    {
        _chat.Join("library", "Books", "ada");
        _chat.Screen.Press("Alt+3", "Alt+1");
        _chat.Say("lounge", "bob", "ada: tea?");
        _chat.Screen.Press("Alt+K");
        var rows = _chat.Screen.Terminal.ScreenText().Split('\n');
        Assert.Contains(rows, row => row.Contains("lounge", StringComparison.Ordinal) && row.Contains("@1 unread · Tea", StringComparison.Ordinal));
        _chat.Screen.Press("Enter");
        Assert.Equal("library", _chat.Client.State.Current?.Room.Value);
        _chat.Screen.Press("Alt+K");
        _chat.Screen.Type("lng\n");
        Assert.Equal("lounge", _chat.Client.State.Current?.Room.Value);
    }

    [Fact]
    public void Switcher_LeadsToServersToo()
    {
        string? chosen = null;
        _chat.View.OfferServers(() => [new SelectItem("Harbour two", "server · on this network · 10.0.0.2:2848")], name => chosen = name);
        _chat.Screen.Press("Alt+K");
        _chat.Screen.Type("two");
        Assert.Contains("server · on this network", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        _chat.Screen.Press("Enter");
        Assert.Equal("Harbour two", chosen);
        Assert.Equal("main", _chat.Client.State.Current?.Room.Value);
    }

    [RequiresFact("sh")]
    public void Editor_ClosedInAnotherRoom_LeavesItsTextAsDraftWhereItBelongs()
    {
        var folder = Directory.CreateTempSubdirectory("tuichat-editor-").FullName;
        File.WriteAllText(Path.Combine(folder, "editor"), $"while [ ! -e {folder}/go ]; do sleep 0.02; done; echo and ended there >>\"$1\"\n");
        _chat.View.Input.Environment = name => name == "VISUAL" ? $"sh {folder}/editor" : null;
        _chat.Screen.Type("begun");
        _chat.Screen.Press("Ctrl+X", "Ctrl+E");
        Assert.True(_chat.Screen.Application.IsLent);
        _chat.Client.State.Open(_chat.Client.State.Conversations[1]);
        _chat.View.ShowCurrentRoom();
        File.WriteAllText(Path.Combine(folder, "go"), "");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.True(_chat.Screen.SettleUntil(() => !_chat.Screen.Application.IsLent, deadline.Token));
        Assert.Equal("", _chat.View.Input.Text);
        Assert.Contains("is the draft of main", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        _chat.Screen.Press("Alt+1");
        Assert.Equal("begun\nand ended there", _chat.View.Input.Text);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    public void Hint_Alone_TakesWholeRows(int width, int height)
    {
        _chat.Screen.Resize(width, height);
        _chat.Screen.Type("/topic ");
        var rows = _chat.Screen.Terminal.ScreenText().Split('\n');
        Assert.DoesNotContain("on Harbour", rows[height - 2], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.TrimStart().StartsWith("/topic", StringComparison.Ordinal));
    }

    [Fact]
    public void EmptyRoom_SaysHowOthersGetIn()
    {
        _chat.Screen.Press("Alt+2");
        Assert.Contains("Nobody else is in lounge yet", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        _chat.Say("lounge", "bob", "hello");
        Assert.DoesNotContain("Nobody else", _chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_GoWhenTheyWereUsed()
    {
        _chat.View.Input.Options.ShowsHints = true;
        _chat.Screen.Press("Left");
        Assert.EndsWith("Alt+K rooms · Tab completes · F1 help", _chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
        _chat.Screen.Press("Alt+K", "Escape");
        _chat.Screen.Type("b");
        _chat.Screen.Press("Tab");
        Assert.Equal("bob: ", _chat.View.Input.Text);
        _chat.Screen.Type("hi");
        Assert.EndsWith("  F1 help", _chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
        _chat.Screen.Press("Alt+Enter");
        Assert.EndsWith("Enter sends · Alt+Enter new line", _chat.Screen.Terminal.Row(21), StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_WhileEarlierLinesAreSearched_SayWhatItsKeysDo()
    {
        _chat.View.Input.Options.ShowsHints = true;
        _chat.Screen.Press("Ctrl+R");
        Assert.EndsWith("Ctrl+R older · Enter takes · Esc leaves", _chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
        _chat.Screen.Press("Escape");
        Assert.EndsWith("F1 help", _chat.Screen.Terminal.Row(22), StringComparison.Ordinal);
    }

    public void Dispose() => _chat.Dispose();

    IEnumerable<string> Waiting => _chat.Client.State.Current?.Timeline.Waiting.Select(line => line.Text) ?? [];
}
