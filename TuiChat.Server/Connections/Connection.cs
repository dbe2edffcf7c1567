using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using TuiChat.Protocol;
using TuiChat.Server.Certificates;
using TuiChat.Server.Commands;
using TuiChat.Server.Http;
using TuiChat.Server.Logging;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Connections;

/// <summary>
/// One client: a loop that reads lines, an outbox that writes, and one place to die. Whoever wants to end it calls
/// <see cref="Cut"/>; the first reason is kept, told to the client in its last line, and logged.
/// </summary>
sealed class Connection
{
    /// <summary>256 KiB of answers that wait: then the client is read no further until it has read.</summary>
    const int MaxWaitingBytes = 256 * 1024;

    /// <summary>2 s, arbitrary: how long a client that is cut may take to read its last line.</summary>
    static readonly TimeSpan LastLine = TimeSpan.FromSeconds(2);

    /// <summary>16 reads of a client that had sent already, arbitrary: then others have their turn on this thread.</summary>
    const int MaxReadsInTurn = 16;

    /// <summary>200 ms, arbitrary: how long a stopping server waits for a client to close first.</summary>
    static readonly TimeSpan StopLinger = TimeSpan.FromMilliseconds(200);

    /// <summary>1 s, arbitrary: how long one that is refused may take to show what it speaks.</summary>
    static readonly TimeSpan RefusedPatience = TimeSpan.FromSeconds(1);

    readonly ConnectionServices _services;
    readonly Wire _wire;
    readonly Session _session;
    Bye? _last;
    volatile PeerKind _kind;
    bool _isTurnedAway;
    long _heard;
    long _pinged;
    long _progress;
    int _readsInTurn;
    bool _hasFinished;
    volatile bool _isReading;
    volatile bool _isDraining;

    /// <param name="id">The number of the connection, for logs.</param>
    /// <param name="address">The other side.</param>
    /// <param name="wire">Its bytes.</param>
    /// <param name="services">What all connections share.</param>
    public Connection(long id, IPAddress address, Wire wire, ConnectionServices services)
    {
        Id = id;
        Address = address;
        _services = services;
        _wire = wire;
        _session = new Session(id, address, ConnectionGate.Network(address), services.Server, new Outbox(wire.SendAsync, Cut, services.Budget, wire.CancelRead));
        Opened = services.Server.Time.GetTimestamp();
        _heard = Opened;
    }

    /// <summary>The number of the connection, for logs.</summary>
    public long Id { get; }

    /// <summary>The other side.</summary>
    public IPAddress Address { get; }

    /// <summary>When it was accepted, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Opened { get; }

    /// <summary>Why it is not let in, or null.</summary>
    public Bye? Refusal { get; init; }

    /// <summary>The nickname, or null before the hello.</summary>
    public Nickname? Nick => _session.Nick;

    /// <summary>Ends the connection with this last line. May be called by anybody, any number of times; the first counts.</summary>
    public void Cut(Bye last)
    {
        if (Interlocked.CompareExchange(ref _last, last, null) is not null) return;
        if (last.Code is { } code && last != Byes.WrongKind) _services.Server.Meters.Refused(code);
        var isOurs = _kind is PeerKind.Unknown or PeerKind.Ours;
        _session.Outbox.Close(isOurs ? last : null, discard: last.Code is RefusalCode.SlowReader or RefusalCode.Timeout or RefusalCode.Resumed);
        _wire.CancelRead();
    }

    /// <summary>Serves the client until it goes or is cut.</summary>
    public async Task RunAsync()
    {
        try
        {
            var mayAsk = await GreetAsync().ConfigureAwait(false);
            if (mayAsk && _kind == PeerKind.Http) await AnswerHttpAsync(_wire.Input).ConfigureAwait(false);
            else if (mayAsk) await ReadAsync(_wire.Input).ConfigureAwait(false);
        }
        catch (AuthenticationException e)
        {
            _services.Server.Meters.FailedHandshakes.Add();
            TurnAway($"its TLS handshake failed: {LogText.Clean(e.InnerException?.Message ?? e.Message)}", []);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The other side vanished; that is told below like any other end.
        }
        catch (Exception e) // the outermost loop: this connection ends, the server goes on
        {
            _services.Log.Failed(e, Id);
        }
        var nick = Nick?.Value ?? "nobody";
        _session.End(_last is null ? "The connection was lost." : Byes.Cause(_last));
        await FinishAsync().ConfigureAwait(false);
        if (_last?.Code is { } code and not RefusalCode.Stopping && !_isTurnedAway) _services.Log.WasCut(Id, Address.ToString(), nick, code);
        else _services.Log.Ended(Id, Address.ToString(), nick, _last is not null ? "goodbye" : _session.Outbox.Failure?.Message ?? "closed by the client");
    }

    /// <summary>Looks at the clock: asks a silent client whether it is there, cuts one that does not answer.</summary>
    public void CheckLife()
    {
        var time = _services.Server.Time;
        var settings = _services.Server.Settings.Current;
        var heard = Heard(time.GetTimestamp());
        var silence = time.GetElapsedTime(heard).TotalSeconds;
        if (Nick is null && time.GetElapsedTime(Opened).TotalSeconds >= settings.HelloSeconds) Cut(Byes.NoHello);
        else if (silence >= settings.IdleSeconds) Cut(Byes.Silent);
        else if (Nick is not null && silence >= settings.PingSeconds && _pinged != heard) Ping(heard);
    }

    /// <summary>
    /// When it was last seen alive. While the server itself does not read, nothing can be heard: a client whose answers wait lives
    /// as long as it takes some of them.
    /// </summary>
    long Heard(long now)
    {
        var progress = _wire.Progress;
        var isBusy = !_isReading && (!_isDraining || progress != _progress);
        _progress = progress;
        if (isBusy) Volatile.Write(ref _heard, now);
        return Volatile.Read(ref _heard);
    }

    void Ping(long heard)
    {
        _pinged = heard;
        _session.Outbox.Post(new PingRequest { Id = "server" });
        _session.Outbox.Pump();
    }

    /// <summary>Finds out what the client speaks, behind TLS if it begins with that; true when it may ask, in lines of ours or over HTTP.</summary>
    async Task<bool> GreetAsync()
    {
        _kind = await ReadKindAsync().ConfigureAwait(false);
        var isPlain = _kind != PeerKind.Tls;
        if (_kind == PeerKind.Tls && _services.Certificates is { } certificates)
        {
            await EncryptAsync(certificates.Current).ConfigureAwait(false);
            _kind = PeerKind.Unknown;
            _kind = await ReadKindAsync().ConfigureAwait(false);
        }
        if (_last is not null) return false;
        var refusal = Refusal ?? (isPlain && !_services.MayBePlain(Address) ? Byes.PlainText : null);
        if (_kind == PeerKind.Http) refusal = Refusal; // shows the same to everybody, or decides by itself
        if (_kind is PeerKind.Ours or PeerKind.Http && refusal is null) return true;
        if (refusal is not null) TurnAway(refusal.Code ?? "", FirstBytes.Answer(_kind, refusal.Text), refusal);
        else if (_kind != PeerKind.Unknown) TurnAway($"it speaks {_kind}", FirstBytes.Answer(_kind, FirstBytes.Sentence));
        return false;
    }

    async Task EncryptAsync(ServerCertificate certificate)
    {
        var meters = _services.Server.Meters;
        meters.PendingHandshakes.Add();
        try
        {
            await _wire.EncryptAsync(certificate.Options).ConfigureAwait(false);
            meters.Handshakes.Add();
        }
        finally
        {
            meters.PendingHandshakes.Add(-1);
        }
    }

    /// <summary>Answers one request over HTTP, without a look at what may follow it.</summary>
    async Task AnswerHttpAsync(PipeReader input)
    {
        while (true)
        {
            var result = await input.ReadAsync().ConfigureAwait(false);
            if (HttpRequest.TryRead(result.Buffer, out var request, out var problem))
            {
                var reply = request is null ? problem : _services.Site.Answer(request, Address);
                _services.Server.Meters.BytesReceived.Add(result.Buffer.Length);
                input.AdvanceTo(result.Buffer.End);
                if (reply is not null) TurnAway(null, reply.Encode(withBody: request?.Method != "HEAD"));
                return;
            }
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted || result.IsCanceled) return;
        }
    }

    /// <summary>One that is refused and silent is taken for one of ours.</summary>
    async Task<PeerKind> ReadKindAsync()
    {
        if (Refusal is null) return await FirstBytes.ReadAsync(_wire.Input, CancellationToken.None).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(RefusedPatience, _services.Server.Time);
        try
        {
            return await FirstBytes.ReadAsync(_wire.Input, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return PeerKind.Unknown;
        }
    }

    /// <summary>Ends it with an answer in its own language: bytes for a client of another kind, the last line for one of ours.</summary>
    /// <param name="reason">What the log says, or null for nothing.</param>
    /// <param name="answer">The bytes.</param>
    /// <param name="last">The last line.</param>
    void TurnAway(string? reason, byte[] answer, Bye? last = null)
    {
        _isTurnedAway = true;
        if (reason is not null) _services.Refusals.Note(Id, Address, reason);
        if (answer.Length > 0) _session.Outbox.Post(answer);
        Cut(last ?? Byes.WrongKind);
    }

    async Task ReadAsync(PipeReader input)
    {
        while (_last is null && _session.Outbox.Failure is null)
        {
            _isReading = true;
            var reading = input.ReadAsync();
            if (HadItsTurn(reading.IsCompleted)) await Task.Yield();
            var result = await reading.ConfigureAwait(false);
            _isReading = false;
            var buffer = result.Buffer;
            if (!buffer.IsEmpty) Volatile.Write(ref _heard, _services.Server.Time.GetTimestamp());
            buffer = await HandleAsync(buffer).ConfigureAwait(false);
            _services.Server.Meters.BytesReceived.Add(result.Buffer.Length - buffer.Length);
            input.AdvanceTo(buffer.Start, buffer.End);
            _session.Outbox.Pump();
            if (result.IsCompleted)
            {
                _hasFinished = true; // it may still read: what it asked is answered first, as far as it takes that
                await _session.Pending.WhenNone().ConfigureAwait(false);
            }
            if (result.IsCompleted || result.IsCanceled) return;
        }
    }

    /// <summary>Handles all whole lines and returns what is left.</summary>
    async ValueTask<ReadOnlySequence<byte>> HandleAsync(ReadOnlySequence<byte> buffer)
    {
        var most = _services.Server.Settings.Current.MaxLineBytes;
        while (_last is null)
        {
            var status = LineFraming.TryRead(ref buffer, out var line, most);
            if (status == LineStatus.TooLong) Cut(Byes.LineTooLong(most));
            if (status != LineStatus.Line) break;
            if (line.IsEmpty) _services.Dispatcher.HandleEmpty(_session);
            else await HandleLine(line).ConfigureAwait(false);
            if (_session.Outbox.WaitingBytes > MaxWaitingBytes) await DrainOutputAsync().ConfigureAwait(false);
            while (_last is null && _session.Brought.TryDequeue(out var request)) await HandleBroughtAsync(request).ConfigureAwait(false);
        }
        return buffer;
    }

    async ValueTask HandleBroughtAsync(Request request)
    {
        await _services.Dispatcher.HandleBroughtAsync(_session, request).ConfigureAwait(false);
        if (_session.Outbox.WaitingBytes > MaxWaitingBytes) await DrainOutputAsync().ConfigureAwait(false);
    }

    /// <summary>No further line is handled before the client has read: so one answer at most is kept above the limit.</summary>
    async Task DrainOutputAsync()
    {
        _isDraining = true;
        _session.Outbox.Pump();
        await _session.Outbox.WhenDrained().ConfigureAwait(false);
        _isDraining = false;
    }

    ValueTask HandleLine(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment) return _services.Dispatcher.HandleAsync(_session, line.FirstSpan);
        var length = (int)line.Length; // bounded by the line limit
        var copy = ArrayPool<byte>.Shared.Rent(length);
        line.CopyTo(copy);
        var handling = _services.Dispatcher.HandleAsync(_session, copy.AsSpan(0, length)); // the line is decoded when this returns
        ArrayPool<byte>.Shared.Return(copy);
        return handling;
    }

    /// <summary>
    /// Lets the last lines go out, then closes in good order: what the client still sends is read and dropped for a moment,
    /// because closing with unread bytes would reset the connection and take the last line away.
    /// </summary>
    async Task FinishAsync()
    {
        _session.Outbox.Close(null, discard: _last is null && !_hasFinished);
        var time = _services.Server.Time;
        var isStopping = _last?.Code == RefusalCode.Stopping;
        var grace = isStopping ? TimeSpan.FromSeconds(_services.Server.Settings.Current.StopSeconds) : LastLine;
        try
        {
            await _session.Outbox.Closed.WaitAsync(grace, time).ConfigureAwait(false);
            using var limit = new CancellationTokenSource(isStopping ? StopLinger : LastLine, time);
            await _wire.FinishAsync().WaitAsync(limit.Token).ConfigureAwait(false);
            if (_last is not null && _session.Outbox.Failure is null) await DrainAsync(_wire.Input, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or IOException or SocketException)
        {
            // It does not read, does not close or is gone: enough was waited.
        }
        catch (Exception e) // the outermost loop, such as a read that a defect has left half done: this connection ends, the server goes on
        {
            _services.Log.Failed(e, Id);
        }
        finally
        {
            await _wire.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether others shall go before: who sends faster than it is read never waits, and would keep the thread for itself.</summary>
    /// <param name="isThere">What comes next has come already.</param>
    bool HadItsTurn(bool isThere)
    {
        _readsInTurn = isThere && _readsInTurn < MaxReadsInTurn ? _readsInTurn + 1 : 0;
        return _readsInTurn == MaxReadsInTurn;
    }

    async Task DrainAsync(PipeReader input, CancellationToken stop)
    {
        while (true)
        {
            var reading = input.ReadAsync(stop);
            if (HadItsTurn(reading.IsCompleted)) await Task.Yield();
            var result = await reading.ConfigureAwait(false);
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted) return;
        }
    }
}
