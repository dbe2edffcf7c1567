using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Moderation;

/// <summary>How levels come about, and how they are written.</summary>
static class Levels
{
    /// <summary>The level on the server that a rank gives.</summary>
    public static Level Of(ServerRank rank) => rank switch
    {
        ServerRank.Guest => Level.Guest,
        ServerRank.Member => Level.Member,
        ServerRank.Moderator => Level.Moderator,
        ServerRank.Host => Level.Host,
        _ => throw new ArgumentOutOfRangeException(nameof(rank)),
    };

    /// <summary>The higher one.</summary>
    public static Level Higher(Level one, Level other) => one > other ? one : other;

    /// <summary>The rank of a room on the wire, or null for none.</summary>
    public static string? RoomWord(Level level) => level switch
    {
        Level.RoomModerator => RoomRank.Moderator,
        Level.RoomOwner => RoomRank.Owner,
        _ => null,
    };

    /// <summary>For people: who did it, without the name.</summary>
    public static string Somebody(Level level, RoomName? room) => level switch
    {
        Level.Host => "a host",
        Level.Moderator => "a moderator",
        Level.RoomOwner => $"the owner of #{room}",
        _ => $"a moderator of #{room}",
    };

    /// <summary>For people: what one has to be.</summary>
    public static string Needed(Level level) => level switch
    {
        Level.Host => "a host",
        Level.Moderator => "a moderator or a host",
        Level.RoomOwner => "the owner of the room, a moderator or a host",
        Level.RoomModerator => "a moderator or the owner of the room, or a moderator of the server",
        Level.Member => "somebody with an account",
        Level.Guest => "anybody",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
