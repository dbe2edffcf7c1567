using System.Buffers;
using System.IO.Pipelines;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Asks a server about itself on a line on which nothing has been said yet. Nothing secret is sent, and the line is of no use afterwards.</summary>
static class AboutQuestion
{
    /// <summary>Asks and reads one line; null when what answers is no server of ours.</summary>
    public static async Task<ServerInfo?> AskAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(MessageCodec.Encode(new AboutRequest { Id = "about" }), cancellation).ConfigureAwait(false);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            var status = LineFraming.TryRead(ref buffer, out var line);
            if (status == LineStatus.Line) return MessageCodec.Decode(line.ToArray()).Message as ServerInfo;
            if (status == LineStatus.TooLong || read.IsCompleted) return null;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
