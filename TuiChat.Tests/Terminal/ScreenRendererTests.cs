using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>How many bytes and how much memory frames of a chat's shape cost, and what goes through the renderer beside cells.</summary>
public sealed class ScreenRendererTests : IDisposable
{
    static readonly TerminalSize Size = new(200, 50);
    static readonly Style Side = new(Color.Rgb(200, 200, 210), Color.Rgb(30, 30, 40), TextStyle.None);
    static readonly Style Nick = new(Color.Rgb(120, 200, 120), Color.Default, TextStyle.Bold);

    TerminalCapabilities _capabilities = new() { Depth = ColorDepth.TrueColor };

    readonly ScreenRenderer _renderer = new();
    readonly VirtualTerminal _terminal = new(Size);
    readonly string[] _rooms = [.. Enumerable.Range(0, 12).Select(i => $"#room{i}")];
    readonly List<string> _messages = [.. Enumerable.Range(0, 100).Select(Message)];

    public ScreenRendererTests() => _terminal.Enter();

    [Fact]
    public void EndFrame_NothingChanged_WritesAndAllocatesNothing()
    {
        Draw("hello");
        var allocated = new long[20];
        int written = 0;
        for (int i = 0; i < allocated.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            written += Render("hello").Length;
            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, written);
        // Code that runs for the first times may allocate once; what counts is that it stops.
        Assert.True(allocated[^1] == 0, string.Join(' ', allocated));
    }

    [Fact]
    public void EndFrame_FirstFrame_IsBounded() => Assert.InRange(Draw("hello"), 1, 20_000);

    [Fact]
    public void EndFrame_TypedCharacter_IsBounded()
    {
        Draw("hell");

        Assert.InRange(Draw("hello"), 1, 64);
        Assert.Equal((2 + 26, 49), (_terminal.Cursor!.Value.X - 3, _terminal.Cursor.Value.Y));
    }

    [Fact]
    public void EndFrame_NewMessage_ScrollsAndIsBounded()
    {
        Draw("hello");
        _messages.Add(Message(100));

        Assert.InRange(Draw("hello"), 1, 1500);
        Assert.EndsWith(Message(100), _terminal.Row(47), StringComparison.Ordinal);
        Assert.StartsWith("#room5", _terminal.Row(5), StringComparison.Ordinal);
    }

    [Fact]
    public void EndFrame_NewMessageBetweenMargins_LeavesThePanelsAlone()
    {
        _capabilities = _capabilities with { HasMargins = true };
        Draw("hello");
        _messages.Add(Message(100));

        Assert.InRange(Draw("hello"), 1, 250);
        Assert.EndsWith(Message(100), _terminal.Row(47), StringComparison.Ordinal);
        Assert.StartsWith("#room5", _terminal.Row(5), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "\e[48;2;30;30;40m\e[20X", "\e[K")]
    [InlineData(false, "\e[48;2;30;30;40m                    ", "                    ")]
    public void EndFrame_BlanksOnAColour_AreErasedWhereThatLeavesIt(bool hasBackgroundErase, string inside, string atTheEnd)
    {
        var context = _renderer.BeginFrame(Size, _capabilities with { HasBackgroundErase = hasBackgroundErase });
        context.Put(0, 0, new string(' ', 20) + "x", Side with { Foreground = default });
        context.Fill(new Rectangle(180, 1, 20, 1), ' ', Side with { Foreground = default });
        string frame = Encoding.ASCII.GetString(_renderer.EndFrame().Span);

        Assert.Contains(inside, frame, StringComparison.Ordinal);
        Assert.EndsWith(atTheEnd + "\e[?2026l", frame, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xterm-256color", null, true)]
    [InlineData("screen-256color", null, false)]
    [InlineData("screen-256color", "/tmp/tmux-0/default,1,0", true)]
    [InlineData("vt100", null, false)]
    public void FromEnvironment_BackgroundErase_IsKnownByName(string term, string? tmux, bool hasIt) =>
        Assert.Equal(hasIt, TerminalCapabilities.FromEnvironment(name => name == "TERM" ? term : name == "TMUX" ? tmux : null).HasBackgroundErase);

    [Theory]
    [InlineData(TextStyle.None, TextStyle.Bold, "\e[1m")]
    [InlineData(TextStyle.Bold | TextStyle.Italic, TextStyle.Italic, "\e[22m")]
    [InlineData(TextStyle.Bold | TextStyle.Dim, TextStyle.Dim, "\e[22;2m")]
    [InlineData(TextStyle.Underline, TextStyle.Reverse | TextStyle.Strikethrough, "\e[24;7;9m")]
    [InlineData(TextStyle.Strikethrough, TextStyle.None, "\e[29m")]
    public void EndFrame_NextStyle_SendsOnlyWhatDiffers(TextStyle first, TextStyle second, string change)
    {
        var colours = new Style(Color.Rgb(1, 2, 3), Color.Indexed(4), TextStyle.None);
        var context = _renderer.BeginFrame(Size, _capabilities);
        context.Put(0, 0, "a", colours with { Text = first });
        context.Put(1, 0, "b", colours with { Text = second });

        Assert.Contains($"a{change}b", Encoding.ASCII.GetString(_renderer.EndFrame().Span), StringComparison.Ordinal);
    }

    [Fact]
    public void EndFrame_CursorOnly_IsAMove()
    {
        Draw("hello");
        DrawContext context = Compose("hello");
        context.SetCursor(3, 4);

        Assert.Equal("\e[5;4H", Encoding.ASCII.GetString(_renderer.EndFrame().Span));
    }

    [Fact]
    public void EndFrame_WithoutColours_SendsNone()
    {
        _renderer.BeginFrame(Size, new TerminalCapabilities { Depth = ColorDepth.None }).Put(0, 0, "x", Nick);

        Assert.Contains("\e[1mx", Encoding.ASCII.GetString(_renderer.EndFrame().Span), StringComparison.Ordinal);
    }

    [Fact]
    public void SetTitle_HostileText_IsCleaned()
    {
        _renderer.SetTitle("room\e\\\e[2J\a\u202E");
        _renderer.Bell();
        Assert.True(_renderer.CopyToClipboard("copied\e text"));
        Draw("hello");

        Assert.Equal("room\\[2J", _terminal.Title);
        Assert.Equal("copied\e text", _terminal.Clipboard);
        Assert.Equal(1, _terminal.Bells);
        Assert.Equal(0, Draw("hello"));
    }

    [Fact]
    public void BeginFrame_OneCell_WorksAtAnySize()
    {
        foreach (TerminalSize size in new[] { new TerminalSize(0, 0), new TerminalSize(2, 1), new TerminalSize(1, 50), new TerminalSize(300, 1) })
        {
            _renderer.BeginFrame(size, _terminal.Capabilities).Put(0, 0, "世x", Nick);
            Assert.NotEqual(0, _renderer.EndFrame().Length);
        }
    }

    int Draw(string input)
    {
        ReadOnlyMemory<byte> frame = Render(input);
        _terminal.Write(frame.Span);
        Assert.Empty(_terminal.Unknown);
        return frame.Length;
    }

    ReadOnlyMemory<byte> Render(string input)
    {
        Compose(input);
        return _renderer.EndFrame();
    }

    DrawContext Compose(string input)
    {
        DrawContext context = _renderer.BeginFrame(Size, _capabilities);
        context.Fill(new Rectangle(0, 0, 24, 50), ' ', Side);
        for (int i = 0; i < _rooms.Length; i++) context.Put(0, i, _rooms[i], Side);
        for (int y = 0; y < 48; y++)
        {
            string message = _messages[_messages.Count - 48 + y];
            context.Put(26, y, "somebody", Nick);
            context.Put(36, y, message, Style.Default);
        }

        int x = 26 + context.Put(26, 49, input, Style.Default);
        context.SetCursor(x, 49);
        return context;
    }

    static string Message(int i) => $"message {i} " + new string((char)('a' + (i % 26)), 20 + (i * 7 % 60));

    public void Dispose() => _terminal.Dispose();
}
