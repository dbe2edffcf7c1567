using TuiChat.Commands;
using TuiChat.Terminal;
using TuiChat.Tests.Terminal;
using TuiChat.Views;

namespace TuiChat.Tests.Client.Views;

public sealed class HelpViewTests
{
    [Fact]
    public void Typing_NarrowsItDown_EscapeShowsAllThenCloses()
    {
        var help = new HelpView(new CommandTable(), ChatBindings.Create());
        var closed = 0;
        help.Closed += () => closed++;
        using var screen = new AppScreen(help, 80, 24, new ApplicationOptions { Theme = Theme.Plain(ChatRoles.Schema), KeyBindings = ChatBindings.Create() });
        Assert.Contains("/cd [ROOM]", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        screen.Type("first unread line");
        var shown = screen.Terminal.ScreenText();
        Assert.Contains("Alt+U", shown, StringComparison.Ordinal);
        Assert.Contains("Keys", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Commands", shown, StringComparison.Ordinal);
        screen.Type("xyz");
        Assert.Contains("Nothing has to do with that", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        screen.Press("Escape");
        Assert.Contains("/cd [ROOM]", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        screen.Press("PageDown");
        Assert.DoesNotContain("/cd [ROOM]", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Equal(0, closed);
        screen.Press("Escape");
        Assert.Equal(1, closed);
    }

    [Theory]
    [InlineData(40, 12, 0, 10)]
    [InlineData(80, 24, 0, 22)]
    [InlineData(120, 40, 2, 36)]
    public void Place_OnASmallScreen_LeavesOnlyStatusAndInput(int width, int height, int top, int rows)
    {
        var place = new HelpView(new CommandTable(), ChatBindings.Create()).Place(new Rectangle(0, 0, width, height));
        Assert.Equal((top, rows), (place.Y, place.Height));
    }
}
