namespace TuiChat.Server.Moderation;

/// <summary>Who may enter a room.</summary>
enum AccessMode
{
    /// <summary>Everybody.</summary>
    Open,

    /// <summary>Those who were asked; others do not see it among the rooms.</summary>
    Invite,

    /// <summary>Those who were in it, and whom a moderator lets in.</summary>
    Locked,
}
