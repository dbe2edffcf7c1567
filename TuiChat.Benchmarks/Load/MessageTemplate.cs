using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>
/// The line that a sender sends: 100 bytes of text that begin with the time of sending, a request id and a client id as real
/// clients give. Numbers are patched into ready bytes, so that a message costs the generator next to nothing.
/// </summary>
sealed class MessageTemplate
{
    const int Hex = 16, TextBytes = 100;

    readonly byte[] _line;
    readonly int _id, _cid, _stamp;

    /// <summary>The line for a room.</summary>
    public MessageTemplate(string room)
    {
        var zero = new string('0', Hex);
        var line = $$"""
            {"t":"send","id":"{{zero}}","room":"{{room}}","text":"{{zero}}{{new string('x', TextBytes - Hex)}}","cid":"0193a5c0-0000-7000-8000-{{zero[..12]}}"}
            """ + "\n";
        _line = Encoding.UTF8.GetBytes(line);
        _id = line.IndexOf("\"id\":\"", StringComparison.Ordinal) + 6;
        _stamp = line.IndexOf("\"text\":\"", StringComparison.Ordinal) + 8;
        _cid = line.IndexOf("-8000-", StringComparison.Ordinal) + 6;
    }

    /// <summary>The ready line, stamped with the time now. Valid until the next call.</summary>
    /// <param name="number">Never used before on this server: the client id of the message.</param>
    public ReadOnlySpan<byte> Stamp(long number)
    {
        var now = Stopwatch.GetTimestamp();
        Write(now, _line.AsSpan(_id, Hex));
        Write(now, _line.AsSpan(_stamp, Hex));
        Write(number, _line.AsSpan(_cid, 12));
        return _line;
    }

    /// <summary>Whether the line is a message, and then how long it has been on its way.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> line, out TimeSpan age) => IsStamped(line, "{\"t\":\"msg\""u8, "\"text\":\""u8, out age);

    /// <summary>Whether the line says that a message is stored, and then how long after it was sent.</summary>
    public static bool IsStored(ReadOnlySpan<byte> line, out TimeSpan age) => IsStamped(line, "{\"t\":\"ok\""u8, "\"re\":\""u8, out age);

    static bool IsStamped(ReadOnlySpan<byte> line, ReadOnlySpan<byte> start, ReadOnlySpan<byte> field, out TimeSpan age)
    {
        age = default;
        if (!line.StartsWith(start)) return false;
        var at = line.IndexOf(field);
        if (at < 0 || !Utf8Parser.TryParse(line[(at + field.Length)..], out long sent, out _, 'x')) return true;
        age = Stopwatch.GetElapsedTime(sent);
        return true;
    }

    static void Write(long value, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>>= 4;
        }
    }
}
