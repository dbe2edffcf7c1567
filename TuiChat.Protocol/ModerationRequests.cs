using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>What keeps order: every one of them is guarded by rank, written to the log, and undone by one other.</summary>
public abstract record ModerationRequest : Request
{
    private protected ModerationRequest()
    {
    }

    /// <summary>The room that it is about; null for the whole server.</summary>
    public RoomName? Room { get; init; }
}

/// <summary>Puts somebody out, who may come again. Answered by <see cref="Done"/>.</summary>
public sealed record KickRequest : ModerationRequest
{
    /// <summary>Whom.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Why, at most <see cref="Limits.MaxShortTextBytes"/> bytes, or null.</summary>
    public string? Text { get; init; }
}

/// <summary>Puts somebody out and lets them in no more. Answered by <see cref="Done"/>.</summary>
public sealed record BanRequest : ModerationRequest
{
    /// <summary>Whom; this or <see cref="Address"/>.</summary>
    public Nickname? Nick { get; init; }

    /// <summary>An address or a range of them, such as <c>192.0.2.0/24</c>; for the whole server only.</summary>
    public string? Address { get; init; }

    /// <summary>For how many milliseconds; for good when null.</summary>
    public long? For { get; init; }

    /// <summary>Why, at most <see cref="Limits.MaxShortTextBytes"/> bytes, or null.</summary>
    public string? Text { get; init; }
}

/// <summary>Takes a ban back. Answered by <see cref="Done"/>.</summary>
public sealed record UnbanRequest : ModerationRequest
{
    /// <summary>Whom; this or <see cref="Address"/>.</summary>
    public Nickname? Nick { get; init; }

    /// <summary>An address or a range, as it was banned.</summary>
    public string? Address { get; init; }
}

/// <summary>Who is banned? Answered by <see cref="BanList"/>.</summary>
public sealed record BansRequest : ModerationRequest
{
    /// <summary>Who is muted, instead.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Mutes { get; init; }
}

/// <summary>Lets somebody say nothing. Answered by <see cref="Done"/>.</summary>
public sealed record MuteRequest : ModerationRequest
{
    /// <summary>Whom.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>For how many milliseconds; for good when null.</summary>
    public long? For { get; init; }

    /// <summary>Why, at most <see cref="Limits.MaxShortTextBytes"/> bytes, or null.</summary>
    public string? Text { get; init; }
}

/// <summary>Lets somebody speak again. Answered by <see cref="Done"/>.</summary>
public sealed record UnmuteRequest : ModerationRequest
{
    /// <summary>Whom.</summary>
    public required Nickname Nick { get; init; }
}

/// <summary>Who may enter a room, and how fast one may speak in it. What is null stays as it is. Answered by <see cref="Done"/>.</summary>
public sealed record RoomSetRequest : Request
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>One of <see cref="RoomAccess"/>.</summary>
    public string? Access { get; init; }

    /// <summary>A passphrase that entering takes, at most <see cref="Limits.MaxPasswordBytes"/> bytes; empty for none. A secret.</summary>
    public string? Secret { get; init; }

    /// <summary>Milliseconds between two lines of one person; 0 for none.</summary>
    public int? Slow { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"room-set of {Room}"; // without the secret
}

/// <summary>Lets somebody into a room and tells them so. Answered by <see cref="Done"/>.</summary>
public sealed record InviteRequest : Request
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>Whom.</summary>
    public required Nickname Nick { get; init; }
}

/// <summary>Gives somebody a role on the server, or a rank in a room. Answered by <see cref="Done"/>.</summary>
public sealed record RoleRequest : ModerationRequest
{
    /// <summary>Whom; this or <see cref="Address"/>.</summary>
    public Nickname? Nick { get; init; }

    /// <summary>The address of the one person who is here from there, on the server only.</summary>
    public string? Address { get; init; }

    /// <summary>One of <see cref="ServerRole"/>, or with a room one of <see cref="RoomRank"/>.</summary>
    public required string Role { get; init; }
}

/// <summary>Says something to every room. Answered by <see cref="Done"/>; the rooms get <see cref="Notice"/>.</summary>
public sealed record BroadcastRequest : Request
{
    /// <summary>1–<see cref="Limits.MaxShortTextBytes"/> bytes.</summary>
    public required string Text { get; init; }
}

/// <summary>The server's name, password and door. What is null stays as it is. Answered by <see cref="Done"/>.</summary>
public sealed record ServerSetRequest : Request
{
    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The password that every hello needs; empty for none. A secret.</summary>
    public string? Password { get; init; }

    /// <summary>Nobody new is let in.</summary>
    public bool? Locked { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "server-set"; // without the secret
}

/// <summary>Who did what to keep order? Newest first. Answered by <see cref="LogPage"/>.</summary>
public sealed record LogRequest : ModerationRequest
{
    /// <summary>Only entries with a smaller number.</summary>
    public long? Before { get; init; }

    /// <summary>1–<see cref="Limits.MaxPageEvents"/>; <see cref="Limits.DefaultJoinLines"/> when null.</summary>
    public int? Limit { get; init; }
}
