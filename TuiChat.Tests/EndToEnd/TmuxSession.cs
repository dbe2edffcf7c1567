using System.Diagnostics;
using System.Threading.Channels;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// A tmux of its own, driven in control mode: it tells when the pane has changed, so that nothing has to be polled.
/// tmux(1), CONTROL MODE.
/// </summary>
sealed class TmuxSession : IAsyncDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly string _socket = $"tuichat-test-{Guid.NewGuid():N}";
    readonly Process _control;
    readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly Task _reading;

    public TmuxSession(string command, int width, int height)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, "-f", "/dev/null", "-C", "new-session", "-x", $"{width}", "-y", $"{height}", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("TMUX");
        _control = Process.Start(start) ?? throw new InvalidOperationException("tmux did not start.");
        _reading = ReadAsync();
    }

    /// <summary>Types text and keys as tmux names them.</summary>
    public Task SendKeysAsync(params string[] keys) => CommandAsync("send-keys " + string.Join(' ', keys.Select(Quote)));

    /// <summary>The text of the pane.</summary>
    public async Task<string> ScreenAsync() => string.Join('\n', await CommandAsync("capture-pane -p"));

    /// <summary>A format such as <c>#{alternate_on}</c>, expanded.</summary>
    public async Task<string> FormatAsync(string format) => string.Join('\n', await CommandAsync($"display-message -p {Quote(format)}"));

    /// <summary>Waits until the screen shows the text.</summary>
    public async Task<string> ExpectAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var screen = "";
        try
        {
            while (true)
            {
                _changes.Reader.TryRead(out _); // what came before the capture is in it; what comes after it wakes
                screen = await ScreenAsync();
                if (screen.Contains(text, StringComparison.Ordinal)) return screen;
                await _changes.Reader.ReadAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"Waited in vain for “{text}”. The screen:\n{screen}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _control.StandardInput.WriteLineAsync("kill-server");
        await _control.StandardInput.FlushAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await _control.WaitForExitAsync(deadline.Token);
        await _reading;
        _control.Dispose();
    }

    /// <summary>Sends a command and returns the lines of its answer.</summary>
    async Task<IReadOnlyList<string>> CommandAsync(string command)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var mark = $"mark-{Guid.NewGuid():N}";
        await _control.StandardInput.WriteLineAsync($"{command}\ndisplay-message -p {mark}".AsMemory(), deadline.Token);
        await _control.StandardInput.FlushAsync(deadline.Token);
        var blocks = new List<List<string>>();
        List<string>? block = null;
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(deadline.Token);
            if (block is null && line.StartsWith("%begin ", StringComparison.Ordinal)) block = [];
            else if (block is not null && (line.StartsWith("%end ", StringComparison.Ordinal) || line.StartsWith("%error ", StringComparison.Ordinal)))
            {
                if (block is [var only] && only == mark) return blocks is [.., var answer] ? answer : [];
                blocks.Add(block);
                block = null;
            }
            else block?.Add(line);
        }
    }

    async Task ReadAsync()
    {
        while (await _control.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("%output ", StringComparison.Ordinal)) _changes.Writer.TryWrite(true);
            else _lines.Writer.TryWrite(line);
        }
        _lines.Writer.Complete();
    }

    static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
