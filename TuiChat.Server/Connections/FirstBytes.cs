using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using TuiChat.Server.Http;

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

    /// <summary>What a client of another kind is told who is not refused for another reason.</summary>
    public static string Sentence => "This is a TuiChat server. Connect with tuichat, or send lines of JSON such as {\"t\":\"about\"}.";

    /// <summary>A TLS alert (RFC 8446 §6): fatal, handshake_failure. For one who wants TLS where there is none.</summary>
    static ReadOnlySpan<byte> Alert => [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];

    /// <summary>Waits until the kind can be told; takes nothing out of the pipe.</summary>
    /// <returns>The kind, or <see cref="PeerKind.Unknown"/> when no more comes or the read was cancelled by <see cref="PipeReader.CancelPendingRead"/>.</returns>
    public static async Task<PeerKind> ReadAsync(PipeReader input, CancellationToken stop)
    {
        while (true)
        {
            var result = await input.ReadAsync(stop).ConfigureAwait(false);
            var kind = Classify(result.Buffer);
            input.AdvanceTo(result.Buffer.Start, kind == PeerKind.Unknown ? result.Buffer.End : result.Buffer.Start);
            if (kind != PeerKind.Unknown || result.IsCompleted || result.IsCanceled) return kind;
        }
    }

    /// <summary>What one is told, in its own language, before the connection is closed; nothing for one of ours, who gets a last line.</summary>
    public static byte[] Answer(PeerKind kind, string sentence) => kind switch
    {
        PeerKind.Http => new HttpReply("503 Service Unavailable", sentence + "\n").Encode(withBody: true),
        PeerKind.Irc => Encoding.UTF8.GetBytes($"ERROR :{sentence}\r\n"),
        PeerKind.Ssh => Encoding.UTF8.GetBytes($"{sentence}\r\n"),
        PeerKind.Tls => Alert.ToArray(),
        PeerKind.Unknown or PeerKind.Ours => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    static PeerKind Classify(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(Most, buffer.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        return Classify(start);
    }

    static IEnumerable<(byte[] Start, PeerKind Kind)> Rows(PeerKind kind, params string[] starts) =>
        starts.Select(start => (Encoding.ASCII.GetBytes(start), kind));
}
