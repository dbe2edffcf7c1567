using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class DialogTests
{
    [Fact]
    public void MessageBox_OnASmallScreen_IsDrawnInTheMiddle()
    {
        using var screen = new AppScreen(new Label(""), 40, 8);
        MessageBox.AskAsync(screen.Application, "Quit", "Leave the server?", new DialogChoice("Yes", "y"), new DialogChoice("No", "n"));
        screen.Settle();
        screen.Shows("""

                    ┌─ Quit ───────────────┐
                    │ Leave the server?    │
                    │                      │
                    │ [ Yes ]   No         │
                    └──────────────────────┘
            """);
    }

    [Fact]
    public void Choices_WithoutRoomForARow_StandInColumns()
    {
        using var screen = new AppScreen(new Label(""), 37, 8);
        var dialog = new Dialog("Host", new Label("Who may join?", StandardRoles.Dialog), new DialogChoice("This network"), new DialogChoice("By link"), new DialogChoice("Me"), new DialogChoice("Cancel"));
        dialog.Open(screen.Application);
        screen.Press("Right", "Down");
        screen.Shows("""

            ┌─ Host ────────────────────────────┐
            │ Who may join?                     │
            │                                   │
            │   This network     By link        │
            │   Me             [ Cancel ]       │
            └───────────────────────────────────┘
            """);
        screen.Press("Left", "Up", "Enter");
        Assert.Null(screen.Application.TopModal);
    }

    [Fact]
    public void Form_Note_StandsUnderTheFields()
    {
        using var screen = new AppScreen(new Form(new FormField("Name", new TextField())) { Note = "Who may join?" }, 40, 4);
        screen.Shows("Name\n\nWho may join?");
    }

    [Fact]
    public void Form_WithoutColors_ShowsWhereOneTypes()
    {
        var fields = new[] { new TextField { Placeholder = "any" }, new TextField(isSecret: true) { Text = "abc" } };
        using var screen = new AppScreen(new Form(new FormField("Name", fields[0]), new FormField("Word", fields[1])), 40, 4);
        screen.Shows("Name  any\nWord  •••");
        for (int y = 0; y < 2; y++)
        {
            for (int x = 0; x < 40; x++)
                Assert.Equal(x >= 6, screen.Terminal.StyleAt(x, y).Text.HasFlag(TextStyle.Underline));
        }
    }

    [Fact]
    public void Dialog_Preview_LeavesTheLowerPartOfTheScreen()
    {
        var list = new SelectList("> ") { Items = [.. Enumerable.Range(1, 9).Select(i => new SelectItem($"look {i}"))] };
        using var screen = new AppScreen(new Label(string.Join('\n', Enumerable.Range(1, 8).Select(i => $"talk {i}"))), 24, 8);
        new Dialog("Look", list) { IsPreview = true, Footer = "Enter keeps" }.Open(screen.Application);
        screen.Settle();
        screen.Shows("""
            ┌─ Look ───────────────┐
            │ >                    │
            │  look 1              │
            │  look 2              │
            └─ Enter keeps ────────┘
            talk 6
            talk 7
            talk 8
            """);
    }

    [Fact]
    public void Dialog_TooTall_ScrollsItsBody()
    {
        using var screen = new AppScreen(new Label(""), 40, 7);
        string text = string.Join('\n', Enumerable.Range(1, 20).Select(i => $"line {i}"));
        MessageBox.AskAsync(screen.Application, "Long", text, new DialogChoice("OK"));
        screen.Settle();
        Assert.Contains("line 1 ", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Contains("[ OK ]", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        screen.Press("Ctrl+End");
        Assert.Contains("line 20", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.DoesNotContain("line 1 ", screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enter", 0)]
    [InlineData("Right Enter", 1)]
    [InlineData("Tab Space", 1)]
    [InlineData("Left Left Enter", 0)]
    [InlineData("n", 1)]
    [InlineData("Escape", -1)]
    public async Task MessageBox_Answered_GivesTheChoice(string keys, int expected)
    {
        using var screen = new AppScreen(new Label(""), 40, 12);
        Task<int> answer = MessageBox.AskAsync(screen.Application, "Quit", "Sure?", new DialogChoice("Yes", "y"), new DialogChoice("No", "n"));
        screen.Press(keys.Split(' '));
        Assert.Null(screen.Application.TopModal);
        Assert.Equal(expected, await answer);
    }

    [Fact]
    public void Form_Wrong_ShowsErrorsUnderTheFieldsAndGoesToTheFirst()
    {
        var name = new TextField();
        var password = new TextField(isSecret: true);
        var form = new Form(
            new FormField("Name", name, text => text.Length == 0 ? "A name is needed." : null),
            new FormField("Password", password, text => text.Length < 3 ? "At least 3 characters." : null));
        bool isSubmitted = false;
        form.Submitted += () => isSubmitted = true;
        using var screen = new AppScreen(form, 40, 8);
        screen.Press("Enter");
        screen.Type("ab");
        screen.Press("Enter");
        screen.Shows("""
            Name
                      A name is needed.
            Password  ••
                      At least 3 characters.
            """);
        Assert.True(name.HasFocus);
        Assert.False(isSubmitted);
        screen.Type("bob\nc\n");
        Assert.True(isSubmitted);
        screen.Shows("Name      bob\nPassword  •••");
    }

    [Fact]
    public void Form_OnANarrowScreen_PutsLabelsAbove()
    {
        var form = new Form(new FormField("Server address", new TextField()), new FormField("Name", new TextField()));
        using var screen = new AppScreen(form, 20, 8);
        screen.Type("lan\nbob");
        screen.Shows("Server address\nlan\nName\nbob");
    }

    [Fact]
    public void SelectList_Typing_NarrowsAndEnterTakes()
    {
        var list = new SelectList("> ") { Items = [new("main", "3 people"), new("lounge", "1 person"), new("dev-general")] };
        int? taken = null;
        list.Accepted += index => taken = index;
        using var screen = new AppScreen(list, 30, 6);
        screen.Shows("""
            >
             main         3 people
             lounge       1 person
             dev-general
            """);
        screen.Type("ge");
        screen.Shows("""
            > ge
             dev-general
             lounge       1 person
            """);
        screen.Press("Down", "Enter");
        Assert.Equal(1, taken);
        screen.Click(3, 1);
        Assert.Equal(2, taken);
    }

    [Fact]
    public void SelectList_LongTexts_TakeTheRoomThatDetailsLeave()
    {
        var list = new SelectList { Items = [new("go to the next room with activity", "Alt+A"), new("show the commands", "F1, Ctrl+G")] };
        using var screen = new AppScreen(list, 40, 3);
        screen.Shows("""

             go to the next room with activ…  Alt+A
             show the commands           F1, Ctrl+G
            """);
    }

    [Fact]
    public void SelectList_NewName_CanBeTaken()
    {
        string? made = null;
        var list = new SelectList { Items = [new("main")] };
        list.NewTextAccepted += text => made = text;
        using var screen = new AppScreen(list, 30, 4);
        screen.Type("cellar");
        screen.Shows("cellar\nEnter makes a new one.");
        screen.Press("Enter");
        Assert.Equal("cellar", made);
    }

    [Theory]
    [InlineData(44, " bob  F1 help  Ctrl+K switch          12:30")]
    [InlineData(24, " bob  F1 help     12:30")]
    [InlineData(8, " bob")]
    public void StatusBar_Narrow_LeavesHintsOutFirst(int width, string expected)
    {
        var bar = new StatusBar { State = [new TextRun("bob")], Hints = [("F1", "help"), ("Ctrl+K", "switch")], Right = "12:30" };
        using var screen = new AppScreen(bar, width, 1);
        screen.Shows(expected);
    }
}
