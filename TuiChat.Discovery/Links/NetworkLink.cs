using System.Net;
using System.Net.Sockets;

namespace TuiChat.Discovery.Links;

/// <summary>A usable network interface as the engines see it. Equal when nothing an engine acts on differs.</summary>
/// <param name="Index">The system's interface index.</param>
/// <param name="Name">The system's name, for people.</param>
/// <param name="Addresses">All addresses, in a stable order.</param>
/// <param name="IsLoopback">True for the loopback interface, which takes part in tests only.</param>
/// <param name="HasIPv4">True when packets can be sent in IPv4.</param>
/// <param name="HasIPv6">True when packets can be sent in IPv6.</param>
/// <param name="IsListening">False when the mDNS port cannot be bound: then only one-shot queries get answers.</param>
sealed record NetworkLink(
    int Index, string Name, IReadOnlyList<LinkAddress> Addresses, bool IsLoopback, bool HasIPv4, bool HasIPv6, bool IsListening)
{
    /// <summary>The families of this interface, each a link of its own.</summary>
    public IEnumerable<Link> Links
    {
        get
        {
            if (HasIPv4) yield return new Link(Index, false);
            if (HasIPv6) yield return new Link(Index, true);
        }
    }

    /// <summary>
    /// The addresses to announce here: link-local ones only where the family has no other, as a peer that does not know the
    /// interface cannot use them.
    /// </summary>
    public IEnumerable<IPAddress> AnnouncedAddresses
    {
        get
        {
            IPAddress[] all = [.. Addresses.Select(own => own.Address)];
            AddressFamily[] routable = [.. all.Where(address => !IsLinkLocal(address)).Select(address => address.AddressFamily)];
            return all.Where(address => !IsLinkLocal(address) || !routable.Contains(address.AddressFamily));
        }
    }

    /// <summary>
    /// True when the address belongs to this link: every IPv6 link-local one, and those of our subnets. On the loopback
    /// interface all do, since packets there carry whatever source the system chose.
    /// </summary>
    public bool IsOnLink(IPAddress address) =>
        IsLoopback || address.IsIPv6LinkLocal || Addresses.Any(own => own.SharesSubnetWith(address));

    /// <summary>True when this host has the address on this interface.</summary>
    public bool IsOwn(IPAddress address) =>
        Addresses.Any(own => own.Address.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()));

    /// <inheritdoc/>
    public bool Equals(NetworkLink? other) =>
        other is not null && Index == other.Index && Name == other.Name && IsLoopback == other.IsLoopback &&
        HasIPv4 == other.HasIPv4 && HasIPv6 == other.HasIPv6 && IsListening == other.IsListening &&
        Addresses.SequenceEqual(other.Addresses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Name, Addresses.Count);

    /// <summary>True for 169.254/16 and fe80::/10.</summary>
    public static bool IsLinkLocal(IPAddress address) =>
        address.IsIPv6LinkLocal ||
        (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);
}
