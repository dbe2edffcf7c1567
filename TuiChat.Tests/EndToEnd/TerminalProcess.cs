using System.Diagnostics;
using System.Text;
using TuiChat.Terminal;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The real client as a process on a pseudo-terminal of 80x24, its screen kept up to date by whoever waits for something on it.</summary>
sealed class TerminalProcess : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>50 ms: how long what is not on the screen may have come before it is looked for again.</summary>
    static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    readonly PseudoTerminal _pty = new();
    readonly VirtualTerminal _screen = new(new TerminalSize(80, 24));
    readonly string _processFile = Path.GetTempFileName();
    readonly Process _process;

    /// <param name="arguments">What follows the program's name on its command line; for a shell.</param>
    public TerminalProcess(string arguments)
    {
        var client = Path.Combine(AppContext.BaseDirectory, "tuichat");
        var start = new ProcessStartInfo("setsid", ["--wait", "sh", "-c", $"exec <{_pty.SlavePath} >{_pty.SlavePath} 2>&1; stty cols 80 rows 24; echo $$ >{_processFile}; exec {client} {arguments}"]);
        start.Environment["TERM"] = "xterm-256color";
        _process = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
        _screen.Enter();
    }

    public string Screen => _screen.ScreenText();

    public void SendKeys(string text) => _pty.SendKeys(text);

    /// <summary>Waits until the text is on the screen.</summary>
    public void Expect(string text) => Expect(() => Screen.Contains(text, StringComparison.Ordinal), $"“{text}”");

    /// <summary>Waits until something is so, on the screen or elsewhere.</summary>
    /// <param name="condition">What is waited for; asked often.</param>
    /// <param name="what">The same in words.</param>
    /// <param name="looked">Done whenever it is not so yet.</param>
    public void Expect(Func<bool> condition, string what, Action? looked = null)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Deadline || _process.HasExited) Assert.Fail($"Waited in vain for {what}. The screen:\n{Screen}");
            looked?.Invoke();
            Draw(LookAgain);
        }
    }

    /// <summary>Takes what the program has drawn, waiting for it at most so long.</summary>
    public void Draw(TimeSpan patience)
    {
        if (_pty.WaitForOutput(patience)) _screen.Write(Encoding.UTF8.GetBytes(_pty.ReceiveOutput()));
    }

    /// <summary>Ends it as the kernel does: no code of its own runs any more.</summary>
    public async Task KillAsync()
    {
        using (var kill = Process.Start("kill", ["-KILL", (await File.ReadAllTextAsync(_processFile)).Trim()])) await kill.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _screen.Dispose();
        _pty.Dispose();
        File.Delete(_processFile);
    }
}
