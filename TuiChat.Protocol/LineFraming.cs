using System.Buffers;

namespace TuiChat.Protocol;

/// <summary>What <see cref="LineFraming.TryRead"/> found at the start of a buffer.</summary>
public enum LineStatus
{
    /// <summary>No newline yet, and still room for one.</summary>
    NeedMore,

    /// <summary>A whole line.</summary>
    Line,

    /// <summary>More bytes than a line may have, and no newline among them.</summary>
    TooLong,
}

/// <summary>Cuts a stream of bytes into lines at <c>\n</c>; a <c>\r</c> before it is dropped.</summary>
public static class LineFraming
{
    /// <summary>
    /// Takes the first line off <paramref name="buffer"/>. On <see cref="LineStatus.Line"/> the buffer starts behind its
    /// newline; otherwise it is left as it was.
    /// </summary>
    /// <param name="buffer">What was received and not yet taken.</param>
    /// <param name="line">The line without newline; it points into the buffer.</param>
    /// <param name="maxBytes">The longest line allowed, its newline not counted.</param>
    public static LineStatus TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line, int maxBytes = Limits.MaxLineBytes)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is not { } end) return buffer.Length > maxBytes + 1 ? LineStatus.TooLong : LineStatus.NeedMore;
        line = buffer.Slice(0, end);
        if (line.Length > 0 && LastByte(line) == (byte)'\r') line = line.Slice(0, line.Length - 1);
        if (line.Length > maxBytes) return LineStatus.TooLong;
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return LineStatus.Line;
    }

    static byte LastByte(ReadOnlySequence<byte> line) => line.Slice(line.Length - 1).FirstSpan[0];
}
