using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

public sealed class InputReaderTests : IDisposable
{
    readonly VirtualTerminal _terminal = new(new TerminalSize(80, 24));
    readonly List<TerminalEvent> _events = [];

    [Fact]
    public void Read_LoneEscape_IsTheKeyAfterTheDelay()
    {
        _terminal.SendBytes("\e"u8);

        Assert.True(new InputReader(_terminal, TimeSpan.Zero).Read(_events));

        Assert.Equal([new KeyPressed(Key.Of(KeyCode.Escape))], _events);
    }

    [Fact]
    public void Read_Answers_TeachTheTerminal()
    {
        _terminal.Enter();
        var reader = new InputReader(_terminal, TimeSpan.Zero);

        while (!_terminal.Capabilities.AreQueriesAnswered) reader.Read(_events);

        Assert.True(_terminal.Capabilities is { HasGraphemeClusters: true, HasKittyKeyboard: true, HasSynchronizedOutput: true, Name: "VirtualTerminal" });
        Assert.Equal(Color.Rgb(0x1e, 0x1e, 0x2e), _terminal.Capabilities.Background);
        Assert.Contains(2027, _terminal.Modes);
        _terminal.Leave();
        Assert.True(_terminal.IsRestored);
        Assert.Empty(_terminal.Unknown);
    }

    [Fact]
    public void Read_OldTerminal_StillEndsItsAnswers()
    {
        using var terminal = new VirtualTerminal(new TerminalSize(80, 24)) { AnswersQueries = false };
        terminal.Enter();

        new InputReader(terminal, TimeSpan.Zero).Read(_events);

        Assert.True(terminal.Capabilities is { AreQueriesAnswered: true, HasKittyKeyboard: false, HasGraphemeClusters: false });
    }

    [Fact]
    public void Read_ResizeWakeSuspendAndHangUp_AreToldInOrder()
    {
        var reader = new InputReader(_terminal, TimeSpan.Zero);
        _terminal.Resize(new TerminalSize(40, 12));
        Assert.True(reader.Read(_events));
        _terminal.Wake();
        Assert.True(reader.Read(_events));
        _terminal.Suspend();
        while (_events[^1] is not Resumed) Assert.True(reader.Read(_events));
        _terminal.Type("a");
        _terminal.HangUp();
        while (reader.Read(_events))
        {
        }

        Assert.Equal(
            [new Resized(new TerminalSize(40, 12)), new Resumed(), new KeyPressed(Key.Of('a')), new HungUp()],
            _events.Where(e => e is not Reply));
    }

    [Fact]
    public void Read_UnbracketedPaste_IsOnePasteOnBareTerminals()
    {
        _terminal.Type("first line\nsecond");
        new InputReader(_terminal, TimeSpan.Zero).Read(_events);
        Assert.Equal(17, _events.Count);

        using var bare = new VirtualTerminal(new TerminalSize(80, 24), capabilities: new TerminalCapabilities { HasBracketedPaste = false });
        var reader = new InputReader(bare, TimeSpan.Zero);
        _events.Clear();
        bare.Type("first line\nsecond");
        reader.Read(_events);
        bare.Type("a line typed ahead\n");
        reader.Read(_events);

        Assert.Equal(new Pasted("first line\nsecond", false), _events[0]);
        Assert.Equal(1 + 19, _events.Count);
    }

    [Fact]
    public void Press_ClickAndPaste_ArriveAsEvents()
    {
        _terminal.IsMouseCaptured = true;
        _terminal.Enter();
        var reader = new InputReader(_terminal, TimeSpan.Zero);
        while (!_terminal.Capabilities.AreQueriesAnswered) reader.Read(_events);
        _events.Clear();

        _terminal.Press("Escape");
        _terminal.Press("Ctrl+K");
        _terminal.Click(3, 4);
        _terminal.Paste("a\nb");
        reader.Read(_events);

        Assert.Equal(
            [
                new KeyPressed(Key.Of(KeyCode.Escape)),
                new KeyPressed(Key.Parse("Ctrl+K")),
                new MouseInput(3, 4, MouseButton.Left, MouseAction.Press, KeyModifiers.None),
                new MouseInput(3, 4, MouseButton.Left, MouseAction.Release, KeyModifiers.None),
                new Pasted("a\nb", false),
            ],
            _events);
    }

    [Theory]
    [InlineData(null, 50)]
    [InlineData("25", 25)]
    [InlineData("0", 0)]
    [InlineData("99999", 50)]
    [InlineData("soon", 50)]
    public void EscapeDelay_Environment_Decides(string? value, int milliseconds)
        => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), InputReader.EscapeDelay(_ => value));

    [Fact]
    public async Task WaitForAsync_Condition_IsLookedAtAfterEachWrite()
    {
        _terminal.Enter();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Task waiting = _terminal.WaitForAsync(t => t.Row(0) == "done", deadline.Token);

        _terminal.Write("do"u8);
        Assert.False(waiting.IsCompleted);
        _terminal.Write("ne"u8);
        await waiting;

        using var over = new CancellationTokenSource();
        Task never = _terminal.WaitForAsync(_ => false, over.Token);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    public void Dispose() => _terminal.Dispose();
}
