using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Server.Connections;

/// <summary>Tells clients of other kinds by their first bytes and knows what to answer them in their own language.</summary>
static class FirstBytes
{
    /// <summary>8 bytes tell all kinds apart; no more are looked at.</summary>
    public const int Most = 8;

    static readonly (byte[] Start, PeerKind Kind)[] Starts =
    [
        ([0x16, 0x03], PeerKind.Tls), // RFC 8446 §5.1: handshake, legacy version 3.x
        .. Rows(PeerKind.Http, "GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "TRACE ", "PRI * "),
        .. Rows(PeerKind.Irc, "NICK ", "USER ", "PASS ", "CAP "),
        .. Rows(PeerKind.Ssh, "SSH-"),
    ];

    /// <summary>Decides, or says <see cref="PeerKind.Unknown"/> when more bytes are needed.</summary>
    /// <param name="start">The first bytes, at most <see cref="Most"/>.</param>
    public static PeerKind Classify(ReadOnlySpan<byte> start)
    {
        var isOpen = start.IsEmpty;
        foreach (var (expected, kind) in Starts)
        {
            var length = Math.Min(expected.Length, start.Length);
            if (!Ascii.EqualsIgnoreCase(start[..length], expected.AsSpan(0, length)) && !start[..length].SequenceEqual(expected.AsSpan(0, length))) continue;
            if (length == Math.Min(expected.Length, Most)) return kind;
            isOpen = true;
        }
        return isOpen ? PeerKind.Unknown : PeerKind.Ours;
    }

    /// <summary>What a client of another kind is told before the connection is closed.</summary>
    public static byte[] Answer(PeerKind kind) => kind switch
    {
        PeerKind.Http => Encoding.UTF8.GetBytes(HttpAnswer(Sentence + "\n")),
        PeerKind.Irc => Encoding.UTF8.GetBytes($"ERROR :{Sentence}\r\n"),
        PeerKind.Ssh => Encoding.UTF8.GetBytes($"{Sentence}\r\n"),
        PeerKind.Tls => MessageCodec.Encode(new Bye { Text = "This server does not speak TLS yet. Connect without it." }),
        PeerKind.Unknown or PeerKind.Ours => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    static string Sentence => "This is a TuiChat server. Connect with tuichat, or send lines of JSON such as {\"t\":\"about\"}.";

    static string HttpAnswer(string body) =>
        $"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    static IEnumerable<(byte[] Start, PeerKind Kind)> Rows(PeerKind kind, params string[] starts) =>
        starts.Select(start => (Encoding.ASCII.GetBytes(start), kind));
}
