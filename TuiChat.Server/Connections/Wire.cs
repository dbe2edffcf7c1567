using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using TuiChat.Server.Metrics;

namespace TuiChat.Server.Connections;

/// <summary>
/// The bytes of one connection, in and out: as they come, or inside TLS once that has begun. Read by the read loop, written by
/// one writer at a time, cancelled and aborted by anybody.
/// </summary>
sealed class Wire
{
    readonly ConnectionContext _context;
    readonly SocketOutput _output;
    readonly Counter _sent;
    volatile Encryption? _encryption;

    /// <param name="context">The transport; ends with the connection.</param>
    /// <param name="output">Where bytes leave.</param>
    /// <param name="sent">Counts them, without what TLS adds.</param>
    public Wire(ConnectionContext context, SocketOutput output, Counter sent)
    {
        _sent = sent;
        _context = context;
        _output = output;
    }

    /// <summary>What the other side says; after <see cref="EncryptAsync"/> what it says inside TLS.</summary>
    public PipeReader Input => _encryption?.Input ?? _context.Transport.Input;

    /// <summary>Whether TLS has begun.</summary>
    public bool IsEncrypted => _encryption is not null;

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
        var stream = new SslStream(new TransportStream(_context.Transport.Input, _output), leaveInnerStreamOpen: true);
        try
        {
            await stream.AuthenticateAsServerAsync(options).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        _encryption = new Encryption(stream, PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true)));
    }

    /// <summary>Wakes the read that waits, or the next one.</summary>
    public void CancelRead() => Input.CancelPendingRead();

    /// <summary>Tells the other side that nothing more comes. Nothing is being written.</summary>
    public async Task FinishAsync()
    {
        if (_encryption is { } encryption) await encryption.Stream.ShutdownAsync().ConfigureAwait(false);
        _output.Finish();
    }

    /// <summary>Ends the connection at once.</summary>
    public async Task AbortAsync()
    {
        _context.Abort();
        if (_encryption is { } encryption) await encryption.Stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>TLS around the connection, and what comes out of it.</summary>
    sealed record Encryption(SslStream Stream, PipeReader Input);
}
