using System.Net;

namespace TuiChat.Discovery.Links;

/// <summary>One address of an interface with the length of its subnet's prefix in bits. The address carries no scope.</summary>
readonly record struct LinkAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>True when <paramref name="other"/> is in the same subnet.</summary>
    public bool SharesSubnetWith(IPAddress other)
    {
        if (other.AddressFamily != Address.AddressFamily) return false;
        ReadOnlySpan<byte> mine = Address.GetAddressBytes(), theirs = other.GetAddressBytes();
        int whole = PrefixLength / 8, rest = PrefixLength % 8;
        if (!mine[..whole].SequenceEqual(theirs[..whole])) return false;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
    }
}
