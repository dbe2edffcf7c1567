using System.Diagnostics;
using System.Text;
using TuiChat.Terminal;
using TuiChat.Tests.Server;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The client as a process on real terminals: a pseudo-terminal of our own, and tmux.</summary>
public sealed class RealTerminalTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    static string Client => Path.Combine(AppContext.BaseDirectory, "tuichat");

    [RequiresFact("setsid", "sh", "stty")]
    public async Task Client_OnAPseudoTerminal_TalksAndLeavesItAsItWas()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        using var pty = new PseudoTerminal();
        using var process = StartOn(pty, $"{Client} 127.0.0.1 -p {server.EndPoint.Port} -u ada -r main --data {data}", out var settings);
        using var screen = new VirtualTerminal(new TerminalSize(80, 24));
        screen.Enter();
        Expect(pty, screen, "1 person");
        pty.SendKeys("hello\r");
        Expect(pty, screen, "ada  hello");
        pty.SendKeys("half a thought\u0003\u0003");
        Expect(pty, screen, "Leave TuiChat?");
        pty.SendKeys("\r");
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        screen.Write(Encoding.UTF8.GetBytes(pty.ReceiveOutput()));

        Assert.Equal(0, process.ExitCode);
        Assert.Empty(screen.Unknown);
        Assert.Equal(settings, pty.Settings());
        Directory.Delete(data, recursive: true);
    }

    [RequiresFact("setsid", "sh", "stty", "kill")]
    public async Task Client_OnSigterm_GivesTheTerminalBack()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        using var pty = new PseudoTerminal();
        using var process = StartOn(pty, $"sh -c 'echo pid $$ >{data}/pid; exec {Client} 127.0.0.1 -p {server.EndPoint.Port} -u ada -r main --data {data}'", out var settings);
        using var screen = new VirtualTerminal(new TerminalSize(80, 24));
        screen.Enter();
        Expect(pty, screen, "1 person");
        using (var kill = Process.Start("kill", ["-TERM", File.ReadAllText(Path.Combine(data, "pid")).Split(' ')[1].Trim()])) await kill.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        screen.Write(Encoding.UTF8.GetBytes(pty.ReceiveOutput()));

        Assert.Equal(settings, pty.Settings());
        Assert.DoesNotContain(1049, screen.Modes);
        Directory.Delete(data, recursive: true);
    }

    [RequiresFact("setsid", "sh", "stty")]
    public async Task Client_WithAnEditor_LendsTheTerminalAndTakesTheTextBack()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        var editor = Path.Combine(data, "editor");
        File.WriteAllText(editor, "trap '' INT\necho the editor has: $(cat \"$1\")\nread first; echo \"$first\" >>\"$1\"\n");
        using var pty = new PseudoTerminal();
        using var process = StartOn(pty, $"env VISUAL='sh {editor}' {Client} 127.0.0.1 -p {server.EndPoint.Port} -u ada -r main --data {data}", out var settings);
        using var screen = new VirtualTerminal(new TerminalSize(80, 24));
        screen.Enter();
        Expect(pty, screen, "1 person");
        pty.SendKeys("typed here\u0018\u0005"); // Ctrl+X Ctrl+E
        Expect(pty, screen, "the editor has: typed here");
        Assert.DoesNotContain(1049, screen.Modes);
        pty.SendKeys("\u0003written there\n"); // Ctrl+C is meant for the editor
        Expect(pty, screen, "Alt+Enter new line");
        Assert.Contains(1049, screen.Modes);
        pty.SendKeys("\r");
        Expect(pty, screen, "ada  typed here");
        Expect(pty, screen, "written there");
        pty.SendKeys(".exit\r");
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(settings, pty.Settings());
        Directory.Delete(data, recursive: true);
    }

    [RequiresFact("setsid", "sh", "stty", "kill")]
    public async Task Client_OnSigtermWithAnEditorOpen_KeepsItsTextAndLeavesNoFile()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        var temporary = Directory.CreateDirectory(Path.Combine(data, "tmp")).FullName;
        var editor = Path.Combine(data, "editor");
        File.WriteAllText(editor, "echo saved there >>\"$1\"; stty raw -echo; printf '\\033[?1049h\\033[?1003h\\033[?1h'; echo the editor waits; read never\n");
        using var pty = new PseudoTerminal();
        using var process = StartOn(pty, $"env TMPDIR={temporary} VISUAL='sh {editor}' sh -c 'echo pid $$ >{data}/pid; exec {Client} 127.0.0.1 -p {server.EndPoint.Port} -u ada -r main --data {data}'", out var settings);
        using var screen = new VirtualTerminal(new TerminalSize(80, 24));
        screen.Enter();
        Expect(pty, screen, "1 person");
        pty.SendKeys("typed here\u0018\u0005"); // Ctrl+X Ctrl+E
        Expect(pty, screen, "the editor waits");
        using (var kill = Process.Start("kill", ["-TERM", File.ReadAllText(Path.Combine(data, "pid")).Split(' ')[1].Trim()])) await kill.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Empty(Directory.GetDirectories(temporary, "tuichat-*"));
        Assert.Contains("typed here\\nsaved there", File.ReadAllText(Path.Combine(data, "inputs.jsonl")), StringComparison.Ordinal);
        screen.Write(Encoding.UTF8.GetBytes(pty.ReceiveOutput()));
        Assert.Equal(settings, pty.Settings()); // though the editor had no time to clean up
        Assert.DoesNotContain(screen.Modes, mode => mode is 1 or 1003 or 1049);
        Directory.Delete(data, recursive: true);
    }

    [RequiresFact("tmux")]
    public async Task Client_InTmux_TalksAndLeavesTheTerminalClean()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        await using (var tmux = new TmuxSession("env PS1='ready> ' sh", 80, 24))
        {
            await tmux.ExpectAsync("ready>"); // what is typed before the shell reads may be lost
            await tmux.SendKeysAsync($"stty -g > {data}/before; clear; echo $((6*6))", "Enter");
            await tmux.ExpectAsync("36");
            await tmux.SendKeysAsync($"{Client} 127.0.0.1:{server.EndPoint.Port} -u ada --data {data}", "Enter");
            await tmux.ExpectAsync("Which room?");
            await tmux.SendKeysAsync("Enter");
            await tmux.ExpectAsync("1 person");
            await tmux.SendKeysAsync("hello from tmux", "Enter");
            await tmux.ExpectAsync("ada  hello from tmux");
            await tmux.SendKeysAsync("/cd lounge", "Enter");
            await tmux.ExpectAsync("▸ lounge");
            Assert.Equal("1", await tmux.FormatAsync("#{alternate_on}"));
            await tmux.SendKeysAsync("C-z");
            await tmux.ExpectAsync("Stopped"); // the prompt of before is on the screen earlier than the shell is back
            Assert.Equal("0 0 0", await tmux.FormatAsync("#{alternate_on} #{mouse_any_flag} #{keypad_flag}"));
            await tmux.SendKeysAsync("fg; echo left-$?", "Enter");
            await tmux.ExpectAsync("▸ lounge");
            await tmux.SendKeysAsync("back again", "Enter");
            await tmux.ExpectAsync("ada  back again");
            await tmux.SendKeysAsync(".exit", "Enter");
            await tmux.ExpectAsync("left-0");
            await tmux.SendKeysAsync($"stty -g > {data}/after; echo $((6*7))", "Enter");
            await tmux.ExpectAsync("42");
            Assert.Equal("0 0 0", await tmux.FormatAsync("#{alternate_on} #{mouse_any_flag} #{keypad_flag}"));
        }
        Assert.Equal(File.ReadAllText(Path.Combine(data, "before")), File.ReadAllText(Path.Combine(data, "after")));
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("", "Standard input is not a terminal")]
    [InlineData("--port 0", "--port is a number from 1 to 65535")]
    [InlineData("--port x", "--port is a number from 1 to 65535, not x")]
    [InlineData("--data \"\"", "--data needs the name of a folder")]
    [InlineData("-u a@b", "not allowed")]
    [InlineData("-r a/b", "not allowed")]
    [InlineData("host -i host", "given twice")]
    [InlineData("host:1 -p 2", "given twice")]
    [InlineData("--nonsense", "--help")]
    public async Task Client_WithoutWhatItNeeds_SaysOneSentenceAndExits2(string arguments, string sentence)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Client_Help_NamesEveryFlag()
    {
        var (code, output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.All((string[])["--ip", "--port", "--user", "--room", "--data", "--theme", "--no-discovery"], flag => Assert.Contains(flag, output, StringComparison.Ordinal));
    }

    [RequiresFact("setsid", "sh", "stty")]
    public async Task Client_OnADumbTerminal_SaysOneSentenceAndExits2()
    {
        using var pty = new PseudoTerminal();
        using var process = StartOn(pty, $"env TERM=dumb {Client}", out _);
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(2, process.ExitCode);
        var said = pty.ReceiveOutput();
        Assert.Contains("TERM=dumb", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said);
    }

    /// <summary>Starts a command with the pseudo-terminal as its controlling one, 80x24.</summary>
    static Process StartOn(PseudoTerminal pty, string command, out byte[] settings)
    {
        settings = pty.Settings();
        var script = $"exec <{pty.SlavePath} >{pty.SlavePath} 2>&1; stty cols 80 rows 24; exec {command}";
        var start = new ProcessStartInfo("setsid", ["--wait", "sh", "-c", script]);
        start.Environment["TERM"] = "xterm-256color";
        return Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
    }

    static void Expect(PseudoTerminal pty, VirtualTerminal screen, string text)
    {
        while (!screen.ScreenText().Contains(text, StringComparison.Ordinal))
        {
            if (!pty.WaitForOutput(Deadline)) Assert.Fail($"Waited in vain for “{text}”. The screen:\n{screen.ScreenText()}");
            screen.Write(Encoding.UTF8.GetBytes(pty.ReceiveOutput()));
        }
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        var start = new ProcessStartInfo(Client, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The client did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }
}
