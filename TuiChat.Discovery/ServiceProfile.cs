using System.Text.RegularExpressions;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery;

/// <summary>What to announce.</summary>
public sealed partial record ServiceProfile
{
    /// <param name="type">Service type and protocol, as <c>_tuichat._tcp</c> (RFC 6763 §7).</param>
    /// <param name="name">Instance name for people: any text without control characters; cut to 63 bytes. Another is taken when
    /// it is in use on the network.</param>
    /// <param name="port">Where the service listens, 1 to 65535.</param>
    /// <exception cref="ArgumentException">One of the three is not usable; the message says which and why.</exception>
    public ServiceProfile(string type, string name, int port)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(name);
        if (!TypePattern().IsMatch(type))
            throw new ArgumentException($"Not a service type like '_chat._tcp': '{type}'.", nameof(type));
        if (name.Length == 0 || name.Any(char.IsControl))
            throw new ArgumentException("The service name is empty or has control characters.", nameof(name));
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        Type = type;
        Name = name;
        Port = port;
    }

    /// <summary>Service type and protocol.</summary>
    public string Type { get; }

    /// <summary>Wished instance name.</summary>
    public string Name { get; }

    /// <summary>Port of the service.</summary>
    public int Port { get; }

    /// <summary>The attributes.</summary>
    public TxtRecord Text { get; init; } = TxtRecord.Empty;

    /// <summary>
    /// One label for a host name of this service's own, without <c>.local</c>; null for a random one. Never the machine's name:
    /// claiming that again with other data makes the system's own responder rename the machine. Keep it over restarts, so that
    /// those who browse recognise the service.
    /// </summary>
    /// <exception cref="ArgumentException">Not 1 to 63 letters, digits and hyphens.</exception>
    public string? HostLabel
    {
        get;
        init => field = value is null || HostPattern().IsMatch(value)
            ? value
            : throw new ArgumentException($"A host label is 1 to {DnsName.MaxLabelBytes} letters, digits and hyphens: '{value}'.");
    }

    // RFC 6335 §5.1: at most 15 letters, digits and hyphens.
    [GeneratedRegex("^_[A-Za-z0-9](?:[A-Za-z0-9-]{0,13}[A-Za-z0-9])?\\._(?:tcp|udp)\\z")]
    private static partial Regex TypePattern();

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\z")]
    private static partial Regex HostPattern();
}
