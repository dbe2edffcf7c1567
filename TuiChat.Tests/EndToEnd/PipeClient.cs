using System.IO.Pipes;
using System.Net;
using System.Text.Json;
using TuiChat.Pipe;
using TuiChat.Sessions;
using TuiChat.Tests.Client;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The pipe mode between two real pipes of the system, as a shell would put it there.</summary>
sealed class PipeClient : IAsyncDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly AnonymousPipeServerStream _input = new(PipeDirection.Out);
    readonly AnonymousPipeServerStream _output = new(PipeDirection.In);
    readonly AnonymousPipeClientStream _theirInput;
    readonly AnonymousPipeClientStream _theirOutput;
    readonly StreamWriter _writer;
    readonly StreamReader _reader;
    readonly PipeRun _run;
    readonly Task<int> _running;

    PipeClient(PipeArguments options, string? data)
    {
        _theirInput = new AnonymousPipeClientStream(PipeDirection.In, _input.ClientSafePipeHandle);
        _theirOutput = new AnonymousPipeClientStream(PipeDirection.Out, _output.ClientSafePipeHandle);
        _writer = new StreamWriter(_input) { AutoFlush = true, NewLine = "\n" };
        _reader = new StreamReader(_output);
        _run = new PipeRun(options, new ServerTrust(new PinStore(data, TimeProvider.System)), _theirInput, _theirOutput, () => false, Error, TimeProvider.System);
        _running = RunAsync();
    }

    /// <summary>What was said on the standard error.</summary>
    public StringWriter Error { get; } = new();

    /// <summary>Every event that was read.</summary>
    public List<JsonElement> Events { get; } = [];

    public static PipeClient Start(IPEndPoint server, string nick, Func<PipeArguments, PipeArguments>? change = null, string? data = null)
    {
        var options = new PipeArguments { Target = ServerTarget.Of(new ServerAddress("127.0.0.1", server.Port)), Nick = Names.Nick(nick), Rooms = [Names.Room("main")] };
        return new PipeClient(change?.Invoke(options) ?? options, data);
    }

    public void Say(string line) => _writer.WriteLine(line);

    public void EndInput() => _input.Dispose();

    /// <summary>Nobody reads the input any more; whoever writes into it is told.</summary>
    public void CloseInput() => _theirInput.Dispose();

    public void Interrupt(int signal) => _run.Interrupt(signal);

    /// <summary>Reads on until an event of this kind that fits.</summary>
    public async Task<JsonElement> ExpectAsync(string kind, Func<JsonElement, bool>? fits = null)
    {
        while (true)
        {
            var happened = await ReadAsync() ?? throw new EndOfStreamException($"It ended before a fitting {kind} came. {string.Join('\n', Events)}");
            if (happened.GetProperty("t").GetString() == kind && (fits is null || fits(happened))) return happened;
        }
    }

    /// <summary>The next event; null at the end.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        if (await _reader.ReadLineAsync(deadline.Token) is not { } line) return null;
        Events.Add(JsonDocument.Parse(line).RootElement);
        return Events[^1];
    }

    /// <summary>Reads to the end; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        while (await ReadAsync() is not null)
        {
        }
        return await _running.WaitAsync(Deadline);
    }

    /// <summary>The texts of the lines that were read, as far as they fit.</summary>
    public List<string> Said(Func<JsonElement, bool>? fits = null) =>
        [.. Events.Where(happened => happened.GetProperty("t").GetString() == "msg" && (fits is null || fits(happened))).Select(happened => happened.GetProperty("text").GetString() ?? "")];

    public async ValueTask DisposeAsync()
    {
        _run.Interrupt(15);
        _reader.Dispose();
        await _running.WaitAsync(Deadline);
        _input.Dispose();
        _theirInput.Dispose();
        _run.Dispose();
    }

    async Task<int> RunAsync()
    {
        var code = await _run.RunAsync();
        await _theirOutput.DisposeAsync(); // the process would end here
        return code;
    }
}
