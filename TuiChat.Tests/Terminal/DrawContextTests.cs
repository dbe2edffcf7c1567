using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class DrawContextTests : IDisposable
{
    readonly ScreenRenderer _renderer = new();
    readonly VirtualTerminal _terminal = new(new TerminalSize(10, 4));

    public DrawContextTests() => _terminal.Enter();

    [Fact]
    public void Put_OutsideTheClip_DrawsNothing()
    {
        Show(context =>
        {
            DrawContext part = context.Clip(new Rectangle(2, 1, 4, 2));
            part.Put(-1, 0, "abcdefgh", Style.Default);
            part.Put(0, -1, "above", Style.Default);
            part.Put(0, 2, "below", Style.Default);
            part.Clip(new Rectangle(2, 1, 99, 99)).Put(0, 0, "xyz", Style.Default);
        });

        Assert.Equal("\n  bcde\n    xy\n", _terminal.ScreenText());
    }

    [Fact]
    public void Put_WideCharacterAtTheEdge_LeavesABlank()
    {
        Show(context => context.Clip(new Rectangle(1, 0, 4, 1)).Put(-1, 0, "世界人", new Style(Color.Default, Color.Indexed(4), TextStyle.None)));

        Assert.Equal("  界", _terminal.Row(0));
        Assert.Equal(Color.Indexed(4), _terminal.StyleAt(1, 0).Background);
        Assert.Equal(Color.Indexed(4), _terminal.StyleAt(4, 0).Background);
        Assert.Equal(Color.Default, _terminal.StyleAt(5, 0).Background);
    }

    [Fact]
    public void Put_OverHalfOfAWideCharacter_BlanksTheOtherHalf()
    {
        Show(context =>
        {
            context.Put(0, 0, "世界", Style.Default);
            context.Put(1, 0, "ab", Style.Default);
            context.Put(0, 1, "世界", Style.Default);
            context.Fill(new Rectangle(1, 1, 2, 1), '#', Style.Default);
        });

        Assert.Equal(" ab\n ##\n\n", _terminal.ScreenText());
    }

    [Theory]
    [InlineData("hello", 5)]
    [InlineData("hello world", 10)]
    [InlineData("世界", 4)]
    [InlineData("\e[2Jx\u202E\n", 4)]
    public void Put_Text_ReturnsItsColumns(string text, int columns)
        => Show(context => Assert.Equal(columns, context.Put(0, 0, text, Style.Default)));

    [Theory]
    [InlineData("\e]0;owned\a\e[2J", "]0;owned[2J")]
    [InlineData("\u009B31m", "31m")]
    [InlineData("a\u200Db", "ab")]
    [InlineData("a\rb\nc\td", "abcd")]
    public void Put_HostileText_ReachesTheTerminalAsTextOnly(string text, string shown)
    {
        _terminal.Resize(new TerminalSize(40, 4));

        Show(context => context.Put(0, 0, text, Style.Default));

        Assert.Equal(shown, _terminal.Row(0));
        Assert.Equal("", _terminal.Title);
        Assert.Empty(_terminal.Unknown);
    }

    [Fact]
    public void Put_Link_StaysOnItsCellsUnlessHostile()
    {
        Show(context =>
        {
            context.Put(0, 0, "site", Style.Default, "https://example.org/");
            context.Put(4, 0, "evil", Style.Default, "https://x\e\\\e[2J");
        });

        Assert.Equal("https://example.org/", _terminal.LinkAt(3, 0));
        Assert.Null(_terminal.LinkAt(4, 0));
        Assert.Equal("siteevil", _terminal.Row(0));
    }

    [Fact]
    public void SetCursor_OutsideTheClip_LeavesItHidden()
    {
        Show(context => context.Clip(new Rectangle(0, 0, 2, 2)).SetCursor(2, 0));
        Assert.Null(_terminal.Cursor);

        Show(context => context.Clip(new Rectangle(1, 1, 2, 2)).SetCursor(1, 1, CursorShape.Bar));
        Assert.Equal((2, 2), _terminal.Cursor);
        Assert.Equal(CursorShape.Bar, _terminal.CursorShape);
    }

    [Fact]
    public void Restyle_Area_KeepsTheText()
    {
        Show(context =>
        {
            context.Put(0, 0, "hello", Style.Default);
            context.Restyle(new Rectangle(1, 0, 2, 1), new Style(default, default, TextStyle.Reverse));
        });

        Assert.Equal("hello", _terminal.Row(0));
        Assert.Equal(TextStyle.Reverse, _terminal.StyleAt(2, 0).Text);
        Assert.Equal(TextStyle.None, _terminal.StyleAt(3, 0).Text);
    }

    void Show(Action<DrawContext> draw)
    {
        draw(_renderer.BeginFrame(_terminal.Size, _terminal.Capabilities));
        _terminal.Write(_renderer.EndFrame().Span);
    }

    public void Dispose() => _terminal.Dispose();
}
