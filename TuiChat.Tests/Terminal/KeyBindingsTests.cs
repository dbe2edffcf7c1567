using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class KeyBindingsTests
{
    [Fact]
    public void Find_DefaultKey_GivesTheActionOfTheContext()
    {
        KeyBindings bindings = StandardBindings.Create();
        Assert.Equal("edit.kill-line", bindings.Find("edit", Key.Parse("Ctrl+K")));
        Assert.Null(bindings.Find("list", Key.Parse("Ctrl+K")));
        Assert.All(bindings.Rows, row => Assert.NotEmpty(row.Description));
    }

    [Fact]
    public void Hint_IsTheFirstKeyAsPeopleWriteIt()
    {
        KeyBindings bindings = StandardBindings.Create();
        Assert.Equal("Esc", bindings.Hint("edit.cancel"));
        bindings.Rebind("edit.cancel", ["Ctrl+G", "Escape"]);
        Assert.Equal("Ctrl+G", bindings.Hint("edit.cancel"));
        Assert.Equal("", bindings.Hint("edit.unknown"));
    }

    [Fact]
    public void Rebind_KeyOfAnother_MovesItAndSaysSo()
    {
        KeyBindings bindings = StandardBindings.Create();
        string problem = Assert.Single(bindings.Rebind("edit.undo", ["Ctrl+K", "F5"]));
        Assert.Equal("Ctrl+K was bound to edit.kill-line, which loses it.", problem);
        Assert.Equal("edit.undo", bindings.Find("edit", Key.Parse("Ctrl+K")));
        Assert.Equal("not bound", bindings.Row("edit.kill-line")?.KeyText);
        Assert.Null(bindings.Find("edit", Key.Parse("Ctrl+_")));
        Assert.Equal("Ctrl+K", bindings.Hint("edit.undo"));
        bindings.Reset();
        Assert.Equal("edit.kill-line", bindings.Find("edit", Key.Parse("Ctrl+K")));
    }

    [Fact]
    public void Rebind_UnknownActionOrKey_IsExplained()
    {
        KeyBindings bindings = StandardBindings.Create();
        Assert.Equal("There is no action \"edit.kil-line\"; did you mean \"edit.kill-line\"?", Assert.Single(bindings.Rebind("edit.kil-line", ["F5"])));
        Assert.StartsWith("\"Ctrl+Foo\" is not a key", Assert.Single(bindings.Rebind("edit.undo", ["Ctrl+Foo"])), StringComparison.Ordinal);
        Assert.Equal("edit.undo", bindings.Find("edit", Key.Parse("Ctrl+_")));
        Assert.Empty(bindings.Rebind("edit.undo", [""]));
        Assert.Equal("not bound", bindings.Row("edit.undo")?.KeyText);
    }

    [Fact]
    public void Shadowed_KeyInTwoContexts_IsReported()
    {
        KeyBindings bindings = StandardBindings.Create();
        bindings.Define("chat.search", "search", "Ctrl+W", "F3");
        Assert.Equal("Ctrl+W does edit.kill-to-space-left; chat.search never sees it while that listens.", Assert.Single(bindings.Shadowed("edit", "chat")));
    }

    [Fact]
    public void Define_Twice_IsRefused()
    {
        KeyBindings bindings = StandardBindings.Create();
        Assert.Throws<ArgumentException>(() => bindings.Define("edit.undo", "again"));
        Assert.Throws<ArgumentException>(() => bindings.Define("edit.other", "takes a key", "Ctrl+K"));
    }

    [Theory]
    [InlineData("qiut", "quit")]
    [InlineData("roms", "rooms")]
    [InlineData("xyzzy", null)]
    [InlineData("a", null)]
    public void NearestName_Typo_FindsTheNameMeant(string typed, string? expected) =>
        Assert.Equal(expected, NearestName.Find(typed, ["quit", "rooms", "register", "topic"]));

    [Theory]
    [InlineData("lo", "lounge", "hello")]
    [InlineData("dg", "dev-general", "doing")]
    [InlineData("main", "main", "domain")]
    public void FuzzyMatch_BetterName_ScoresHigher(string typed, string better, string worse) =>
        Assert.True(FuzzyMatch.Score(typed, better) > FuzzyMatch.Score(typed, worse));

    [Fact]
    public void FuzzyMatch_MissingLetter_IsNoMatch() => Assert.Null(FuzzyMatch.Score("xq", "lounge"));
}
