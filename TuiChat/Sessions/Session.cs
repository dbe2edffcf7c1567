using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// One stay on one server: a handle to call and a stream of <see cref="Events"/> to read. Resolving, connecting, the hello, the
/// keep-alive and both loops live behind it. <see cref="Ask"/> may be called from any thread; <see cref="Events"/> has one reader.
/// </summary>
sealed class Session : IAsyncDisposable
{
    /// <summary>Events not yet read by the owner; when it is full the socket is not read, and TCP slows the server down.</summary>
    const int MaxEvents = 4096;

    /// <summary>Requests not yet written; when it is full, <see cref="Ask"/> says so.</summary>
    const int MaxRequests = 1024;

    /// <summary>How long the end of a session waits for a peer that does not take what was asked before.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly SessionOptions _options;
    readonly TimeProvider _time;
    readonly PendingRequests _pending;
    readonly CancellationTokenSource _stop = new();
    readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(new BoundedChannelOptions(MaxEvents) { SingleReader = true });
    readonly Channel<Message> _requests = Channel.CreateBounded<Message>(new BoundedChannelOptions(MaxRequests) { SingleReader = true });
    readonly Task _run;
    long _lastReceived;
    volatile bool _isEntered;
    bool _isDisposed;

    Session(SessionOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _pending = new PendingRequests(time);
        _run = Task.Run(RunAsync);
    }

    /// <summary>What happens, ending with one <see cref="SessionEvent.Ended"/>, after which the stream completes.</summary>
    public ChannelReader<SessionEvent> Events => _events.Reader;

    /// <summary>Begins to connect.</summary>
    public static Session Start(SessionOptions options, TimeProvider time) => new(options, time);

    /// <summary>
    /// Sends a request; its answer comes as <see cref="SessionEvent.Answered"/>. Null when it cannot be taken: too many wait, or
    /// the session is over.
    /// </summary>
    public T? Ask<T>(T request) where T : Request
    {
        var numbered = _pending.Add(request);
        if (_requests.Writer.TryWrite(numbered)) return numbered;
        _pending.Remove(numbered);
        return null;
    }

    /// <summary>Ends the session; what was asked before is still written. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            await _run.ConfigureAwait(false);
            return;
        }
        _requests.Writer.TryComplete();
        if (_isEntered) _stop.CancelAfter(Patience);
        else await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task RunAsync()
    {
        SessionEnd end;
        try
        {
            end = await StayAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (SessionEndException e)
        {
            end = e.End;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = new SessionEnd(SessionEndKind.Left, "You left.");
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            end = new SessionEnd(SessionEndKind.Lost, $"The connection to {_options.Address} is lost.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it is, the owner is told, and the program goes on.
            end = new SessionEnd(SessionEndKind.Lost, $"The connection to {_options.Address} is lost by a defect of this program ({e.GetType().Name}: {e.Message}). Please report it.");
        }
        _requests.Writer.TryComplete();
        // The last event may have to wait for room in the queue; a disposed owner reads no more and is not waited for.
        var last = new SessionEvent.Ended(end);
        if (!_events.Writer.TryWrite(last) && !_stop.IsCancellationRequested) await WriteLastAsync(last).ConfigureAwait(false);
        _events.Writer.TryComplete();
    }

    async Task WriteLastAsync(SessionEvent last)
    {
        try
        {
            await _events.Writer.WriteAsync(last, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed meanwhile: nobody reads.
        }
    }

    async Task<SessionEnd> StayAsync(CancellationToken cancellation)
    {
        await TellAsync(new SessionEvent.Connecting(_options.Address), cancellation).ConfigureAwait(false);
        using var socket = await Dialer.ConnectAsync(_options.Address, _options.ConnectTimeout, _time, cancellation).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var reader = PipeReader.Create(stream);
        await EnterAsync(stream, reader, cancellation).ConfigureAwait(false);

        _isEntered = true;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadLoopAsync(reader, over.Token);
        var writing = WriteLoopAsync(stream, over.Token);
        var watching = WatchAsync(over.Token);
        var first = await Task.WhenAny(reading, writing, watching).ConfigureAwait(false);
        if (first == writing && writing.IsCompletedSuccessfully)
        {
            // We leave. Closing now, with something unread, would reset the connection under what was just written.
            socket.Shutdown(SocketShutdown.Send);
            await Task.WhenAny(reading, watching).ConfigureAwait(false);
        }
        await over.CancelAsync().ConfigureAwait(false);
        socket.Close();
        await Task.WhenAll(Quiet(reading), Quiet(writing), Quiet(watching)).ConfigureAwait(false);
        return await first.ConfigureAwait(false);
    }

    /// <summary>Says hello and waits for the answer, telling servers of another kind apart.</summary>
    async Task EnterAsync(NetworkStream stream, PipeReader reader, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.HelloTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            var hello = new Hello { Id = "hello", V = Limits.Version, Min = Limits.OldestVersion, Nick = _options.Nick, Client = ProductVersion.Client, Caps = Capability.All };
            await stream.WriteAsync(MessageCodec.Encode(hello), either.Token).ConfigureAwait(false);
            var welcome = await ReadWelcomeAsync(reader, either.Token).ConfigureAwait(false);
            await TellAsync(new SessionEvent.Entered(welcome), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable($"{_options.Address.Host} port {_options.Address.Port} takes the connection but says nothing. Check that a TuiChat server runs on that port.", e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw Unreachable(Closed, e);
        }
    }

    async Task<Welcome> ReadWelcomeAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (!buffer.IsEmpty && buffer.FirstSpan[0] != (byte)'{')
                throw Unreachable(ForeignServer.Describe(_options.Address, buffer.FirstSpan));
            if (LineFraming.TryRead(ref buffer, out var line) is var status && status == LineStatus.Line)
            {
                var answer = MessageCodec.Decode(Contiguous(line)).Message;
                reader.AdvanceTo(buffer.Start);
                return answer switch
                {
                    Welcome welcome => welcome,
                    Refused refused => throw new SessionEndException(new SessionEnd(SessionEndKind.Refused, refused.Text, refused)),
                    Bye bye => throw new SessionEndException(new SessionEnd(SessionEndKind.Refused, bye.Text)),
                    _ => throw Unreachable($"{_options.Address.Host} port {_options.Address.Port} answers with something that is not the TuiChat protocol. Check the address and the port."),
                };
            }
            if (status == LineStatus.TooLong || read.IsCompleted) throw Unreachable(Closed);
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    async Task<SessionEnd> ReadLoopAsync(PipeReader reader, CancellationToken cancellation)
    {
        Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
            var buffer = read.Buffer;
            LineStatus status;
            while ((status = LineFraming.TryRead(ref buffer, out var line)) == LineStatus.Line)
            {
                if (await HandleAsync(MessageCodec.Decode(Contiguous(line)), cancellation).ConfigureAwait(false) is { } end) return end;
            }
            if (status == LineStatus.TooLong) return Lost("The server sent a line that is too long to be true.");
            if (read.IsCompleted) return Lost($"The connection to {_options.Address} is lost: the server closed it.");
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Passes one line on; a line that cannot be read is of a newer protocol and is left out.</summary>
    async ValueTask<SessionEnd?> HandleAsync(DecodeResult result, CancellationToken cancellation)
    {
        switch (result.Message)
        {
            case PingRequest ping:
                _requests.Writer.TryWrite(new Pong { Re = ping.Id });
                break;
            case Bye bye:
                return new SessionEnd(SessionEndKind.Dismissed, bye.Text);
            case Answer answer when _pending.Match(answer) is { } match:
                await TellAsync(new SessionEvent.Answered(match.Request, answer, match.After), cancellation).ConfigureAwait(false);
                break;
            case Refused refused:
                await TellAsync(new SessionEvent.Complained(refused), cancellation).ConfigureAwait(false);
                break;
            case RoomEvent happened:
                await TellAsync(new SessionEvent.Received(happened), cancellation).ConfigureAwait(false);
                break;
        }
        return null;
    }

    async Task<SessionEnd> WriteLoopAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        while (await _requests.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            bytes.ResetWrittenCount();
            while (bytes.WrittenCount < Limits.MaxLineBytes && _requests.Reader.TryRead(out var message)) MessageCodec.Encode(bytes, message);
            await stream.WriteAsync(bytes.WrittenMemory, cancellation).ConfigureAwait(false);
        }
        return new SessionEnd(SessionEndKind.Left, "You left.");
    }

    /// <summary>Pings when the server is silent, and gives up when that brings nothing.</summary>
    async Task<SessionEnd> WatchAsync(CancellationToken cancellation)
    {
        var period = _options.PingAfter / 2;
        using var timer = new PeriodicTimer(period, _time);
        var lastTick = _time.GetTimestamp();
        long? pinged = null;
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            var heard = Interlocked.Read(ref _lastReceived);
            if (pinged < heard) pinged = null;
            // A tick that comes far too late means that this process stood still, not that the server did.
            if (_time.GetElapsedTime(lastTick) > period * 3) pinged = null;
            lastTick = _time.GetTimestamp();
            if (pinged is { } since && _time.GetElapsedTime(since) >= _options.DeadAfter - _options.PingAfter)
                return Lost($"The connection to {_options.Address} is lost: no answer for {(int)_time.GetElapsedTime(heard).TotalSeconds} s.");
            if (pinged is not null || _time.GetElapsedTime(heard) < _options.PingAfter) continue;
            pinged = lastTick;
            Ask(new PingRequest());
        }
        throw new OperationCanceledException(cancellation);
    }

    ValueTask TellAsync(SessionEvent happened, CancellationToken cancellation) => _events.Writer.WriteAsync(happened, cancellation);

    static async Task Quiet(Task<SessionEnd> loop)
    {
        try
        {
            await loop.ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // A consequence of the first reason, which is the one that is told.
        }
    }

    static ReadOnlySpan<byte> Contiguous(ReadOnlySequence<byte> line) => line.IsSingleSegment ? line.FirstSpan : line.ToArray();

    static SessionEnd Lost(string text) => new(SessionEndKind.Lost, text);

    string Closed => $"{_options.Address.Host} port {_options.Address.Port} closed the connection without a word. Check that a TuiChat server runs on that port.";

    static SessionEndException Unreachable(string text, Exception? inner = null) => new(new SessionEnd(SessionEndKind.Unreachable, text), inner);
}
