namespace TuiChat.Server.Rooms;

/// <summary>What somebody may do on the whole server; a higher one may do what a lower one may.</summary>
enum ServerRank
{
    /// <summary>Has no account.</summary>
    Guest,

    /// <summary>Has an account.</summary>
    Member,

    /// <summary>Keeps order.</summary>
    Moderator,

    /// <summary>Runs the server.</summary>
    Host,
}
