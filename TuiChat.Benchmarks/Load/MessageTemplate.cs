using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>
/// The line that a sender sends, with places for the time of sending and a number. They are patched into ready bytes, so that
/// a message costs the generator next to nothing.
/// </summary>
sealed class MessageTemplate
{
    /// <summary>Stands in the line where the time of sending goes, in hexadecimal digits.</summary>
    public const string Time = "<time-now-hex16>";

    /// <summary>Stands in the line where the number of the message goes, in hexadecimal digits.</summary>
    public const string Number = "<number-12->";

    readonly byte[] _line;
    readonly List<int> _times = [], _numbers = [];

    /// <summary>A line with <see cref="Time"/> and <see cref="Number"/> in it, as often as it likes.</summary>
    public MessageTemplate(string line)
    {
        _line = Encoding.ASCII.GetBytes(line);
        Find(line, Time, _times);
        Find(line, Number, _numbers);
    }

    /// <summary>The ready line, stamped with the time now. Valid until the next call.</summary>
    /// <param name="number">Never used before on this server: makes the client id of the message.</param>
    public ReadOnlySpan<byte> Stamp(long number)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var at in _times) Write(now, _line.AsSpan(at, Time.Length));
        foreach (var at in _numbers) Write(number, _line.AsSpan(at, Number.Length));
        return _line;
    }

    /// <summary>Whether the time of sending stands behind the field, and then how long ago that was.</summary>
    public static bool IsStamped(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field, out TimeSpan age)
    {
        age = default;
        var at = line.IndexOf(field);
        if (at < 0 || line.Length < at + field.Length + Time.Length) return false;
        if (!Utf8Parser.TryParse(line.Slice(at + field.Length, Time.Length), out long sent, out _, 'x')) return false;
        age = Stopwatch.GetElapsedTime(sent);
        return true;
    }

    static void Find(string line, string mark, List<int> places)
    {
        for (var at = line.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = line.IndexOf(mark, at + 1, StringComparison.Ordinal)) places.Add(at);
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
