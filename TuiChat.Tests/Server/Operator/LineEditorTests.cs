using TuiChat.Server.Operator;

namespace TuiChat.Tests.Server.Operator;

public sealed class LineEditorTests
{
    readonly LineEditor _editor = new(text => text.EndsWith("ki", StringComparison.Ordinal) ? ["kick"] : text.EndsWith('k') ? ["kick", "kiosk"] : text == "b" ? ["ban", "bans", "broadcast"] : []);

    [Fact]
    public void Press_Keys_EditTheLine()
    {
        Type("helo wrld");
        Press(ConsoleKey.LeftArrow, 3);
        Type("o");
        Press(ConsoleKey.Home);
        Press(ConsoleKey.RightArrow, 3);
        Type("l");
        Assert.Equal("hello world", _editor.Text);
        Press(ConsoleKey.End);
        Press(ConsoleKey.W, control: true);
        Press(ConsoleKey.Backspace);
        Assert.Equal("hello", _editor.Text);
        Press(ConsoleKey.A, control: true);
        Press(ConsoleKey.Delete);
        Press(ConsoleKey.D, control: true);
        Assert.Equal("llo", _editor.Text);
        Press(ConsoleKey.K, control: true);
        Assert.Equal("", _editor.Text);
        Assert.Equal(EditKind.End, Press(ConsoleKey.D, control: true).Kind);
    }

    [Fact]
    public void Press_CtrlC_EmptiesTheLine_AndEndsOnAnEmptyOne()
    {
        Type("half a line");
        Assert.Equal(EditKind.Edited, Press(ConsoleKey.C, control: true).Kind);
        Assert.Equal("", _editor.Text);
        Press(ConsoleKey.UpArrow);
        Assert.Equal("", _editor.Text);
        Assert.Equal(EditKind.End, Press(ConsoleKey.C, control: true).Kind);
    }

    [Fact]
    public void Press_Arrows_WalkThroughEarlierLinesAndBackToTheDraft()
    {
        foreach (var line in (string[])["one", "two", "two"])
        {
            Type(line);
            Assert.Equal(EditKind.Done, Press(ConsoleKey.Enter).Kind);
            _editor.Finish(isRemembered: true);
        }
        Type("passphrase #tea hush");
        _editor.Finish(isRemembered: false);
        Type("dra");
        Press(ConsoleKey.UpArrow);
        Assert.Equal("two", _editor.Text);
        Press(ConsoleKey.UpArrow, 3);
        Assert.Equal("one", _editor.Text);
        Press(ConsoleKey.DownArrow, 2);
        Assert.Equal("dra", _editor.Text);
    }

    [Fact]
    public void Press_Tab_CompletesWhatIsCertain_AndShowsTheRest()
    {
        Type("ki");
        Press(ConsoleKey.Tab);
        Assert.Equal("kick ", _editor.Text);
        _editor.Finish(isRemembered: false);
        Type("/k");
        Press(ConsoleKey.Tab);
        Assert.Equal("/ki", _editor.Text);
        _editor.Finish(isRemembered: false);
        Type("b");
        Assert.Empty(Press(ConsoleKey.Tab).Candidates);
        Assert.Equal(["ban", "bans", "broadcast"], Press(ConsoleKey.Tab).Candidates);
        Assert.Equal("b", _editor.Text);
    }

    [Fact]
    public void Press_SurrogatePairs_StayWhole()
    {
        Type("a👍b");
        Press(ConsoleKey.LeftArrow, 2);
        Assert.Equal(1, _editor.Caret);
        Press(ConsoleKey.Delete);
        Assert.Equal("ab", _editor.Text);
    }

    [Fact]
    public void Render_ALongLine_StaysOnOneRow()
    {
        Type(new string('x', 50));
        Assert.Equal("\r> " + new string('x', 16) + "\x1b[K", _editor.Render("> ", 20));
        Press(ConsoleKey.Home);
        Assert.Equal("\r> " + new string('x', 16) + "\x1b[K\r> ", _editor.Render("> ", 20));
    }

    [Fact]
    public void Press_AnyKeys_NeverBreak()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var keys = Enum.GetValues<ConsoleKey>();
        const string Letters = "ab k#\u00e9\u4f60\ud83d\udc4d\u0007\u001b";
        for (var i = 0; i < 20_000; i++)
        {
            var isPlain = random.Next(2) == 0;
            var letter = Letters[random.Next(Letters.Length)];
            var result = _editor.Press(new ConsoleKeyInfo(letter, isPlain ? ConsoleKey.None : keys[random.Next(keys.Length)], false, false, random.Next(4) == 0));
            Assert.InRange(_editor.Caret, 0, _editor.Text.Length);
            Assert.False(_editor.Text.Any(char.IsControl), $"seed {seed}");
            _editor.Render("> ", random.Next(1, 60));
            if (result.Kind == EditKind.Done) _editor.Finish(random.Next(2) == 0);
        }
    }

    void Type(string text)
    {
        foreach (var c in text) _editor.Press(new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false));
    }

    EditResult Press(ConsoleKey key, int times = 1, bool control = false)
    {
        var result = EditResult.Edited;
        for (var i = 0; i < times; i++) result = _editor.Press(new ConsoleKeyInfo('\0', key, false, false, control));
        return result;
    }
}
