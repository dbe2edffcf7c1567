using System.Globalization;
using System.Text;

namespace TuiChat.Server.Http;

/// <summary>An answer to an HTTP request; the connection is closed behind it.</summary>
/// <param name="Status">Code and phrase, such as <c>200 OK</c>.</param>
/// <param name="Body">The text, ending with a newline.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Allow">The methods that are allowed, with a 405.</param>
sealed record HttpReply(string Status, string Body, string ContentType = HttpReply.PlainText, string? Allow = null)
{
    const string PlainText = "text/plain; charset=utf-8";

    /// <summary>The bytes to send.</summary>
    /// <param name="withBody">False for HEAD: all but the body (RFC 9110 §9.3.2).</param>
    public byte[] Encode(bool withBody)
    {
        var length = Encoding.UTF8.GetByteCount(Body).ToString(CultureInfo.InvariantCulture);
        var allow = Allow is null ? "" : $"Allow: {Allow}\r\n";
        var head = $"HTTP/1.1 {Status}\r\nContent-Type: {ContentType}\r\nContent-Length: {length}\r\n{allow}Cache-Control: no-store\r\nConnection: close\r\n\r\n";
        return Encoding.UTF8.GetBytes(withBody ? head + Body : head);
    }
}
