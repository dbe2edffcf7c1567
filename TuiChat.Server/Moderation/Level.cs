namespace TuiChat.Server.Moderation;

/// <summary>
/// How far somebody's word goes, as one ladder. On the server the ranks of rooms do not count; in a room the higher of both does, so
/// that those who look after the server stand above those who look after a room.
/// </summary>
enum Level
{
    /// <summary>Has no account.</summary>
    Guest,

    /// <summary>Has an account.</summary>
    Member,

    /// <summary>Looks after one room.</summary>
    RoomModerator,

    /// <summary>Made the room, or got it from who had it.</summary>
    RoomOwner,

    /// <summary>Looks after the server.</summary>
    Moderator,

    /// <summary>Has the server; the operator at its console has this level too.</summary>
    Host,
}
