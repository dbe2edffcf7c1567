using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TuiChat.Server.Moderation;

/// <summary>Addresses as bans name them: one, or a range in CIDR notation (RFC 4632, RFC 4291 §2.3).</summary>
static class AddressRange
{
    /// <summary>A range is at most this wide: a slip of the finger must not shut out half of the internet.</summary>
    public const int LeastBits4 = 8, LeastBits6 = 16;

    /// <summary>64 bits of IPv6 are one household: a single address would be changed in a moment.</summary>
    const int HouseholdBits = 64;

    static readonly IPNetwork Loopback4 = new(new IPAddress([127, 0, 0, 0]), 8);

    /// <summary>Reads an address or a range; bits behind the prefix are dropped, a single IPv6 address stands for its /64.</summary>
    public static bool TryParse(string text, out IPNetwork range)
    {
        range = default;
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || text.Length > 64 || !IPAddress.TryParse(parts[0], out var address) || parts[0].Contains('%')) return false;
        if (address.AddressFamily == AddressFamily.InterNetwork && parts[0].Count(c => c == '.') != 3) return false; // "10" is 0.0.0.10 to the framework
        var mapped = address.IsIPv4MappedToIPv6;
        address = Plain(address);
        var most = address.GetAddressBytes().Length * 8;
        var bits = most;
        if (parts.Length == 2 && (mapped || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > most)) return false;
        range = parts.Length == 1 && most > 32 ? Network(address) : Mask(address, bits);
        return true;
    }

    /// <summary>An IPv4 address that came as an IPv6 one, as itself, and without a zone.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes())
        : address;

    /// <summary>What counts as one household: the IPv4 address, or the /64 of an IPv6 one.</summary>
    public static IPNetwork Network(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork ? new IPNetwork(plain, 32) : Mask(plain, HouseholdBits);
    }

    /// <summary>Whether an address of this very machine is in it.</summary>
    public static bool HasLoopback(IPNetwork range) =>
        range.Contains(IPAddress.IPv6Loopback) || range.Contains(Loopback4.BaseAddress) || Loopback4.Contains(range.BaseAddress);

    /// <summary>Whether it is wider than anybody means.</summary>
    public static bool IsTooWide(IPNetwork range) =>
        range.PrefixLength < (range.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? LeastBits4 : LeastBits6);

    /// <summary>A single address without the length of its prefix.</summary>
    public static string Show(IPNetwork range) =>
        range.PrefixLength == 32 && range.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? range.BaseAddress.ToString() : range.ToString();

    static IPNetwork Mask(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }
        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
