using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class KeyTests
{
    [Theory]
    [InlineData("ctrl+k", "Ctrl+K")]
    [InlineData("Ctrl+Shift+k", "Ctrl+Shift+K")]
    [InlineData("Shift+Alt+Enter", "Alt+Shift+Enter")]
    [InlineData("esc", "Escape")]
    [InlineData("PgUp", "PageUp")]
    [InlineData("pgdn", "PageDown")]
    [InlineData("del", "Delete")]
    [InlineData("Alt+1", "Alt+1")]
    [InlineData("space", "Space")]
    [InlineData(" ", "Space")]
    [InlineData("+", "+")]
    [InlineData("Ctrl++", "Ctrl++")]
    [InlineData("Shift+a", "A")]
    [InlineData("a", "a")]
    [InlineData("A", "A")]
    [InlineData("Alt+A", "Alt+A")]
    [InlineData("Alt+ß", "Alt+ß")]
    [InlineData("Ctrl+_", "Ctrl+_")]
    [InlineData("f12", "F12")]
    public void TryParse_Text_NamesTheKey(string text, string expected)
    {
        Assert.True(Key.TryParse(text, out Key key));

        Assert.Equal(expected, key.ToString());
        Assert.Equal(key, Key.Parse(key.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Ctrl+")]
    [InlineData("Ctrl+Ctrl+K")]
    [InlineData("Hyper+K")]
    [InlineData("None")]
    [InlineData("Char")]
    [InlineData("F13")]
    [InlineData("12")]
    [InlineData("\e")]
    public void TryParse_Nonsense_IsRefused(string? text)
        => Assert.False(Key.TryParse(text, out _));

    [Fact]
    public void IsText_OnlyWithoutCtrlAndAlt()
    {
        Assert.True(Key.Of('A', KeyModifiers.Shift).IsText);
        Assert.False(Key.Of('a', KeyModifiers.Alt).IsText);
        Assert.False(Key.Of(KeyCode.Enter).IsText);
    }
}
