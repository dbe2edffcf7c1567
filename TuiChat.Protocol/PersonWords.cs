namespace TuiChat.Protocol;

/// <summary>The values of the field <c>role</c>: what an account may do on the whole server. Who has none of them is a guest.</summary>
public static class ServerRole
{
    /// <summary>May do everything.</summary>
    public const string Host = "host";

    /// <summary>Keeps order in all rooms.</summary>
    public const string Moderator = "moderator";

    /// <summary>An account without more rights; in <see cref="RoleRequest"/> only, elsewhere it is the absent value.</summary>
    public const string Member = "member";
}

/// <summary>The values of the field <c>rank</c>: what somebody may do in one room.</summary>
public static class RoomRank
{
    /// <summary>The room belongs to them.</summary>
    public const string Owner = "owner";

    /// <summary>Keeps order in the room.</summary>
    public const string Moderator = "moderator";

    /// <summary>Nothing more than others; in <see cref="RoleRequest"/> only, elsewhere it is the absent value.</summary>
    public const string None = "none";
}

/// <summary>The values of the field <c>state</c>. Who is simply here has none.</summary>
public static class PersonState
{
    /// <summary>Gone for a while, and said so.</summary>
    public const string Away = "away";

    /// <summary>Has not touched a key for a while.</summary>
    public const string Idle = "idle";
}

/// <summary>The values of the field <c>access</c>: who may enter a room.</summary>
public static class RoomAccess
{
    /// <summary>Everybody; the absent value.</summary>
    public const string Open = "open";

    /// <summary>Who was invited; others do not see the room in the list.</summary>
    public const string Invite = "invite";

    /// <summary>Nobody new.</summary>
    public const string Locked = "locked";
}
