using System.Net;

namespace TuiChat.Server.Configuration;

/// <summary>A setting that names addresses: <c>any</c>, or addresses and networks such as <c>10.0.0.0/8</c> between commas.</summary>
static class AddressList
{
    const string Any = "any";

    /// <summary>Whether every entry can be read.</summary>
    public static bool IsGood(string list) => list == Any || Entries(list).All(entry => Parse(entry) is not null);

    /// <summary>Whether an address is in the list; an empty list holds none.</summary>
    public static bool Contains(string list, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return list == Any || Entries(list).Any(entry => Parse(entry)?.Contains(plain) == true);
    }

    static string[] Entries(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static IPNetwork? Parse(string entry)
    {
        if (IPNetwork.TryParse(entry, out var network)) return network;
        return IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
