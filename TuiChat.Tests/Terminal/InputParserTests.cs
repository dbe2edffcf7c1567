using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class InputParserTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("A", "A")]
    [InlineData("ä", "ä")]
    [InlineData("😀", "😀")]
    [InlineData(" ", "Space")]
    [InlineData("\r", "Enter")]
    [InlineData("\n", "Ctrl+J")]
    [InlineData("\t", "Tab")]
    [InlineData("\x7F", "Backspace")]
    [InlineData("\b", "Backspace")]
    [InlineData("\0", "Ctrl+Space")]
    [InlineData("\x01", "Ctrl+A")]
    [InlineData("\x0B", "Ctrl+K")]
    [InlineData("\x1A", "Ctrl+Z")]
    [InlineData("\x1F", "Ctrl+_")]
    [InlineData("\e", "Escape")]
    [InlineData("\e\e", "Escape Escape")]
    [InlineData("\e\ea", "Escape Alt+A")]
    [InlineData("\ea", "Alt+A")]
    [InlineData("\eA", "Alt+Shift+A")]
    [InlineData("\e1", "Alt+1")]
    [InlineData("\eü", "Alt+Ü")]
    [InlineData("\e\r", "Alt+Enter")]
    [InlineData("\e\x7F", "Alt+Backspace")]
    [InlineData("\e\x01", "Ctrl+Alt+A")]
    [InlineData("\e[", "Alt+[")]
    [InlineData("\eO", "Alt+Shift+O")]
    [InlineData("\e[A", "Up")]
    [InlineData("\eOA", "Up")]
    [InlineData("\e\e[A", "Alt+Up")]
    [InlineData("\e[1;3A", "Alt+Up")]
    [InlineData("\e[1;5C", "Ctrl+Right")]
    [InlineData("\e[1;9A", "Up")]
    [InlineData("\e[1;33A", "Alt+Up")]
    [InlineData("\e[H", "Home")]
    [InlineData("\e[1~", "Home")]
    [InlineData("\e[7~", "Home")]
    [InlineData("\eOH", "Home")]
    [InlineData("\e[F", "End")]
    [InlineData("\e[4~", "End")]
    [InlineData("\e[8~", "End")]
    [InlineData("\e[2~", "Insert")]
    [InlineData("\e[3~", "Delete")]
    [InlineData("\e[3;5~", "Ctrl+Delete")]
    [InlineData("\e[5~", "PageUp")]
    [InlineData("\e[6;2~", "Shift+PageDown")]
    [InlineData("\eOP", "F1")]
    [InlineData("\e[P", "F1")]
    [InlineData("\e[11~", "F1")]
    [InlineData("\e[[A", "F1")]
    [InlineData("\e[[E", "F5")]
    [InlineData("\e[15~", "F5")]
    [InlineData("\e[18~", "F7")]
    [InlineData("\e[24;5~", "Ctrl+F12")]
    [InlineData("\e[Z", "Shift+Tab")]
    [InlineData("\e[9;2u", "Shift+Tab")]
    [InlineData("\e[13;2u", "Shift+Enter")]
    [InlineData("\e[27;2;13~", "Shift+Enter")]
    [InlineData("\e[13;3u", "Alt+Enter")]
    [InlineData("\e[27u", "Escape")]
    [InlineData("\e[106;5u", "Ctrl+J")]
    [InlineData("\e[107;5u", "Ctrl+K")]
    [InlineData("\e[27;5;107~", "Ctrl+K")]
    [InlineData("\e[107;6u", "Ctrl+Shift+K")]
    [InlineData("\e[97;3u", "Alt+A")]
    [InlineData("\e[97;4u", "Alt+Shift+A")]
    [InlineData("\e[97:65;2u", "A")]
    [InlineData("\e[27;2;65~", "A")]
    [InlineData("\e[32;5u", "Ctrl+Space")]
    [InlineData("\e[47;5u", "Ctrl+_")]
    [InlineData("\e[57414u", "Enter")]
    [InlineData("\e[57400u", "1")]
    [InlineData("\e[57417;5u", "Ctrl+Left")]
    [InlineData("\e[97;1:3u", "")]
    [InlineData("\e[97;1:2u", "a")]
    [InlineData("\e[1;1:3A", "")]
    [InlineData("\e[57358u", "")]
    [InlineData("\e[a", "Shift+Up")]
    [InlineData("\eOd", "Ctrl+Left")]
    [InlineData("\e[3^", "Ctrl+Delete")]
    [InlineData("\e[3$", "Shift+Delete")]
    [InlineData("\eOM", "Enter")]
    [InlineData("\eOp", "0")]
    [InlineData("\e[99;99;99zx", "x")]
    [InlineData("\e[1;5\rx", "Enter x")]
    [InlineData("\x9B", "")]
    public void Feed_KeySequence_GivesKey(string bytes, string keys)
    {
        List<TerminalEvent> events = Parse(Encoding.UTF8.GetBytes(bytes));

        Assert.Equal(keys, string.Join(' ', events.Select(e => ((KeyPressed)e).Key)));
    }

    [Theory]
    [InlineData("\e[<0;3;5M", 2, 4, MouseButton.Left, MouseAction.Press, KeyModifiers.None)]
    [InlineData("\e[<0;3;5m", 2, 4, MouseButton.Left, MouseAction.Release, KeyModifiers.None)]
    [InlineData("\e[<2;1;1M", 0, 0, MouseButton.Right, MouseAction.Press, KeyModifiers.None)]
    [InlineData("\e[<32;200;50M", 199, 49, MouseButton.Left, MouseAction.Drag, KeyModifiers.None)]
    [InlineData("\e[<64;3;5M", 2, 4, MouseButton.WheelUp, MouseAction.Press, KeyModifiers.None)]
    [InlineData("\e[<69;3;5M", 2, 4, MouseButton.WheelDown, MouseAction.Press, KeyModifiers.Shift)]
    [InlineData("\e[<16;3;5M", 2, 4, MouseButton.Left, MouseAction.Press, KeyModifiers.Ctrl)]
    [InlineData("\e[<35;3;5M", 2, 4, MouseButton.None, MouseAction.Move, KeyModifiers.None)]
    [InlineData("\e[M !!", 0, 0, MouseButton.Left, MouseAction.Press, KeyModifiers.None)]
    [InlineData("\e[M#!!", 0, 0, MouseButton.None, MouseAction.Release, KeyModifiers.None)]
    public void Feed_MouseReport_GivesMouseInput(string bytes, int x, int y, MouseButton button, MouseAction action, KeyModifiers modifiers)
        => Assert.Equal([new MouseInput(x, y, button, action, modifiers)], Parse(Encoding.UTF8.GetBytes(bytes)));

    [Theory]
    [InlineData("\e[?2026;2$y", "[?2026;2$y")]
    [InlineData("\e[?1u", "[?1u")]
    [InlineData("\e[?62;22c", "[?62;22c")]
    [InlineData("\eP>|tmux 3.3a\e\\", "P>|tmux 3.3a")]
    [InlineData("\e]11;rgb:1e1e/1e1e/2e2e\e\\", "]11;rgb:1e1e/1e1e/2e2e")]
    [InlineData("\e]11;rgb:ff/ff/ff\a", "]11;rgb:ff/ff/ff")]
    public void Feed_Answer_GivesReply(string bytes, string text)
        => Assert.Equal([new Reply(text)], Parse(Encoding.UTF8.GetBytes(bytes)));

    [Fact]
    public void Feed_Focus_GivesFocusChanged()
        => Assert.Equal([new FocusChanged(true), new FocusChanged(false)], Parse("\e[I\e[O"u8));

    [Theory]
    [InlineData("one\rtwo\r\nthree\nfour", "one\ntwo\nthree\nfour")]
    [InlineData("a\tb", "a    b")]
    [InlineData("\e[A \e[200~ \e[201", "\e[A \e[200~ \e[201")]
    [InlineData("\e\e[20\e", "\e\e[20\e")]
    [InlineData("", "")]
    public void Feed_BracketedPaste_IsOpaque(string body, string text)
        => Assert.Equal([new Pasted(text, false), new KeyPressed(Key.Of('x'))], Parse(Encoding.UTF8.GetBytes($"\e[200~{body}\e[201~x")));

    [Fact]
    public void Feed_PasteOverTheLimit_IsTruncatedAtACharacter()
    {
        string body = "a" + string.Concat(Enumerable.Repeat("é", InputParser.MaxPasteBytes));

        List<TerminalEvent> events = Parse(Encoding.UTF8.GetBytes($"\e[200~{body}\e[201~x"));

        var paste = Assert.IsType<Pasted>(events[0]);
        Assert.True(paste.IsTruncated);
        Assert.Equal(InputParser.MaxPasteBytes / 2, paste.Text.Length);
        Assert.Equal('é', paste.Text[^1]);
        Assert.Equal(new KeyPressed(Key.Of('x')), events[1]);
    }

    [Theory]
    [InlineData("\e[<64;1", "0;20Mx")]
    [InlineData("\e[1;", "5Cx")]
    [InlineData("\e]11;rgb:1e1e/", "2e2e/3e3e\ax")]
    [InlineData("\e[M!", "~~x")]
    public void Flush_InsideASequence_DropsItAndItsLateRest(string early, string late)
    {
        var parser = new InputParser();
        var events = new List<TerminalEvent>();
        parser.Feed(Encoding.UTF8.GetBytes(early), events);
        Assert.Equal(PendingInput.Sequence, parser.Pending);
        parser.Flush(events);
        Assert.False(parser.HasPending);
        Assert.Empty(events);

        parser.Feed(Encoding.UTF8.GetBytes(late), events);

        Assert.Equal(new KeyPressed(Key.Of('x')), events[^1]);
    }

    [Fact]
    public void Flush_InsideAPaste_DeliversItAsTruncated()
    {
        var parser = new InputParser();
        var events = new List<TerminalEvent>();
        parser.Feed("\e[200~half"u8, events);
        Assert.Equal(PendingInput.Paste, parser.Pending);

        parser.Flush(events);

        Assert.Equal([new Pasted("half", true)], events);
        Assert.False(parser.HasPending);
    }

    internal static List<TerminalEvent> Parse(ReadOnlySpan<byte> bytes)
    {
        var parser = new InputParser();
        var events = new List<TerminalEvent>();
        parser.Feed(bytes, events);
        parser.Flush(events);
        Assert.False(parser.HasPending);
        return events;
    }
}
