using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>How others get to the server where one is.</summary>
/// <param name="Links">A link for each address that others can use, best first; may be none.</param>
/// <param name="Note">A sentence about who can use them, or "".</param>
sealed record Invitation(IReadOnlyList<InviteLink> Links, string Note)
{
    /// <summary>The invitation to a server.</summary>
    /// <param name="target">The server.</param>
    /// <param name="used">Where it answered.</param>
    /// <param name="hosted">The server as it is hosted here, when it is.</param>
    /// <param name="room">The room to which it leads, or null.</param>
    /// <param name="key">The key of the server, or null without encryption.</param>
    public static Invitation Of(ServerTarget target, ServerAddress used, HostedServer? hosted, RoomName? room, Fingerprint? key)
    {
        var (addresses, note) = Addresses(target, used, hosted);
        return new Invitation([.. addresses.Where(address => !address.Host.Contains('%', StringComparison.Ordinal)).Select(address => InviteLink.Create(address.Host, address.Port, room, key))], note);
    }

    static (IReadOnlyList<ServerAddress> Addresses, string Note) Addresses(ServerTarget target, ServerAddress used, HostedServer? hosted)
    {
        if (hosted is not null)
            return hosted.Addresses.Count > 0 ? (hosted.Addresses, "") : (target.Addresses, "Only programs on this machine can use it: the server is hosted for this machine alone.");
        if (!IsHere(used)) return ([used, .. target.Addresses.Where(address => address != used)], "");
        var own = ServiceDiscovery.LocalAddresses().Where(address => !address.IsIPv6LinkLocal).Select(address => new ServerAddress(address.ToString(), used.Port)).ToList();
        return own.Count > 0
            ? (own, "The server runs on this machine and may let no other machine in.")
            : ([used], "This machine has no network address that others could use.");
    }

    static bool IsHere(ServerAddress address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(address.Host, out var ip) && System.Net.IPAddress.IsLoopback(ip));
}
