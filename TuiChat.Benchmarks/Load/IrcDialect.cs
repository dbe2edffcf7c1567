using System.Globalization;
using System.Text;

namespace TuiChat.Benchmarks.Load;

/// <summary>IRC as in RFC 1459: the sender of a message does not get it back, and nothing says that it was taken.</summary>
sealed class IrcDialect : Dialect
{
    /// <inheritdoc/>
    public override int Answers => 0;

    /// <inheritdoc/>
    public override string Greeting(int number, string? room) => string.Create(CultureInfo.InvariantCulture, $"NICK n{number}\r\nUSER n 0 * :n\r\n");

    /// <inheritdoc/>
    public override string Join(string room) => $"JOIN #{room}\r\n";

    /// <inheritdoc/>
    public override bool IsIn(ReadOnlySpan<byte> line, string? room, out string? reply)
    {
        reply = line.StartsWith("PING "u8) ? $"PONG {Encoding.UTF8.GetString(line[5..])}\r\n" : null;
        if (IsFrom(line, "376"u8) || IsFrom(line, "422"u8)) // the end of the message of the day, or that there is none
        {
            if (room is null) return true;
            reply = Join(room);
        }
        return IsFrom(line, "366"u8); // the end of the names of a room
    }

    /// <inheritdoc/>
    public override MessageTemplate Message(string room) => new($"PRIVMSG #{room} :{Text}\r\n");

    /// <inheritdoc/>
    public override bool IsMessage(ReadOnlySpan<byte> line) => IsFrom(line, "PRIVMSG "u8);

    /// <inheritdoc/>
    public override bool IsMessage(ReadOnlySpan<byte> line, out TimeSpan age)
    {
        age = default;
        return IsMessage(line) && MessageTemplate.IsStamped(line, " :"u8, out age);
    }

    /// <inheritdoc/>
    public override bool IsStored(ReadOnlySpan<byte> line, out TimeSpan age)
    {
        age = default;
        return false;
    }

    /// <inheritdoc/>
    public override bool IsGone(ReadOnlySpan<byte> line, int number) =>
        IsFrom(line, "QUIT"u8) && line.StartsWith(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $":n{number}!")));

    /// <inheritdoc/>
    public override bool IsRefusal(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("ERROR "u8)) return true;
        var code = line.IndexOf((byte)' ') is >= 0 and var space ? line[(space + 1)..] : default;
        return code is [(byte)'4', >= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9', (byte)' ', ..] && !code.StartsWith("422"u8);
    }

    /// <inheritdoc/>
    public override int Hearers(int members) => members - 1;

    static bool IsFrom(ReadOnlySpan<byte> line, ReadOnlySpan<byte> command)
    {
        var space = line.IndexOf((byte)' ');
        return line.StartsWith(":"u8) && space >= 0 && line[(space + 1)..].StartsWith(command);
    }
}
