using TuiChat.Terminal;

namespace TuiChat.Tests.Client.Views;

public sealed class SelectingTests
{
    [Fact]
    public void Select_MovesOverLinesAndShowsItsKeys()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S");
        Assert.Contains("r reply", Status(chat), StringComparison.Ordinal);
        chat.Screen.Type("jk not typed");
        Assert.Equal("", chat.View.Input.Text);
        chat.Screen.Press("Escape");
        Assert.DoesNotContain("r reply", Status(chat), StringComparison.Ordinal);
        chat.Screen.Type("typed");
        Assert.Equal("typed", chat.View.Input.Text);
    }

    [Fact]
    public void Reply_ShowsWhatIsAnswered_AndEscapeDropsIt()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S", "Up", "r");
        Assert.True(chat.View.IsComposing);
        Assert.Contains("answering bob: see https://example.org", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Screen.Type("yes");
        Assert.Equal("yes", chat.View.Input.Text);
        chat.Screen.Press("Escape");
        Assert.False(chat.View.IsComposing);
        Assert.Equal("yes", chat.View.Input.Text);
    }

    [Fact]
    public void Edit_BringsTheTextIntoTheInput_AndEscapeBringsTheDraftBack()
    {
        using var chat = Talk();
        chat.Screen.Type("half a thought");
        chat.Screen.Press("Alt+S", "e");
        Assert.Equal("my own line", chat.View.Input.Text);
        chat.Screen.Press("Escape");
        Assert.Equal("half a thought", chat.View.Input.Text);
    }

    [Fact]
    public void Edit_OfALineOfSomebodyElse_SaysWhyNot()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S", "Up", "e");
        Assert.False(chat.View.IsComposing);
        Assert.Contains("your own lines only", Status(chat), StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_GivesTheTextOrTheLinkToTheClipboard()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S", "Up", "c");
        Assert.Equal("see https://example.org ||secret||", chat.Screen.Terminal.Clipboard);
        chat.Screen.Press("o");
        Assert.Equal("https://example.org/", chat.Screen.Terminal.Clipboard);
    }

    [Fact]
    public void Reveal_ShowsTheSpoiler_AndHidesItAgain()
    {
        using var chat = Talk();
        Assert.Contains("▒▒▒\u00A0spoiler\u00A0▒▒▒", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Screen.Press("Alt+S", "Up", "s");
        Assert.Contains("secret", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Screen.Press("s");
        Assert.DoesNotContain("secret", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Delete_AsksFirst()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S", "d");
        Assert.IsType<Dialog>(chat.Screen.Application.TopModal);
        chat.Screen.Press("k");
        Assert.Null(chat.Screen.Application.TopModal);
    }

    [Fact]
    public void React_OffersTheUsualEmojiFirst()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S", "+");
        Assert.Contains("👍", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
        chat.Screen.Press("Escape");
        Assert.Null(chat.Screen.Application.TopModal);
    }

    [Fact]
    public void Click_Twice_SelectsTheLine()
    {
        using var chat = Talk();
        var row = Enumerable.Range(0, 24).First(y => chat.Screen.Terminal.Row(y).Contains("hello", StringComparison.Ordinal));
        chat.Screen.Click(40, row);
        chat.Screen.Click(40, row);
        chat.Screen.Press("c");
        Assert.Equal("hello", chat.Screen.Terminal.Clipboard);
    }

    [Fact]
    public void Click_OnceLeavesTheKeyboardToTheInput()
    {
        using var chat = Talk();
        chat.Screen.Click(40, 20);
        chat.Screen.Type("do it");
        Assert.Equal("do it", chat.View.Input.Text);
        Assert.Null(chat.Screen.Application.TopModal);
    }

    [Fact]
    public void Reply_ToALineWithASpoiler_DoesNotTellIt()
    {
        using var chat = Talk();
        chat.Screen.Press("Alt+S", "Up", "r");
        Assert.DoesNotContain("secret", chat.Screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherRoom_EndsSelectingAndComposing()
    {
        using var chat = Talk();
        chat.Join("lounge", "", "ada");
        chat.Screen.Press("Alt+1", "Alt+S", "Up", "r", "Alt+2");
        Assert.False(chat.View.IsComposing);
        chat.Screen.Type("x");
        Assert.Equal("x", chat.View.Input.Text);
    }

    static string Status(ChatScreen chat) => chat.Screen.Terminal.Row(22);

    static ChatScreen Talk()
    {
        var chat = new ChatScreen(80, 24);
        chat.Join("main", "", "ada", "bob");
        chat.Screen.Press("Alt+1");
        chat.Say("main", "bob", "hello");
        chat.Say("main", "bob", "see https://example.org ||secret||");
        chat.Say("main", "ada", "my own line");
        return chat;
    }
}
