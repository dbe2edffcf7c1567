using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Pipe;

/// <summary>
/// <c>tuichat pipe</c>: a stay on a server as a Unix filter. One loop reads events, lines and the clock, and goes on when what they led to
/// is taken by the reader of the output: who reads slowly slows the socket down, a slow server slows the writer of the input down.
/// </summary>
/// <param name="options">What was asked for.</param>
/// <param name="trust">Judges and remembers keys.</param>
/// <param name="input">Where lines come from.</param>
/// <param name="output">Where events go.</param>
/// <param name="isReaderGone">Looks whether anybody could still read the output.</param>
/// <param name="error">Where a person is told why it ends.</param>
/// <param name="time">The clock.</param>
sealed class PipeRun(PipeArguments options, ServerTrust trust, Stream input, Stream output, Func<bool> isReaderGone, TextWriter error, TimeProvider time) : IDisposable
{
    /// <summary>256 events of the session at most before what they led to is written.</summary>
    const int MaxEventsPerTurn = 256;

    /// <summary>What the shell adds to the number of a signal.</summary>
    const int SignalBase = 128;

    /// <summary>13: what ends a filter whose reader has had enough.</summary>
    const int PipeSignal = 13;

    static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    static readonly TimeSpan ShortTick = TimeSpan.FromMilliseconds(100);

    /// <summary>500 ms: how long the end waits for a reader that stands still.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    readonly CancellationTokenSource _stop = new();
    readonly Queue<PipeEvent> _told = new();
    int _signal;

    /// <summary>A signal came. Any thread.</summary>
    public void Interrupt(int signal)
    {
        Interlocked.CompareExchange(ref _signal, signal, 0);
        _stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>Runs until the input has ended and all is confirmed, the server has enough of us, or nobody reads. Returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var writer = new EventWriter(output);
        var client = new ChatClient(time);
        var desk = new PipeDesk(options, client, happened =>
        {
            if (options.Filter.Lets(happened)) _told.Enqueue(happened);
        });
        var session = client.Connect(new SessionOptions { Target = options.Target, Nick = options.Nick, Password = options.Password, Trust = trust });
        desk.Begin();
        PipeEvent.End end;
        try
        {
            end = await StayAsync(session, desk, client, writer).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = new PipeEvent.End { Exit = SignalBase + _signal, Text = string.Create(CultureInfo.InvariantCulture, $"Signal {_signal} came.") };
        }
        if (desk.Quit is { } quit) client.Ask(quit);
        else client.Leave();
        await client.EndAsync().ConfigureAwait(false);
        writer.Complete(end);
        // A slow reader gets all of it; one that stands still holds nobody up who wants to end it.
        if (_signal == 0) await Task.WhenAny(writer.Writing, writer.Broken, Task.Delay(Timeout.InfiniteTimeSpan, time, _stop.Token)).ConfigureAwait(false);
        await Task.WhenAny(writer.Writing, Task.Delay(Patience, time)).ConfigureAwait(false);
        if (end.Code is not null) await error.WriteLineAsync($"tuichat: {end.Text}").ConfigureAwait(false);
        return writer.Broken.IsCompleted ? SignalBase + PipeSignal : _signal == 0 ? end.Exit : SignalBase + _signal;
    }

    async Task<PipeEvent.End> StayAsync(Session session, PipeDesk desk, ChatClient client, EventWriter writer)
    {
        var lines = new InputLines(input).Lines;
        Task<bool>? happens = null, typed = null;
        Task? tick = null;
        while (true)
        {
            if (Turn(session, desk, lines) is { } end)
            {
                await WriteAsync(writer).ConfigureAwait(false);
                return end;
            }
            await WriteAsync(writer).ConfigureAwait(false);
            if (writer.Broken.IsCompleted) return new PipeEvent.End { Exit = SignalBase + PipeSignal, Text = "Nobody reads any more." };
            happens = happens is { IsCompleted: false } ? happens : session.Events.WaitToReadAsync().AsTask();
            typed = !desk.CanTake || typed is { IsCompleted: false } ? typed : lines.WaitToReadAsync().AsTask();
            tick = tick is { IsCompleted: false } ? tick : Task.Delay(client.WantsTicks ? ShortTick : Tick, time, _stop.Token);
            await Task.WhenAny(happens, desk.CanTake && typed is not null ? typed : tick, tick, writer.Broken).ConfigureAwait(false);
            _stop.Token.ThrowIfCancellationRequested();
            if (!tick.IsCompleted) continue;
            desk.Tick();
            if (isReaderGone()) writer.Break();
        }
    }

    /// <summary>Takes in what is there; the end, if that is it.</summary>
    PipeEvent.End? Turn(Session session, PipeDesk desk, System.Threading.Channels.ChannelReader<InputLine> lines)
    {
        for (var i = 0; i < MaxEventsPerTurn && session.Events.TryRead(out var happened); i++)
        {
            desk.Apply(happened);
            if (happened is SessionEvent.Ended ended) return EndOf(ended.End);
        }
        while (desk.CanTake && lines.TryRead(out var line)) desk.Take(line);
        if (lines.Completion.IsCompleted) desk.EndInput();
        if (desk.IsNowhere) return new PipeEvent.End { Exit = ExitCodes.Refused, Code = RefusalCode.NotMember, Text = "No room could be joined." };
        if (!desk.IsDone) return null;
        return new PipeEvent.End { Exit = desk.HasFailed ? ExitCodes.Refused : ExitCodes.Ok, Text = desk.HasFailed ? "All is done but what was refused." : "All is done." };
    }

    async Task WriteAsync(EventWriter writer)
    {
        while (!writer.Broken.IsCompleted && _told.TryDequeue(out var happened))
        {
            var written = writer.WriteAsync(happened, _stop.Token).AsTask();
            if (!written.IsCompleted) await Task.WhenAny(written, writer.Broken).ConfigureAwait(false);
            else await written.ConfigureAwait(false);
        }
        _stop.Token.ThrowIfCancellationRequested();
    }

    PipeEvent.End EndOf(SessionEnd end)
    {
        var (exit, code) = end.Kind switch
        {
            SessionEndKind.Unreachable => (ExitCodes.OutOfReach, PipeCodes.Unreachable),
            SessionEndKind.Untrusted => (ExitCodes.Untrusted, PipeCodes.Untrusted),
            _ => (ExitCodes.Refused, end.Code ?? PipeCodes.Lost),
        };
        var advice = end switch
        {
            { Code: RefusalCode.PasswordNeeded } => " Give it with --password-file.",
            { Doubt: { Kind: DoubtKind.Contradicted, Shown: { } shown, Expected: { } expected } } => $" It should be {expected} and is {shown}.",
            { Doubt: { Kind: DoubtKind.Changed, Shown: { } shown } } => $" If the operator, asked in another way, confirms the new key: --fingerprint {shown}",
            { Doubt: { Kind: DoubtKind.Unknowable, Shown: { } shown } } => $" If the operator, asked in another way, confirms its key: --fingerprint {shown}",
            { Doubt.Kind: DoubtKind.Plain } => " If you trust everybody on the way: --allow-plaintext",
            _ => "",
        };
        var text = options.Target.Source is KeySource.Person && end.Doubt is { Kind: DoubtKind.Contradicted }
            ? $"The server at {options.Target.Address} does not have the key that --fingerprint names. Nothing was sent."
            : end.Text;
        return new PipeEvent.End { Exit = exit, Code = code, Text = text + advice };
    }
}
