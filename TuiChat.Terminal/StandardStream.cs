using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>
/// A standard stream of the process for plain lines, without the framework's console, which would set modes on the terminal. Writes
/// go to where the descriptor stands, which other programs that share it move as well. One thread at a time.
/// </summary>
public sealed unsafe class StandardStream : Stream
{
    readonly int _descriptor;
    readonly nint _handle;

    /// <summary>Opens one.</summary>
    /// <param name="descriptor">0 to read, 1 or 2 to write.</param>
    public StandardStream(int descriptor)
    {
        _descriptor = descriptor;
        // STD_INPUT_HANDLE is -10, STD_OUTPUT_HANDLE -11, STD_ERROR_HANDLE -12.
        if (OperatingSystem.IsWindows()) _handle = Kernel32.GetStandardHandle(-10 - descriptor);
    }

    /// <inheritdoc/>
    public override bool CanRead => _descriptor == 0;

    /// <inheritdoc/>
    public override bool CanWrite => _descriptor != 0;

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

    /// <summary>
    /// What reads the pipe that is written to is gone, as far as that can be told without writing (POLLERR); elsewhere the next write tells.
    /// </summary>
    public bool IsReaderGone => OperatingSystem.IsLinux() && Libc.HasError(_descriptor);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>Reads what is there, waiting for the first byte; 0 at the end, and when the terminal is gone.</summary>
    public override int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            if (OperatingSystem.IsWindows()) return Kernel32.ReadFile(_handle, start, (uint)buffer.Length, out uint count, 0) != 0 ? (int)count : 0;

            while (true)
            {
                nint read = Libc.Read(_descriptor, start, (nuint)buffer.Length);
                if (read >= 0) return (int)read;
                if (!MayTryAgain(Libc.PollIn)) return 0;
            }
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Writes all bytes; throws an <see cref="IOException"/> when nobody takes them.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int written = WriteSome(buffer);
            buffer = buffer[written..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    int WriteSome(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            if (OperatingSystem.IsWindows())
                return Kernel32.WriteFile(_handle, start, (uint)buffer.Length, out uint count, 0) != 0 ? (int)count : throw Failed();
            nint written = Libc.Write(_descriptor, start, (nuint)buffer.Length);
            return written >= 0 ? (int)written : MayTryAgain(Libc.PollOut) ? 0 : throw Failed();
        }
    }

    // Somebody may have set the shared descriptor to non-blocking: then it is waited for.
    bool MayTryAgain(short events)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == Libc.TryAgain) _ = Libc.Wait(_descriptor, events, -1, -1, out _, out _);
        return error == Libc.Interrupted || error == Libc.TryAgain;
    }

    static IOException Failed() => new($"Could not write: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
