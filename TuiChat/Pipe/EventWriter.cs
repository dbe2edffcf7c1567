using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace TuiChat.Pipe;

/// <summary>
/// Writes events to the standard output as JSON Lines, on a thread of its own, as a reader that stands still holds a write up. What is
/// not taken waits in a short queue, and the caller with it. One caller.
/// </summary>
sealed class EventWriter
{
    /// <summary>128 events that were not written; when it is full the caller waits.</summary>
    const int MaxEvents = 128;

    /// <summary>64 KiB: as much as there is, up to this, goes out in one write; what a pipe holds on Linux.</summary>
    const int MaxWriteBytes = 64 * 1024;

    /// <summary>Text stays readable; control characters of every kind are escaped, as whoever looks at the output may sit at a terminal.</summary>
    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Channel<PipeEvent> _events = Channel.CreateBounded<PipeEvent>(new BoundedChannelOptions(MaxEvents) { SingleReader = true, SingleWriter = true });
    readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to write what comes.</summary>
    public EventWriter(Stream output) => Writing = Task.Factory.StartNew(() => WriteAsync(output), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    /// <summary>Completes when nobody takes events any more.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Completes when all is written after <see cref="Complete"/>, or nobody takes it.</summary>
    public Task Writing { get; }

    /// <summary>Puts an event in line; waits while the reader stands still.</summary>
    public ValueTask WriteAsync(PipeEvent happened, CancellationToken cancellation) => _events.Writer.WriteAsync(happened, cancellation);

    /// <summary>Nobody reads any more: nothing else is written.</summary>
    public void Break() => _broken.TrySetResult();

    /// <summary>Nothing follows but this, if there is room for it.</summary>
    public void Complete(PipeEvent last)
    {
        _events.Writer.TryWrite(last);
        _events.Writer.TryComplete();
    }

    /// <summary>The line of an event, with its newline.</summary>
    public static void Encode(IBufferWriter<byte> output, PipeEvent happened)
    {
        using (var writer = new Utf8JsonWriter(output, Json)) JsonSerializer.Serialize(writer, happened, PipeJson.Default.PipeEvent);
        output.Write("\n"u8);
    }

    async Task WriteAsync(Stream output)
    {
        var bytes = new ArrayBufferWriter<byte>(MaxWriteBytes);
        try
        {
            while (await _events.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                bytes.ResetWrittenCount();
                while (bytes.WrittenCount < MaxWriteBytes && _events.Reader.TryRead(out var happened)) Encode(bytes, happened);
                if (!Broken.IsCompleted) output.Write(bytes.WrittenSpan);
            }
        }
        catch (IOException)
        {
            Break(); // the pipe is closed: whoever reads has had enough
        }
    }
}
