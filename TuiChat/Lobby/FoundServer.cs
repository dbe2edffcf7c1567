using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>A server that somebody announces on this network: a hint, never a proof.</summary>
/// <param name="Key">Identifies it in the events of discovery.</param>
/// <param name="Name">Its name, safe to show.</param>
/// <param name="Id">The stable id it claims, or "".</param>
/// <param name="Addresses">Where to connect, best first; may be empty.</param>
/// <param name="IsLocked">It claims to need a password.</param>
sealed record FoundServer(string Key, string Name, string Id, IReadOnlyList<ServerAddress> Addresses, bool IsLocked)
{
    /// <summary>The key it claims to have, or null.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>What discovery told, to doubt it when the server cannot be reached; null for one that was not announced.</summary>
    public DiscoveredService? Service { get; init; }

    /// <summary>64 characters: longer ids are none of ours.</summary>
    const int MaxIdChars = 64;

    /// <summary>Reads what discovery found.</summary>
    public static FoundServer From(DiscoveredService service)
    {
        var id = service.Text["id"] is { Length: <= MaxIdChars } claimed ? claimed : "";
        return new FoundServer(service.Id, service.Name.Trim(), id, [.. service.Addresses.Select(address => new ServerAddress(address.ToString(), service.Port))], service.Text["locked"] == "1")
        {
            Fingerprint = Protocol.Fingerprint.TryParse(service.Text["fp"], out var key) ? key : null,
            Service = service,
        };
    }
}
