namespace TuiChat.Discovery.Diagnosis;

/// <summary>Whether discovery uses a network interface, and if not, why.</summary>
public enum InterfaceUse
{
    /// <summary>In use.</summary>
    Used,

    /// <summary>The loopback interface: reaches nobody else.</summary>
    Loopback,

    /// <summary>Not up: no cable, no Wi-Fi, switched off.</summary>
    Down,

    /// <summary>Cannot do multicast.</summary>
    NoMulticast,

    /// <summary>A VPN or another line to one peer; see <see cref="DiscoveryOptions.IncludesPointToPoint"/>.</summary>
    PointToPoint,

    /// <summary>Up, but without an address.</summary>
    NoAddress,
}
