using System.Buffers;
using System.Text;

namespace TuiChat.Server.Http;

/// <summary>The first line of an HTTP/1.x request whose head was found good. What follows the head is never looked at.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Path">The target without a query.</param>
sealed record HttpRequest(string Method, string Path)
{
    /// <summary>8 KiB: the head of a request; ours have a few hundred bytes.</summary>
    public const int MaxHeadBytes = 8 * 1024;

    const int MaxHeaders = 64;

    static readonly SearchValues<char> TokenChars =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"); // RFC 9110 §5.6.2

    /// <summary>Reads a head.</summary>
    /// <param name="buffer">What has come so far.</param>
    /// <param name="request">The request, when it is whole and good.</param>
    /// <param name="problem">What to answer when it is not.</param>
    /// <returns>True when one of both is there; false when more bytes are needed.</returns>
    public static bool TryRead(ReadOnlySequence<byte> buffer, out HttpRequest? request, out HttpReply? problem)
    {
        (request, problem) = (null, null);
        var start = buffer.Slice(0, Math.Min(buffer.Length, MaxHeadBytes)).ToArray();
        var end = start.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0 && buffer.Length < MaxHeadBytes) return false;
        problem = end < 0
            ? new HttpReply("431 Request Header Fields Too Large", $"The head of a request has at most {MaxHeadBytes} bytes here.\n")
            : Parse(Encoding.Latin1.GetString(start, 0, end), out request);
        return true;
    }

    static HttpReply? Parse(string head, out HttpRequest? request)
    {
        request = null;
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, var target, var version] || !IsToken(method) || target.Length == 0) return Bad("The first line is no request.");
        if (version is not ("HTTP/1.1" or "HTTP/1.0")) return new HttpReply("505 HTTP Version Not Supported", "This server speaks HTTP/1.1.\n");
        if (target.AsSpan().ContainsAnyExceptInRange('!', '~')) return Bad("The target holds characters that do not belong there.");
        if (lines.Length - 1 > MaxHeaders) return new HttpReply("431 Request Header Fields Too Large", $"A request has at most {MaxHeaders} header fields here.\n");
        var hosts = 0;
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !IsToken(line.AsSpan(0, colon)) || line.Any(c => c < ' ' && c != '\t')) return Bad("A header field is malformed.");
            if (line.AsSpan(0, colon).Equals("host", StringComparison.OrdinalIgnoreCase)) hosts++;
        }
        if (hosts > 1 || (hosts == 0 && version == "HTTP/1.1")) return Bad("A request names its host once."); // RFC 9112 §3.2
        request = new HttpRequest(method, target.Split('?')[0]);
        return null;
    }

    static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenChars);

    static HttpReply Bad(string why) => new("400 Bad Request", why + "\n");
}
