using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class AutocompleteTests
{
    static readonly string[] Names = ["/cd", "/clear", "/topic"];

    [Fact]
    public void Typing_Command_OpensListAndShowsGhost()
    {
        (TextField field, AppScreen screen) = Show();
        using AppScreen _ = screen;
        screen.Type("/c");
        screen.Shows("""



            │ /cd     does cd    │
            │ /clear  does clear │
            > /cd
            """);
        Assert.Equal("d", field.Autocomplete?.Ghost);
        screen.Press("Right");
        Assert.Equal("/cd ", field.Text);
        Assert.False(field.Autocomplete?.IsOpen);
    }

    [Fact]
    public void HighScreen_ListHasALineAbove_AndAClickTakesTheRowClicked()
    {
        (TextField field, AppScreen screen) = Show(height: 16);
        using AppScreen _ = screen;
        screen.Type("/c");
        Assert.Equal("┌────────────────────┐", screen.Terminal.Row(12));
        Assert.Equal("│ /cd     does cd    │", screen.Terminal.Row(13));
        screen.Click(3, 12);
        Assert.Equal("/c", field.Text);
        screen.Click(3, 14);
        Assert.Equal("/clear ", field.Text);
    }

    [Fact]
    public void HighScreen_CaretAtTheTop_ListHasALineBelow()
    {
        (TextField _, AppScreen screen) = Show(height: 16, isAtTop: true);
        using AppScreen __ = screen;
        screen.Type("/c");
        Assert.Equal("│ /clear  does clear │", screen.Terminal.Row(2));
        Assert.Equal("└────────────────────┘", screen.Terminal.Row(3));
    }

    [Fact]
    public void Tab_TakesChoicesInTurn_AndEscapeRestores()
    {
        (TextField field, AppScreen screen) = Show();
        using AppScreen _ = screen;
        screen.Type("/c");
        screen.Press("Tab");
        Assert.Equal("/cd ", field.Text);
        Assert.Equal("│›/cd     does cd    │", screen.Terminal.Row(3));
        screen.Press("Tab");
        Assert.Equal("/clear ", field.Text);
        screen.Press("Tab");
        Assert.Equal("/cd ", field.Text);
        screen.Press("Shift+Tab");
        Assert.Equal("/clear ", field.Text);
        screen.Press("Escape");
        Assert.Equal("/c", field.Text);
        screen.Press("Ctrl+_");
        Assert.Equal("", field.Text);
    }

    [Fact]
    public void Tab_OneChoice_TakesItAndClosesTheList()
    {
        (TextField field, AppScreen screen) = Show();
        using AppScreen _ = screen;
        screen.Type("/t");
        screen.Press("Tab");
        Assert.Equal("/topic ", field.Text);
        Assert.False(field.Autocomplete?.IsOpen);
        screen.Type("x");
        Assert.Equal("/topic x", field.Text);
    }

    [Fact]
    public void Tab_NothingToOffer_IsHandedOn()
    {
        (TextField field, AppScreen screen) = Show();
        using AppScreen _ = screen;
        var unhandled = new List<Key>();
        screen.Application.KeyUnhandled += unhandled.Add;
        screen.Type("hello");
        screen.Press("Tab");
        Assert.Single(unhandled);
        Assert.Equal("hello", field.Text);
    }

    [Fact]
    public void Click_OnAChoice_TakesIt()
    {
        (TextField field, AppScreen screen) = Show();
        using AppScreen _ = screen;
        screen.Type("/c");
        screen.Click(4, 4);
        Assert.Equal("/clear ", field.Text);
        Assert.True(field.HasFocus);
        screen.Shows("\n\n\n\n\n> /clear");
    }

    [Fact]
    public void Recall_FromHistory_DoesNotOpenTheList()
    {
        (TextField field, AppScreen screen) = Show();
        using AppScreen _ = screen;
        screen.Type("/cd\n/clear\n");
        screen.Press("Up");
        Assert.False(field.Autocomplete?.IsOpen);
        screen.Press("Up");
        Assert.Equal("/cd", field.Text);
    }

    static (TextField Field, AppScreen Screen) Show(int height = 6, bool isAtTop = false)
    {
        var field = new TextField { Prompt = "> ", History = new InputHistory(), Accepting = _ => AcceptResult.Accepted };
        _ = new Autocomplete(field, Complete);
        return (field, new AppScreen(new AtEdge(field, isAtTop), 30, height));
    }

    static CompletionList? Complete(string text, int caret, bool isAsked) => text.StartsWith('/') && !text.Contains(' ', StringComparison.Ordinal)
        ? new CompletionList(0, [.. Names.Where(name => name.StartsWith(text[..caret], StringComparison.Ordinal)).Select(name => new Completion(name, "does " + name[1..]))], Opens: true)
        : null;

    sealed class AtEdge : View
    {
        readonly View _view;
        readonly bool _isAtTop;

        public AtEdge(View view, bool isAtTop)
        {
            (_view, _isAtTop) = (view, isAtTop);
            Add(view);
        }

        protected override void LayoutSubViews() => _view.Layout(new Rectangle(0, _isAtTop ? 0 : Frame.Height - 1, Frame.Width, 1));
    }
}
