using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace TuiChat.Server.Connections;

/// <summary>
/// The encrypted bytes of a connection as the stream that TLS wants: first those that were looked at already, then straight from
/// the socket, and to it. One read and one write at a time. A read of nothing waits for something, so that a silent connection holds no buffer.
/// </summary>
/// <param name="input">What was read before it was known that TLS begins; all of it, for nothing more is read through it.</param>
/// <param name="socket">What comes after that.</param>
/// <param name="output">Where bytes leave.</param>
sealed class TransportStream(PipeReader input, NetworkStream socket, SocketOutput output) : Stream
{
    bool _isTaken;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isTaken || !input.TryRead(out var result)) return socket.ReadAsync(buffer, cancellationToken);
        var length = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var ready = result.Buffer.Slice(0, length);
        ready.CopyTo(buffer.Span);
        _isTaken = length == result.Buffer.Length;
        input.AdvanceTo(ready.End); // from here on its segments may be another's
        return ValueTask.FromResult(length);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => output.SendAsync(buffer);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
