using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using TuiChat.Server.Metrics;

namespace TuiChat.Server.Connections;

/// <summary>
/// The bytes of one connection, in and out: as they come, or inside TLS once that has begun. Read by the read loop, written by
/// one writer at a time, cancelled by anybody.
/// </summary>
sealed class Wire : IAsyncDisposable
{
    /// <summary>Flags: a read was cancelled; a handshake is under way, which does not read through <see cref="Input"/>.</summary>
    const int Cancelled = 1, Handshaking = 2;

    static readonly StreamPipeReaderOptions Options = new(leaveOpen: true, useZeroByteReads: true); // a silent connection holds no buffer

    readonly Socket _socket;
    readonly NetworkStream _stream;
    readonly PipeReader _input;
    readonly SocketOutput _output;
    readonly Counter _sent;
    volatile Encryption? _encryption;
    int _state;

    /// <param name="socket">The connection; owned from here on.</param>
    /// <param name="bufferBytes">The most the system may buffer for sending, or 0 to leave it to the system.</param>
    /// <param name="sent">Counts what leaves, without what TLS adds.</param>
    public Wire(Socket socket, int bufferBytes, Counter sent)
    {
        _socket = socket;
        _sent = sent;
        socket.NoDelay = true; // what goes together is put together by the outbox
        _stream = new NetworkStream(socket, ownsSocket: false);
        _input = PipeReader.Create(_stream, Options);
        _output = new SocketOutput(socket, bufferBytes);
    }

    /// <summary>What the other side says; after <see cref="EncryptAsync"/> what it says inside TLS.</summary>
    public PipeReader Input => _encryption?.Input ?? _input;

    /// <inheritdoc cref="SocketOutput.Progress"/>
    public long Progress => _output.Progress;

    /// <inheritdoc cref="SocketOutput.SendAsync"/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _sent.Add(bytes.Length);
        return _encryption?.Stream.WriteAsync(bytes) ?? _output.SendAsync(bytes);
    }

    /// <summary>Shakes hands; nothing else is read or written meanwhile.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The sides did not agree; the other one was told by an alert.</exception>
    /// <exception cref="IOException">The other side broke off.</exception>
    /// <exception cref="OperationCanceledException">The connection was cut meanwhile.</exception>
    public async Task EncryptAsync(SslServerAuthenticationOptions options)
    {
        if ((Interlocked.Or(ref _state, Handshaking) & Cancelled) != 0) throw new OperationCanceledException("The connection was cut.");
        var stream = new SslStream(new TransportStream(_input, _stream, _output), leaveInnerStreamOpen: true);
        try
        {
            await stream.AuthenticateAsServerAsync(options).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        _encryption = new Encryption(stream, PipeReader.Create(stream, Options));
        if ((Interlocked.And(ref _state, ~Handshaking) & Cancelled) != 0) Input.CancelPendingRead();
    }

    /// <summary>Wakes the read that waits, or the next one. A handshake under way finds that nothing more comes.</summary>
    public void CancelRead()
    {
        if ((Interlocked.Or(ref _state, Cancelled) & Handshaking) == 0) Input.CancelPendingRead();
        else _output.Shut(SocketShutdown.Receive);
    }

    /// <summary>Tells the other side that nothing more comes. Nothing is being written.</summary>
    public async Task FinishAsync()
    {
        if (_encryption is { } encryption) await encryption.Stream.ShutdownAsync().ConfigureAwait(false);
        _output.Shut(SocketShutdown.Send);
    }

    /// <summary>Ends the connection at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (_encryption is { } encryption) await encryption.Stream.DisposeAsync().ConfigureAwait(false);
        await Input.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>TLS around the connection, and what comes out of it.</summary>
    sealed record Encryption(SslStream Stream, PipeReader Input);
}
