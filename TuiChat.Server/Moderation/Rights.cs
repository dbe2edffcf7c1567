namespace TuiChat.Server.Moderation;

/// <summary>
/// Who may do what to whom: the one table, asked by every command, by the store before a line of somebody else goes, and by the operator's
/// console. docs/SECURITY.md shows the same table, held by a test. Pure.
/// </summary>
static class Rights
{
    /// <summary>All rows, in the order of the documentation.</summary>
    public static IReadOnlyList<Right> All { get; } =
    [
        new(Act.KickFromServer, "kick from the server", false, Level.Moderator, Upon.Others),
        new(Act.BanFromServer, "ban from the server", false, Level.Moderator, Upon.Others),
        new(Act.BanAddress, "ban an address or a range", false, Level.Moderator, Upon.Others),
        new(Act.UnbanFromServer, "undo a ban from the server", false, Level.Moderator, Upon.Nobody),
        new(Act.MuteOnServer, "mute on the server", false, Level.Moderator, Upon.Others),
        new(Act.UnmuteOnServer, "undo a mute on the server", false, Level.Moderator, Upon.Nobody),
        new(Act.ListBans, "list bans and mutes of the server", false, Level.Moderator, Upon.Nobody),
        new(Act.ReadLog, "read the log of the server", false, Level.Moderator, Upon.Nobody),
        new(Act.SeeAddresses, "see addresses", false, Level.Moderator, Upon.Nobody),
        new(Act.EnterLockedServer, "enter a locked server", false, Level.Moderator, Upon.Nobody),
        new(Act.SetRole, "set a role on the server", false, Level.Host, Upon.OthersAndOneself),
        new(Act.Broadcast, "broadcast", false, Level.Host, Upon.Nobody),
        new(Act.SetServer, "set name, password and lock of the server", false, Level.Host, Upon.Nobody),
        new(Act.KickFromRoom, "kick from the room", true, Level.RoomModerator, Upon.Others),
        new(Act.BanFromRoom, "ban from the room", true, Level.RoomModerator, Upon.Others),
        new(Act.UnbanFromRoom, "undo a ban from the room", true, Level.RoomModerator, Upon.Nobody),
        new(Act.MuteInRoom, "mute in the room", true, Level.RoomModerator, Upon.Others),
        new(Act.UnmuteInRoom, "undo a mute in the room", true, Level.RoomModerator, Upon.Nobody),
        new(Act.DeleteLine, "delete a line of somebody else", true, Level.RoomModerator, Upon.Others),
        new(Act.ListRoomBans, "list bans and mutes of the room", true, Level.RoomModerator, Upon.Nobody),
        new(Act.ReadRoomLog, "read the log of the room", true, Level.RoomModerator, Upon.Nobody),
        new(Act.SetRoom, "set lock, invitations, passphrase and slow mode", true, Level.RoomModerator, Upon.Nobody),
        new(Act.InviteToClosedRoom, "invite to a closed room", true, Level.RoomModerator, Upon.Nobody),
        new(Act.InviteToOpenRoom, "invite to an open room", true, Level.Guest, Upon.Nobody),
        new(Act.EnterClosedRoom, "enter a closed room uninvited", true, Level.RoomModerator, Upon.Nobody),
        new(Act.SetRoomRank, "set a rank in the room", true, Level.RoomOwner, Upon.OthersAndOneself),
    ];

    static readonly Right[] ByAct = [.. All.OrderBy(right => right.Act)];

    /// <summary>The row of an act.</summary>
    public static Right Of(Act act) => ByAct[(int)act];

    /// <summary>Whether somebody of this level may do it at all.</summary>
    public static bool May(Act act, Level actor) => actor >= Of(act).Least;

    /// <summary>Whether it may be done.</summary>
    /// <param name="act">What.</param>
    /// <param name="actor">The level of who does it, in the room where the act is in one.</param>
    /// <param name="target">The level of the one it is done to, in the same place.</param>
    /// <param name="isOneself">Whether both are the same.</param>
    public static Verdict Judge(Act act, Level actor, Level target, bool isOneself)
    {
        var right = Of(act);
        if (actor < right.Least) return Verdict.TooLow;
        if (right.Upon == Upon.Nobody) return Verdict.Yes;
        if (isOneself) return right.Upon == Upon.OthersAndOneself ? Verdict.Yes : Verdict.Oneself;
        return target < actor || actor == Level.Host ? Verdict.Yes : Verdict.TargetTooHigh;
    }
}
