using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TuiChat.Discovery.Diagnosis;
using TuiChat.Discovery.Links;

namespace TuiChat.Discovery.Transport;

/// <summary>Reads the system's network interfaces.</summary>
static class InterfaceReader
{
    /// <summary>All interfaces with their use; those in use come as links too.</summary>
    /// <param name="options">Which kinds are wanted.</param>
    /// <param name="isListening">Whether the mDNS port is bound.</param>
    /// <param name="hasIPv4">Whether there is a socket for IPv4.</param>
    /// <param name="hasIPv6">Whether there is a socket for IPv6.</param>
    public static (IReadOnlyList<NetworkLink> Links, IReadOnlyList<InterfaceDiagnosis> Interfaces) Read(
        DiscoveryOptions options, bool isListening, bool hasIPv4, bool hasIPv6)
    {
        var links = new List<NetworkLink>();
        var interfaces = new List<InterfaceDiagnosis>();
        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            bool isLoopback = candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback;
            LinkAddress[] addresses = ReadAddresses(candidate, isLoopback);
            InterfaceUse use = Judge(candidate, addresses, options);
            interfaces.Add(new InterfaceDiagnosis(candidate.Name, use, [.. addresses.Select(address => address.Address)]));
            if (use != InterfaceUse.Used || IndexOf(candidate) is not { } index) continue;
            links.Add(new NetworkLink(
                index, candidate.Name, addresses, isLoopback,
                hasIPv4 && addresses.Any(address => address.Address.AddressFamily == AddressFamily.InterNetwork),
                hasIPv6 && addresses.Any(address => address.Address.AddressFamily == AddressFamily.InterNetworkV6),
                isListening));
        }

        return ([.. links.OrderBy(link => link.Index)], [.. interfaces.OrderBy(entry => entry.Use)]);
    }

    static InterfaceUse Judge(NetworkInterface candidate, LinkAddress[] addresses, DiscoveryOptions options)
    {
        bool isLoopback = candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        if (isLoopback != options.IsLoopbackOnly) return isLoopback ? InterfaceUse.Loopback : InterfaceUse.NoMulticast;
        if (candidate.OperationalStatus is not (OperationalStatus.Up or OperationalStatus.Unknown)) return InterfaceUse.Down;
        // Linux sets no multicast flag on the loopback interface, and yet it works.
        if (!candidate.SupportsMulticast && !isLoopback) return InterfaceUse.NoMulticast;
        bool isPointToPoint = candidate.NetworkInterfaceType is NetworkInterfaceType.Ppp or NetworkInterfaceType.Tunnel;
        if (isPointToPoint && !options.IncludesPointToPoint) return InterfaceUse.PointToPoint;
        return addresses.Length == 0 ? InterfaceUse.NoAddress : InterfaceUse.Used;
    }

    // In loopback tests IPv4 only: IPv6 multicast has no route there.
    static LinkAddress[] ReadAddresses(NetworkInterface candidate, bool isLoopback) =>
        [.. candidate.GetIPProperties().UnicastAddresses
            .Where(entry => !isLoopback || entry.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(entry => new LinkAddress(new IPAddress(entry.Address.GetAddressBytes()), entry.PrefixLength))
            .OrderBy(entry => entry.Address.AddressFamily).ThenBy(entry => entry.Address.ToString(), StringComparer.Ordinal)];

    // A family that is switched off throws or gives nothing.
    static int? IndexOf(NetworkInterface candidate)
    {
        IPInterfaceProperties properties = candidate.GetIPProperties();
        try
        {
            if (candidate.Supports(NetworkInterfaceComponent.IPv4)) return properties.GetIPv4Properties().Index;
        }
        catch (NetworkInformationException)
        {
            // No IPv4 here: the IPv6 side knows the same index.
        }

        try
        {
            return candidate.Supports(NetworkInterfaceComponent.IPv6) ? properties.GetIPv6Properties().Index : null;
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }
}
