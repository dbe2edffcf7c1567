using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>What a server says about itself before any login.</summary>
/// <param name="Address">The address at which it answered.</param>
/// <param name="Name">Its name, safe to show; may be empty.</param>
/// <param name="Id">Its stable id, as it claims.</param>
/// <param name="People">People connected, bounded.</param>
/// <param name="Rooms">Rooms that exist, bounded.</param>
/// <param name="IsLocked">A password is needed.</param>
/// <param name="RoundTrip">From the question to the answer.</param>
sealed record ServerReport(ServerAddress Address, string Name, string Id, int People, int Rooms, bool IsLocked, TimeSpan RoundTrip)
{
    /// <summary>The key it showed, or null when it does not encrypt; nobody has judged it.</summary>
    public Fingerprint? Key { get; init; }
}
