using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TuiChat.Protocol;

/// <summary>
/// Where a server is, which room to go to, and what its key is known by, in one line that people pass on:
/// <c>tuichat://host:port/room?fp=…</c>. Room and fingerprint may be missing, and so may the default port.
/// </summary>
public sealed record InviteLink
{
    /// <summary>What every link begins with.</summary>
    public const string Scheme = "tuichat://";

    /// <summary>1,024 characters: the longest host, a room of 32 escaped code points and a fingerprint need fewer.</summary>
    public const int MaxChars = 1024;

    /// <summary>253 characters: the longest host name (RFC 1035 §2.3.4).</summary>
    const int MaxHostChars = 253;

    InviteLink(string host, int port, RoomName? room, Fingerprint? fingerprint)
    {
        Host = host;
        Port = port;
        Room = room;
        Fingerprint = fingerprint;
    }

    /// <summary>A host name in lower case, or an IP address, IPv6 without brackets.</summary>
    public string Host { get; }

    /// <summary>1–65535.</summary>
    public int Port { get; }

    /// <summary>The room to go to, or null.</summary>
    public RoomName? Room { get; }

    /// <summary>What the server's key is known by, or null when the link does not say.</summary>
    public Fingerprint? Fingerprint { get; }

    /// <summary>Whether a text means to be a link, right or wrong, and not an address or a name.</summary>
    public static bool IsMeant(string? text) => text?.TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Makes a link.</summary>
    /// <exception cref="ArgumentException">The host or the port is none that a link can hold.</exception>
    public static InviteLink Create(string host, int port = Limits.DefaultPort, RoomName? room = null, Fingerprint? fingerprint = null)
    {
        if (Canonical(host) is not { } canonical) throw new ArgumentException($"“{host}” cannot stand in a link.", nameof(host));
        if (port is < 1 or > 65535) throw new ArgumentOutOfRangeException(nameof(port), port, "A port is a number from 1 to 65535.");
        return new InviteLink(canonical, port, room, fingerprint);
    }

    /// <summary>Reads a link; on false <paramref name="problem"/> is a sentence for a person. What a link should not hold is refused, not left out.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out InviteLink? link, [NotNullWhen(false)] out string? problem)
    {
        problem = Read(text?.Trim() ?? "", out link);
        return problem is null;
    }

    /// <summary>The one way to write this link, in ASCII, as <see cref="TryParse"/> reads it.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        var port = Port == Limits.DefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        var room = Room is { } name ? $"/{Uri.EscapeDataString(name.Value)}" : "";
        var fingerprint = Fingerprint is { } known ? $"?fp={known.Digits}" : "";
        return Scheme + host + port + room + fingerprint;
    }

    static string? Read(string text, out InviteLink? link)
    {
        link = null;
        if (!IsMeant(text)) return $"An invite link begins with {Scheme}.";
        if (text.Length > MaxChars) return $"The link is longer than {MaxChars} characters; that is no invite of TuiChat.";
        var rest = text[Scheme.Length..];
        if (rest.AsSpan().ContainsAnyExceptInRange('!', '~')) return "The link holds a space or a character that does not belong into a link. Copy it again as a whole.";
        if (rest.Contains('#', StringComparison.Ordinal)) return "The link holds a # that does not belong there; the room stands behind a slash.";
        var (path, query) = Cut(rest, '?');
        var (authority, roomText) = Cut(path, '/');
        if (ReadFingerprint(query, out var fingerprint) is { } wrongQuery) return wrongQuery;
        if (ReadRoom(roomText, out var room) is { } wrongRoom) return wrongRoom;
        if (SplitPort(authority, out var host, out var port) is { } wrongPort) return wrongPort;
        if (Canonical(host) is not { } canonical) return host.Length == 0 ? "The link names no host." : $"“{host}” in the link is no host name and no IP address.";
        link = new InviteLink(canonical, port, room, fingerprint);
        return null;
    }

    static string? ReadFingerprint(string? query, out Fingerprint? fingerprint)
    {
        fingerprint = null;
        if (query is null) return null;
        if (!query.StartsWith("fp=", StringComparison.Ordinal) || query.Contains('&', StringComparison.Ordinal))
            return "Behind the question mark of the link only fp=… is known. Perhaps a newer TuiChat made it; copy it again, or update.";
        var digits = query["fp=".Length..];
        if (digits.Contains(':', StringComparison.Ordinal) || !Protocol.Fingerprint.TryParse(digits, out var known))
            return "The fingerprint in the link (fp=…) is not whole: it has 43 letters, digits, - and _. Copy the link again.";
        fingerprint = known;
        return null;
    }

    static string? ReadRoom(string? text, out RoomName? room)
    {
        room = null;
        if (text is null or "") return null;
        if (!RoomName.TryParse(Uri.UnescapeDataString(text), out var name, out var problem)) return $"The room in the link is wrong. {problem}";
        room = name;
        return null;
    }

    static string? SplitPort(string authority, out string host, out int port)
    {
        (host, port) = (authority, Limits.DefaultPort);
        var colon = authority.LastIndexOf(':');
        if (authority.StartsWith('['))
        {
            var end = authority.IndexOf(']', StringComparison.Ordinal);
            if (end < 0) return "The IPv6 address in the link lacks its closing bracket.";
            host = authority[1..end];
            if (!host.Contains(':', StringComparison.Ordinal)) return "Only an IPv6 address stands in brackets.";
            if (end == authority.Length - 1) return null;
            if (authority[end + 1] != ':') return "Behind the bracket of the address only a colon and the port may follow.";
            colon = end + 1;
        }
        else if (colon < 0) return null;
        else host = authority[..colon];
        if (!authority.StartsWith('[') && host.Contains(':', StringComparison.Ordinal)) return "An IPv6 address stands in brackets in a link, such as tuichat://[2001:db8::1].";
        var digits = authority[(colon + 1)..];
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536) return null;
        return $"The port in the link is a number from 1 to 65535, not “{digits}”.";
    }

    /// <summary>The one form of a host, or null when it is none: an address is written as the framework does, a name in lower case.</summary>
    static string? Canonical(string host)
    {
        if (host.Length is 0 or > MaxHostChars) return null;
        if (host.Contains(':', StringComparison.Ordinal))
        {
            // A scope belongs to one machine and means nothing on another.
            return !host.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ToString() : null;
        }
        return host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && char.IsAsciiLetterOrDigit(host[0]) ? host.ToLowerInvariant() : null;
    }

    static (string Before, string? After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }
}
