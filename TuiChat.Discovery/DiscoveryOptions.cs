namespace TuiChat.Discovery;

/// <summary>How to take part in multicast DNS. The defaults are right but for tests.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>The port of RFC 6762; others hear nobody but those who chose the same.</summary>
    public const int MdnsPort = 5353;

    /// <summary>UDP port, default 5353. Another one is for tests, so that they do not hear each other or the machine's
    /// responder.</summary>
    public int Port { get; init; } = MdnsPort;

    /// <summary>True to use the loopback interface, in IPv4, and no other: for tests. Default false.</summary>
    public bool IsLoopbackOnly { get; init; }

    /// <summary>True to use point-to-point interfaces (VPN, modem) as well. Default false: their peers seldom are on one
    /// network.</summary>
    public bool IncludesPointToPoint { get; init; }
}
