using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Channels;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>
/// One connection of a <see cref="Session"/>: the hello, the keep-alive and both loops. <see cref="Ask"/> may be called from any
/// thread; the rest belongs to the session.
/// </summary>
sealed class Link(SessionOptions options, int number, ChannelWriter<SessionEvent> events, TimeProvider time) : IDisposable
{
    /// <summary>Requests not yet written; when it is full, <see cref="Ask"/> says so.</summary>
    const int MaxRequests = 1024;

    /// <summary>20: how often the silence is looked at before the first ping.</summary>
    const int TicksPerPing = 20;

    /// <summary>2 ticks: what one tick counts for at most, however late it comes.</summary>
    const int MaxTicksAtOnce = 2;

    /// <summary>1 s: how often it is looked at least whether the clock has jumped.</summary>
    static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    readonly SessionOptions _options = options;
    readonly PendingRequests _pending = new(time);
    readonly Channel<Message> _requests = Channel.CreateBounded<Message>(new BoundedChannelOptions(MaxRequests) { SingleReader = true });
    OpenLine? _line;
    PipeReader? _reader;
    long _lastReceived;

    /// <summary>Which connection of its session it is, from 1.</summary>
    public int Number => number;

    /// <summary>Connects, judges the server's key, and says hello.</summary>
    /// <param name="before">What the connection before this one brought, or null for the first.</param>
    /// <param name="nick">Our name.</param>
    /// <param name="rooms">Where to go at once: asked for in the hello.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SessionEndException">The server cannot be reached, is not trusted, or refused.</exception>
    public async Task<SessionEvent.Entered> OpenAsync(SessionEvent.Entered? before, Nickname nick, IReadOnlyList<JoinRequest> rooms, CancellationToken cancellation)
    {
        var line = _line = await TlsDialer.OpenAsync(_options.Target.Addresses, _options.ConnectTimeout, _options.HelloTimeout, before?.Trust.Key is not null || _options.Trust.Expects(_options.Target), time, cancellation).ConfigureAwait(false);
        ServerTrust.JudgeReturn(_options.Target, before?.Trust.Key, line.Key);
        var basis = await JudgeAsync(line, cancellation).ConfigureAwait(false);
        _reader = PipeReader.Create(line.Stream);
        IReadOnlyList<JoinRequest> joins = [.. rooms.Take(Limits.MaxHelloRooms).Select(_pending.Add)];
        var place = TokenStore.Place(line.Key, line.Address, line.IsLoopback);
        var hello = Credentials(new Hello { V = Limits.Version, Nick = nick, Resume = before?.Welcome.Session, Rooms = joins.Count > 0 ? joins : null }, place);
        Welcome welcome;
        try
        {
            welcome = await EnterAsync(hello, line.Stream, _reader, cancellation).ConfigureAwait(false);
        }
        catch (SessionEndException e) when (e.End.Code == RefusalCode.WrongLogin && hello.Token is not null)
        {
            _options.Tokens.Forget(place, nick);
            throw;
        }
        if (welcome is { Token: { } token }) _options.Tokens.Keep(place, welcome.Server, welcome.Nick, token, Expiry(welcome.Expires));
        else if (hello.Token is not null && welcome.Account) _options.Tokens.Rename(place, nick, welcome.Nick);
        var trust = await _options.Trust.AcceptAsync(_options.Target, line.Address, welcome, line.Key, basis, cancellation).ConfigureAwait(false);
        return new SessionEvent.Entered(welcome, number) { Trust = trust, TokenPlace = place, Address = line.Address, Joining = joins };
    }

    /// <summary>Stays until the connection is over, after <see cref="OpenAsync"/>; returns why.</summary>
    public async Task<SessionEnd> StayAsync(CancellationToken cancellation)
    {
        if (_line is not { } line || _reader is null) throw new InvalidOperationException("The link is not open.");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Interlocked.Exchange(ref _lastReceived, time.GetTimestamp());
        var reading = ReadLoopAsync(_reader, over.Token);
        var writing = WriteLoopAsync(line.Stream, over.Token);
        var watching = WatchAsync(over.Token);
        var first = await Task.WhenAny(reading, writing, watching).ConfigureAwait(false);
        if (first == writing && writing.IsCompletedSuccessfully) await EndSendingAsync(line, Task.WhenAny(reading, watching)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        line.Socket.Close();
        await Task.WhenAll(Quiet(reading), Quiet(writing), Quiet(watching)).ConfigureAwait(false);
        return await first.ConfigureAwait(false);
    }

    /// <summary>Sends a request; null when too many wait, or the link is closing.</summary>
    public T? Ask<T>(T request) where T : Request
    {
        var numbered = _pending.Add(request);
        if (_requests.Writer.TryWrite(numbered)) return numbered;
        _pending.Remove(numbered);
        return null;
    }

    /// <summary>Takes no more requests and ends when those before are written.</summary>
    public void Finish() => _requests.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Writer.TryComplete();
        _line?.Dispose();
    }

    /// <summary>Before anything is said. Of a server without encryption it is first made sure that it is one of ours.</summary>
    async Task<TrustBasis> JudgeAsync(OpenLine line, CancellationToken cancellation)
    {
        try
        {
            return _options.Trust.Judge(_options.Target, line.Key, line.IsLoopback);
        }
        catch (SessionEndException e) when (e.End.Doubt is { Shown: null })
        {
            using var deadline = new CancellationTokenSource(_options.HelloTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            if (await IsOursAsync(line, either.Token).ConfigureAwait(false)) throw;
            cancellation.ThrowIfCancellationRequested();
            throw Unreachable(Closed, e);
        }
    }

    static async Task<bool> IsOursAsync(OpenLine line, CancellationToken cancellation)
    {
        try
        {
            return await AboutQuestion.AskAsync(line.Stream, cancellation).ConfigureAwait(false) is not null;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            return false; // the caller tells a cancelled visit from a silent server
        }
    }

    /// <summary>The hello with all by which a server may know us: a token wherever there is one, the password of the account only as long as there is none.</summary>
    Hello Credentials(Hello hello, string? place)
    {
        var token = _options.Tokens.Find(place, hello.Nick);
        var login = token is null || (_options.Login is not null && number == 1) ? _options.Login : null;
        return hello with
        {
            Id = "hello",
            Min = Limits.OldestVersion,
            Client = ProductVersion.Client,
            Caps = Capability.All,
            Password = (_options.Password ?? _options.Target.Password)?.Reveal(),
            Secret = login?.Secret.Reveal(),
            Register = login is { IsNew: true } && number == 1,
            Token = login is null ? token?.Reveal() : null,
        };
    }

    static DateTimeOffset Expiry(long? unixMilliseconds) => unixMilliseconds is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(at, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()))
        : DateTimeOffset.MaxValue;

    /// <summary>Says hello and waits for the answer, telling servers of another kind apart.</summary>
    async Task<Welcome> EnterAsync(Hello hello, Stream stream, PipeReader reader, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.HelloTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await stream.WriteAsync(MessageCodec.Encode(hello), either.Token).ConfigureAwait(false);
            return await ReadWelcomeAsync(reader, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(TlsDialer.Silent(_options.Address), e);
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
                var answer = LocalTimes.In(MessageCodec.Decode(Contiguous(line)).Message, time.LocalTimeZone);
                reader.AdvanceTo(buffer.Start);
                return answer switch
                {
                    Welcome welcome => welcome,
                    Refused refused => throw new SessionEndException(new SessionEnd(SessionEndKind.Refused, refused.Text, refused) { Code = refused.Code }),
                    Bye bye => throw new SessionEndException(new SessionEnd(SessionEndKind.Refused, bye.Text) { Code = bye.Code }),
                    _ => throw Unreachable($"{_options.Address.Host} port {_options.Address.Port} answers with something that is not the TuiChat protocol. Check the address and the port."),
                };
            }
            if (status == LineStatus.TooLong || read.IsCompleted) throw Unreachable(Closed);
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    async Task<SessionEnd> ReadLoopAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            Interlocked.Exchange(ref _lastReceived, time.GetTimestamp());
            var buffer = read.Buffer;
            LineStatus status;
            while ((status = LineFraming.TryRead(ref buffer, out var line)) == LineStatus.Line)
            {
                if (await HandleAsync(MessageCodec.Decode(Contiguous(line)), cancellation).ConfigureAwait(false) is { } end) return end;
            }
            if (status == LineStatus.TooLong) return new SessionEnd(SessionEndKind.Broken, "The server sent a line that is too long to be true.");
            if (read.IsCompleted) return Lost($"The connection to {_options.Address} is lost: the server closed it.");
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Passes one line on; a line that cannot be read is of a newer protocol and is left out.</summary>
    async ValueTask<SessionEnd?> HandleAsync(DecodeResult result, CancellationToken cancellation)
    {
        switch (LocalTimes.In(result.Message, time.LocalTimeZone))
        {
            case PingRequest ping:
                _requests.Writer.TryWrite(new Pong { Re = ping.Id });
                break;
            case Bye bye:
                return new SessionEnd(SessionEndKind.Dismissed, bye.Text) { Code = bye.Code };
            case Answer answer when _pending.Match(answer) is { } match:
                await TellAsync(new SessionEvent.Answered(match.Request, answer, match.After), cancellation).ConfigureAwait(false);
                break;
            case Refused refused:
                await TellAsync(new SessionEvent.Complained(refused), cancellation).ConfigureAwait(false);
                break;
            case RoomEvent happened:
                await TellAsync(new SessionEvent.Received(happened), cancellation).ConfigureAwait(false);
                break;
            case PersonEvent note:
                await TellAsync(new SessionEvent.Noted(note), cancellation).ConfigureAwait(false);
                break;
        }
        return null;
    }

    async Task<SessionEnd> WriteLoopAsync(Stream stream, CancellationToken cancellation)
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

    /// <summary>We leave. Closing now, with something unread, would reset the connection under what was just written.</summary>
    static async Task EndSendingAsync(OpenLine line, Task serverEnds)
    {
        try
        {
            if (line.Stream is SslStream tls) await tls.ShutdownAsync().ConfigureAwait(false);
            line.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidOperationException)
        {
            return; // the server has gone before us: there is nothing to wait for
        }
        await serverEnds.ConfigureAwait(false);
    }

    /// <summary>Pings when the server is silent, sooner when it owes an answer, at once after a sleep, and gives up when that brings nothing.</summary>
    async Task<SessionEnd> WatchAsync(CancellationToken cancellation)
    {
        var period = Least(_options.PingAfter / TicksPerPing, LongestTick);
        using var timer = new PeriodicTimer(period, time);
        var lastTick = time.GetTimestamp();
        var sleep = new SleepWatch(time);
        var lastHeard = Interlocked.Read(ref _lastReceived);
        var silence = TimeSpan.Zero;
        var hasPinged = false;
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            // A tick that comes far too late means that this process stood still, not that the server did.
            var passed = Least(time.GetElapsedTime(lastTick), period * MaxTicksAtOnce);
            lastTick = time.GetTimestamp();
            var hasSlept = sleep.HasEnded();
            var heard = Interlocked.Read(ref _lastReceived);
            silence = heard == lastHeard ? silence + passed : Least(time.GetElapsedTime(heard), passed);
            hasPinged &= heard == lastHeard;
            lastHeard = heard;
            var owed = _pending.Oldest is { } oldest ? Least(oldest, silence) : TimeSpan.Zero;
            if (silence >= _options.DeadAfter || owed >= _options.DeadAfterAsking)
                return Lost($"The connection to {_options.Address} is lost: no answer for {(int)silence.TotalSeconds} s.");
            if (hasPinged || (!hasSlept && silence < _options.PingAfter && owed < _options.PingAfterAsking)) continue;
            hasPinged = true;
            Ask(new PingRequest());
        }
        throw new OperationCanceledException(cancellation);
    }

    static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    ValueTask TellAsync(SessionEvent happened, CancellationToken cancellation) => events.WriteAsync(happened, cancellation);

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

    string Closed => TlsDialer.Closed(_options.Address);

    static SessionEndException Unreachable(string text, Exception? inner = null) => new(new SessionEnd(SessionEndKind.Unreachable, text), inner);
}
