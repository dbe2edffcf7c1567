using System.Net;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery;

/// <summary>
/// A service somebody announces on this network. A hint, never a proof: anyone on the network can announce anything. One
/// instance name on two networks may be two servers: host and instance name together identify it.
/// </summary>
public sealed record DiscoveredService
{
    internal DiscoveredService(
        DnsName instance, DnsName host, int port, IReadOnlyList<IPAddress> addresses, TxtRecord text, bool isLeaving)
    {
        Instance = instance;
        Host = host;
        Port = port;
        Addresses = addresses;
        Text = text;
        IsLeaving = isLeaving;
    }

    /// <summary>Identifies the service in the events of one browse.</summary>
    public string Id => $"{Instance} {Host}";

    /// <summary>The instance name, safe to show. May change when two servers choose the same one.</summary>
    public string Name => PrintableText.Clean(Instance.FirstLabel, PrintableText.MaxNameRunes);

    /// <summary>The host's name in the multicast domain, as <c>somehost.local</c>; other bytes than printable ASCII as
    /// <c>\DDD</c>.</summary>
    public string HostName => Host.ToString();

    /// <summary>TCP or UDP port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>
    /// Where to connect, best first: IPv4 of a subnet of ours, other IPv4, IPv6, link-local ones. IPv6 link-local addresses
    /// carry the interface as their scope, which holds on this machine and for now only: never store them.
    /// </summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The service's attributes.</summary>
    public TxtRecord Text { get; }

    /// <summary>True after the service said goodbye; it is gone a second later unless it comes back (a restart).</summary>
    public bool IsLeaving { get; }

    internal DnsName Instance { get; }

    internal DnsName Host { get; }

    /// <inheritdoc/>
    public bool Equals(DiscoveredService? other) =>
        other is not null && Port == other.Port && IsLeaving == other.IsLeaving && Instance.Equals(other.Instance) &&
        Host.Equals(other.Host) && Text.Equals(other.Text) && Addresses.SequenceEqual(other.Addresses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Instance, Host, Port);
}
