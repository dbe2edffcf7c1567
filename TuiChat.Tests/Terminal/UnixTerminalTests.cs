using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>The Unix terminal on a pseudo-terminal of this process (Linux: it opens /dev/ptmx by glibc's names).</summary>
public sealed class UnixTerminalTests : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    readonly PseudoTerminal _pty = new();
    readonly UnixTerminal _terminal;

    public UnixTerminalTests() => _terminal = new UnixTerminal(Modern, _pty.Slave, _pty.Slave);

    [Fact]
    public void Leave_AfterEnter_RestoresEveryByteOfTheSettings()
    {
        byte[] before = _pty.Settings();

        _terminal.Enter();
        byte[] raw = _pty.Settings();
        _terminal.Leave();

        Assert.NotEqual(before, raw);
        Assert.Equal(before, _pty.Settings());
    }

    [Fact]
    public void Leave_Twice_WritesOnce()
    {
        _terminal.Enter();
        _terminal.Leave();
        _pty.ReceiveOutput();

        _terminal.Leave();
        _terminal.Write("frame"u8);

        Assert.Equal("", _pty.ReceiveOutput());
    }

    [Fact]
    public void Enter_ThenLeave_ResetsEveryModeOnAnEmulator()
    {
        _terminal.IsMouseCaptured = true;
        _terminal.Enter();
        _terminal.Accept(new Reply("[?0u"));
        _terminal.Accept(new Reply("[?2027;2$y"));
        _terminal.Write("\e[1;31mtext"u8);
        string entered = _pty.ReceiveOutput();
        _terminal.Leave();
        string left = _pty.ReceiveOutput();

        var screen = new VirtualScreen(new TerminalSize(80, 24), WidthModel.Cluster, _ => { });
        screen.Write(System.Text.Encoding.UTF8.GetBytes(entered));
        Assert.Equal([25, 1000, 1002, 1004, 1006, 1049, 2004, 2027], screen.Modes);
        Assert.Equal(1, screen.KittyDepth);
        screen.Write(System.Text.Encoding.UTF8.GetBytes(left));
        Assert.Equal([7, 25], screen.Modes);
        Assert.Equal((0, 0, Style.Default), (screen.KittyDepth, screen.TitleDepth, screen.Grid.Style));
        Assert.Empty(screen.Unknown);
        Assert.EndsWith("\e[?1l\e>\e[?1049l\e[23;0t", left, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CtrlCAndEnter_ComeAsTheirBytes()
    {
        _terminal.Enter();
        _pty.SendKeys("\x03\r\n\x1A");
        byte[] buffer = new byte[16];

        ReadResult result = _terminal.Read(buffer, Deadline);

        Assert.Equal(new ReadResult(ReadStatus.Data, 4), result);
        Assert.Equal([3, 13, 10, 26], buffer[..4]);
    }

    [Fact]
    public void Read_NothingSent_TimesOut()
    {
        _terminal.Enter();

        Assert.Equal(ReadStatus.Timeout, _terminal.Read(new byte[1], TimeSpan.Zero).Status);
    }

    [Fact]
    public async Task Wake_DuringRead_EndsItOnce()
    {
        _terminal.Enter();
        Task<ReadStatus> reading = Task.Factory.StartNew(
            () => _terminal.Read(new byte[1], null).Status, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        _terminal.Wake();

        Assert.Equal(ReadStatus.Woken, await reading.WaitAsync(Deadline));
        Assert.Equal(ReadStatus.Timeout, _terminal.Read(new byte[1], TimeSpan.Zero).Status);
    }

    [Fact]
    public void Read_AfterHangUp_SaysSoEveryTime()
    {
        _terminal.Enter();
        _pty.HangUp();

        Assert.Equal(ReadStatus.HungUp, _terminal.Read(new byte[1], Deadline).Status);
        Assert.Equal(ReadStatus.HungUp, _terminal.Read(new byte[1], Deadline).Status);
        _terminal.Write("frame"u8);
        _terminal.Leave();
    }

    [Fact]
    public void OnContinue_AfterTheTerminalWentAway_IsAHangUp()
    {
        _terminal.Enter();
        _terminal.OnStop();
        _pty.HangUp();

        _terminal.OnContinue();

        Assert.Equal(ReadStatus.HungUp, _terminal.Read(new byte[1], Deadline).Status);
    }

    [Fact]
    public void OnContinue_AfterOnStop_EntersAnewFromTheSameSettings()
    {
        byte[] before = _pty.Settings();
        _terminal.Enter();
        byte[] raw = _pty.Settings();

        _terminal.OnStop();
        Assert.Equal(before, _pty.Settings());
        _terminal.OnContinue();

        Assert.Equal(raw, _pty.Settings());
        Assert.Equal(ReadStatus.Resumed, _terminal.Read(new byte[1], Deadline).Status);
        _terminal.Leave();
        Assert.Equal(before, _pty.Settings());
    }

    [Fact]
    public async Task Leave_WhileAWriteIsBlocked_ComesBackAndRestores()
    {
        byte[] before = _pty.Settings();
        _terminal.Enter();
        // Nobody reads the other side: the first few ten kilobytes fill it, the rest blocks.
        Task writing = Task.Factory.StartNew(
            () => _terminal.Write(new byte[1 << 20]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await Task.Factory.StartNew(_terminal.Leave, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Deadline);

        Assert.Equal(before, _pty.Settings());
        await writing.WaitAsync(Deadline);
    }

    [Theory]
    [InlineData("linux", "\e[?1049h\e[?7l\e[?2004h\e[?1004h\e[c")]
    [InlineData("xterm-256color", "\e[22;0t\e[?1049h\e[?7l\e[?2004h\e[?1004h\e[?u\e[?69$p\e[?2026$p\e[?2027$p\e[?2004$p\e]11;?\e\\\e[>q\e[c")]
    public void Enter_Always_AsksForDeviceAttributesLast(string term, string bytes)
    {
        using var terminal = new UnixTerminal(name => name == "TERM" ? term : null, _pty.Slave, _pty.Slave);

        terminal.Enter();

        Assert.Equal(bytes, _pty.ReceiveOutput());
    }

    [Fact]
    public void Size_WindowWithoutOne_IsTakenFromTheEnvironment()
    {
        using var terminal = new UnixTerminal(name => name switch { "COLUMNS" => "132", "LINES" => "x", _ => null }, _pty.Slave, _pty.Slave);

        Assert.Equal(new TerminalSize(132, 24), terminal.Size);
    }

    [Theory]
    [InlineData("xterm", null)]
    [InlineData("dumb", "TERM=dumb")]
    [InlineData("", "TERM is not set")]
    [InlineData(null, "TERM is not set")]
    public void CannotRun_OnATerminal_DependsOnTerm(string? term, string? reason)
    {
        string? said = UnixTerminal.CannotRun(_ => term, _pty.Slave, _pty.Slave);

        if (reason is null) Assert.Null(said);
        else Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void CannotRun_NoTerminal_SaysWhich()
    {
        Assert.Contains("input", UnixTerminal.CannotRun(Modern, -1, _pty.Slave), StringComparison.Ordinal);
        Assert.Contains("output", UnixTerminal.CannotRun(Modern, _pty.Slave, -1), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _pty.Dispose();
    }

    static string? Modern(string name) => name == "TERM" ? "xterm-256color" : null;
}
