using System.Threading.Channels;
using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>
/// Cuts the standard input into lines, on a thread of its own that waits until each line is taken: what is not taken is not read,
/// and its writer waits. The last line needs no newline.
/// </summary>
sealed class InputLines
{
    readonly Channel<InputLine> _lines = Channel.CreateBounded<InputLine>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });

    /// <summary>Begins to read. Nobody waits for the reading: a read from a terminal ends when somebody types.</summary>
    public InputLines(Stream input) => Reading = Task.Factory.StartNew(() => ReadAsync(input), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    /// <summary>The lines; complete at the end of the input.</summary>
    public ChannelReader<InputLine> Lines => _lines.Reader;

    /// <summary>The reading itself.</summary>
    public Task Reading { get; }

    async Task ReadAsync(Stream input)
    {
        var buffer = new byte[Limits.MaxLineBytes + 2]; // a line, and \r\n
        int filled = 0, read;
        var number = 0L;
        var isTooLong = false;
        try
        {
            while ((read = input.Read(buffer, filled, buffer.Length - filled)) > 0)
            {
                filled += read;
                var start = 0;
                int end;
                while ((end = Array.IndexOf(buffer, (byte)'\n', start, filled - start)) >= 0)
                {
                    await GiveAsync(++number, buffer, start, end, isTooLong).ConfigureAwait(false);
                    (start, isTooLong) = (end + 1, false);
                }
                filled -= start;
                Buffer.BlockCopy(buffer, start, buffer, 0, filled);
                if (filled < buffer.Length) continue;
                (filled, isTooLong) = (0, true);
            }
            if (filled > 0 || isTooLong) await GiveAsync(++number, buffer, 0, filled, isTooLong).ConfigureAwait(false);
            _lines.Writer.TryComplete();
        }
        catch (IOException e)
        {
            _lines.Writer.TryComplete(e);
        }
    }

    ValueTask GiveAsync(long number, byte[] buffer, int start, int end, bool isTooLong)
    {
        if (end > start && buffer[end - 1] == '\r') end--;
        isTooLong |= end - start > Limits.MaxLineBytes;
        return _lines.Writer.WriteAsync(new InputLine(number, isTooLong ? default : buffer[start..end], isTooLong));
    }
}
