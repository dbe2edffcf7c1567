using System.Buffers;
using System.IO.Pipelines;

namespace TuiChat.Server.Connections;

/// <summary>
/// The encrypted bytes of a connection as the stream that TLS wants: reads from the transport's pipe, writes straight to the
/// socket. One read and one write at a time. A read of nothing waits for something, so that a silent connection holds no buffer.
/// </summary>
sealed class TransportStream(PipeReader input, SocketOutput output) : Stream
{
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
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
        var length = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var ready = result.Buffer.Slice(0, length);
        ready.CopyTo(buffer.Span);
        input.AdvanceTo(ready.End); // from here on its segments may be another's
        if (result.IsCanceled) throw new OperationCanceledException("The connection is being cut.");
        return length;
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
