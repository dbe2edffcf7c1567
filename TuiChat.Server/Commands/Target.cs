using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>To whom something is done: somebody who is here, or an account whose person is not.</summary>
/// <param name="Author">Who.</param>
/// <param name="Nick">The name.</param>
/// <param name="Rank">What they may do on the server.</param>
/// <param name="Account">The key of the account, null for a guest.</param>
/// <param name="Here">The person here, or null.</param>
sealed record Target(Guid Author, Nickname Nick, ServerRank Rank, long? Account, Visitor? Here)
{
    /// <summary>Whether there is no account.</summary>
    public bool IsGuest => Account is null;

    /// <summary>The level in a room; on the server when there is none.</summary>
    public Level In(RoomName? room, ModerationBook book) =>
        room is { } name ? Levels.Higher(Levels.Of(Rank), book.RulesOf(name).RankOf(Author)) : Levels.Of(Rank);

    /// <summary>
    /// From where a guest is held too, since a guest is somebody else with the next session: the address, unless it is this very machine's.
    /// Null for an account.
    /// </summary>
    public IPNetwork? Network
    {
        get
        {
            if (!IsGuest || Here?.Devices is not [var device, ..]) return null;
            var network = AddressRange.Network(device.Address);
            return AddressRange.HasLoopback(network) ? null : network;
        }
    }
}
