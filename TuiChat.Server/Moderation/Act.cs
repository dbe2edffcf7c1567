namespace TuiChat.Server.Moderation;

/// <summary>Everything that somebody may or may not do by rank; who may stands in <see cref="Rights"/>.</summary>
enum Act
{
    /// <summary>Cut somebody's connections.</summary>
    KickFromServer,

    /// <summary>Put somebody out of a room.</summary>
    KickFromRoom,

    /// <summary>Keep somebody away from the server.</summary>
    BanFromServer,

    /// <summary>Keep an address or a range of them away.</summary>
    BanAddress,

    /// <summary>Keep somebody out of a room.</summary>
    BanFromRoom,

    /// <summary>Undo bans from the server.</summary>
    UnbanFromServer,

    /// <summary>Undo bans from a room.</summary>
    UnbanFromRoom,

    /// <summary>See who is banned from the server, or muted on it.</summary>
    ListBans,

    /// <summary>See who is banned from a room, or muted in it.</summary>
    ListRoomBans,

    /// <summary>Forbid somebody to speak anywhere.</summary>
    MuteOnServer,

    /// <summary>Forbid somebody to speak in a room.</summary>
    MuteInRoom,

    /// <summary>Undo the former on the server.</summary>
    UnmuteOnServer,

    /// <summary>Undo the former in a room.</summary>
    UnmuteInRoom,

    /// <summary>Delete a line that somebody else said.</summary>
    DeleteLine,

    /// <summary>Lock a room, ask for invitations or a passphrase, slow it down.</summary>
    SetRoom,

    /// <summary>Ask somebody into a room that everybody may enter.</summary>
    InviteToOpenRoom,

    /// <summary>Let somebody into a room that is closed to others.</summary>
    InviteToClosedRoom,

    /// <summary>Enter a room that is closed.</summary>
    EnterClosedRoom,

    /// <summary>Give and take ranks in a room.</summary>
    SetRoomRank,

    /// <summary>Give and take roles on the server.</summary>
    SetRole,

    /// <summary>Say something in every room.</summary>
    Broadcast,

    /// <summary>Change name and password of the server, lock and unlock it.</summary>
    SetServer,

    /// <summary>Enter a server that is locked.</summary>
    EnterLockedServer,

    /// <summary>Read who did what on the server.</summary>
    ReadLog,

    /// <summary>Read who did what in a room.</summary>
    ReadRoomLog,

    /// <summary>See from where somebody comes.</summary>
    SeeAddresses,
}
