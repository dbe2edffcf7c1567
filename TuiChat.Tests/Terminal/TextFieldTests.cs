using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class TextFieldTests
{
    [Fact]
    public void TextField_Typed_ShowsPromptTextAndCursor()
    {
        using AppScreen screen = Show(new TextField { Prompt = "> " }, 20, 2);
        screen.Type("Hello");
        screen.Press("Ctrl+A", "Right");
        screen.Shows("> Hello");
        Assert.Equal((3, 0), screen.Terminal.Cursor);
    }

    [Fact]
    public void TextField_TooWide_ScrollsSidewaysWithCaret()
    {
        using AppScreen screen = Show(new TextField(), 10, 1);
        screen.Type("0123456789abcdef");
        screen.Shows("789abcdef");
        screen.Press("Home");
        screen.Shows("0123456789");
    }

    [Fact]
    public void TextField_SearchTakenByAnotherKey_CanBeUndone()
    {
        var history = new InputHistory();
        history.Add("main course");
        var field = new TextField { History = history };
        using AppScreen screen = Show(field, 20, 1);
        screen.Type("half-written");
        screen.Press("Ctrl+R");
        screen.Type("main");
        screen.Press("Right");
        Assert.Equal("main course", field.Text);
        screen.Press("Ctrl+_");
        Assert.Equal("half-written", field.Text);
    }

    [Fact]
    public void TextField_Multiline_WrapsAndGrows()
    {
        var field = new TextField { MaxRows = 4, Prompt = "> " };
        using AppScreen screen = Show(field, 14, 5);
        screen.Type("the quick brown");
        screen.Press("Alt+Enter");
        screen.Type("fox");
        screen.Shows("""
            > the quick
              brown
              fox
            """);
        Assert.Equal(3, field.DesiredHeight(14));
        screen.Press("Up", "Up");
        Assert.Equal((5, 0), screen.Terminal.Cursor);
    }

    [Fact]
    public void TextField_Secret_ShowsBulletsAndKeepsNothing()
    {
        var ring = new KillRing();
        var history = new InputHistory();
        var field = new TextField(ring, isSecret: true) { History = history, Accepting = _ => AcceptResult.Accepted };
        using AppScreen screen = Show(field, 20, 1);
        screen.Type("pässword");
        screen.Shows("••••••••");
        screen.Press("Ctrl+W", "Ctrl+Y");
        screen.Shows("");
        screen.Type("again\n");
        Assert.Equal(0, ring.Count);
        Assert.Empty(history.Entries);
    }

    [Fact]
    public void TextField_UpAndDown_WalkHistoryAndKeepDraft()
    {
        var field = new TextField { History = new InputHistory(), Accepting = _ => AcceptResult.Accepted };
        using AppScreen screen = Show(field, 20, 1);
        screen.Type("one\ntwo\ndraft");
        screen.Press("Up");
        screen.Shows("two");
        screen.Press("Up", "Up");
        screen.Shows("one");
        screen.Press("Down", "Down");
        screen.Shows("draft");
    }

    [Fact]
    public void TextField_ReverseSearch_FindsOlderAndTakesIt()
    {
        var field = new TextField { History = new InputHistory(), Accepting = _ => AcceptResult.Accepted, Prompt = "> " };
        using AppScreen screen = Show(field, 40, 1);
        screen.Type("alpha one\nbeta\nalpha two\n");
        screen.Press("Ctrl+R");
        screen.Type("alp");
        screen.Shows("search: alp → alpha two");
        screen.Press("Ctrl+R");
        screen.Shows("search: alp → alpha one");
        screen.Press("Enter");
        screen.Shows("> alpha one");
        screen.Press("Ctrl+R");
        screen.Type("zzz");
        screen.Shows("no match: zzz →");
        screen.Press("Escape");
        screen.Shows("> alpha one");
    }

    [Fact]
    public void TextField_Paste_IsSanitizedAndNeverSubmits()
    {
        int accepted = 0;
        var field = new TextField { MaxRows = 3, Accepting = _ => { accepted++; return AcceptResult.Accepted; } };
        using AppScreen screen = Show(field, 20, 3);
        screen.Paste("one\r\ntwo\u001b[31m\u202e!");
        Assert.Equal("one\ntwo[31m!", field.Text);
        Assert.Equal(0, accepted);
        screen.Press("Ctrl+_");
        Assert.Equal("", field.Text);
    }

    [Fact]
    public void TextField_PasteIntoSingleLine_JoinsLines()
    {
        var field = new TextField();
        using AppScreen screen = Show(field, 20, 1);
        screen.Paste("one\ntwo");
        Assert.Equal("one two", field.Text);
    }

    [Fact]
    public void TextField_TooLong_ShowsCounterAndIsNotAccepted()
    {
        int accepted = 0;
        var field = new TextField { MaxLength = 12, Accepting = _ => { accepted++; return AcceptResult.Accepted; } };
        using AppScreen screen = Show(field, 20, 1);
        screen.Type("a");
        screen.Shows("a");
        screen.Type("bcdefghijklmn\n");
        screen.Shows("abcdefghijklmn    -2");
        Assert.Equal(0, accepted);
        screen.Press("Backspace", "Backspace", "Enter");
        Assert.Equal(1, accepted);
        screen.Shows("");
    }

    [Fact]
    public void TextField_CtrlC_EmptiesLineAndThenIsHandedOn()
    {
        var field = new TextField();
        using AppScreen screen = Show(field, 20, 1);
        var unhandled = new List<Key>();
        screen.Application.KeyUnhandled += unhandled.Add;
        screen.Type("text");
        screen.Press("Ctrl+C");
        Assert.Equal("", field.Text);
        Assert.Empty(unhandled);
        screen.Press("Ctrl+C");
        Assert.Equal(Key.Parse("Ctrl+C"), Assert.Single(unhandled));
        screen.Press("Ctrl+Y");
        Assert.Equal("text", field.Text);
    }

    [Fact]
    public void TextField_Click_PutsCaretThere()
    {
        var field = new TextField { Prompt = "> " };
        using AppScreen screen = Show(field, 20, 1);
        screen.Type("日本語");
        screen.Click(4, 0);
        Assert.Equal(1, field.Buffer.Caret);
        screen.Click(19, 0);
        Assert.Equal(3, field.Buffer.Caret);
    }

    [Fact]
    public void TextField_Placeholder_IsShownWhileEmpty()
    {
        using AppScreen screen = Show(new TextField { Prompt = "> ", Placeholder = "Say something" }, 20, 1);
        screen.Shows("> Say something");
        screen.Type("x");
        screen.Shows("> x");
    }

    static AppScreen Show(TextField field, int width, int height) => new(field, width, height);
}
