using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>How ranks are written, on the wire and in the store.</summary>
static class ServerRanks
{
    /// <summary>The word for a rank, or null for those that need none.</summary>
    public static string? Word(this ServerRank rank) => rank switch
    {
        ServerRank.Host => ServerRole.Host,
        ServerRank.Moderator => ServerRole.Moderator,
        ServerRank.Guest or ServerRank.Member => null,
        _ => throw new ArgumentOutOfRangeException(nameof(rank)),
    };

    /// <summary>The rank of an account from its word; a word that is not known gives no rights.</summary>
    public static ServerRank Parse(string? word) => word switch
    {
        ServerRole.Host => ServerRank.Host,
        ServerRole.Moderator => ServerRank.Moderator,
        _ => ServerRank.Member,
    };
}
