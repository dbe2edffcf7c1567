using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Where a server listens, as a person types it.</summary>
/// <param name="Host">A host name or an IP address, IPv6 without brackets.</param>
/// <param name="Port">1–65535.</param>
sealed record ServerAddress(string Host, int Port)
{
    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[::1]</c>, <c>[::1]:port</c> and a bare IPv6 address.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ServerAddress? address, [NotNullWhen(false)] out string? problem, int defaultPort = Limits.DefaultPort)
    {
        address = null;
        problem = null;
        text = text?.Trim() ?? "";
        var (host, port) = Split(text);
        if (host.Length == 0 || host.Length > 253 || host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '@'))
            problem = "Type the server's name or address, for example 192.168.1.20 or chat.example.org:9001.";
        else if (port is null)
            address = new ServerAddress(host, defaultPort);
        else if (TryParsePort(port, out var number))
            address = new ServerAddress(host, number);
        else
            problem = $"The port behind the colon is a number from 1 to 65535, not “{port}”.";
        return address is not null;
    }

    /// <summary>Reads a port, 1–65535.</summary>
    public static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536;

    /// <summary>The form that <see cref="TryParse"/> reads; the default port is left out.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return Port == Limits.DefaultPort ? host : $"{host}:{Port}";
    }

    /// <summary>Host and port, the default port too.</summary>
    public string ToEndPoint() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    static (string Host, string? Port) Split(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            var rest = text[(end + 1)..];
            return rest.Length == 0 ? (text[1..end], null) : rest[0] == ':' ? (text[1..end], rest[1..]) : ("", null);
        }
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || colon != text.LastIndexOf(':') ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
