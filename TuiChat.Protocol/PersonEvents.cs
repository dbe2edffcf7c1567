using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>A note to one person, on every connection of theirs. Not stored, not numbered; what is lost is asked for after the next hello.</summary>
public abstract record PersonEvent : Message
{
    private protected PersonEvent()
    {
    }
}

/// <summary>Something was said in a direct room in which this connection is not: join it.</summary>
public sealed record DirectRoom : PersonEvent
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The other.</summary>
    public required Nickname With { get; init; }

    /// <summary>The number of its newest event.</summary>
    public required long Head { get; init; }
}

/// <summary>Another device of one's account has read a room up to here.</summary>
public sealed record ReadMark : PersonEvent
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The number of the last event that was read.</summary>
    public required long Read { get; init; }
}

/// <summary>Somebody on one's list (<see cref="WatchRequest"/>) came or went, or how it stands now.</summary>
public sealed record PresenceNote : PersonEvent
{
    /// <summary>Who.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Whether the person is connected.</summary>
    public required bool Online { get; init; }

    /// <summary>Since when, milliseconds since 1970-01-01 UTC; null when the server does not know.</summary>
    public long? At { get; init; }
}

/// <summary>An account has ended, and what it said stands under another name from now on, in every room.</summary>
public sealed record AuthorGone : PersonEvent
{
    /// <summary>Its names, the last one first.</summary>
    public required IReadOnlyList<Nickname> Nicks { get; init; }

    /// <summary>What stands there instead; nobody's name.</summary>
    public required Nickname To { get; init; }
}

/// <summary>Somebody lets one into a room.</summary>
public sealed record Invited : PersonEvent
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>Who.</summary>
    public required Nickname By { get; init; }
}

/// <summary>One was put out of a room and is a member no more.</summary>
public sealed record Removed : PersonEvent
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>One of <see cref="RefusalCode"/>, such as <see cref="RefusalCode.Kicked"/> or <see cref="RefusalCode.Banned"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for a person: by whom and why.</summary>
    public required string Text { get; init; }

    /// <summary>Until when one cannot enter: milliseconds since 1970-01-01 UTC; null when it has no end, or none is meant.</summary>
    public long? Until { get; init; }
}

/// <summary>The server is called otherwise from now on.</summary>
public sealed record ServerNamed : PersonEvent
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>How one stands now, after something about it changed.</summary>
public sealed record Standing : PersonEvent
{
    /// <summary>One's name.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Where, for <see cref="Rank"/> and <see cref="Muted"/>; null for the whole server.</summary>
    public RoomName? Room { get; init; }

    /// <summary>Whether one has an account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Account { get; init; }

    /// <summary>One of <see cref="ServerRole"/>, or null.</summary>
    public string? Role { get; init; }

    /// <summary>One of <see cref="RoomRank"/>, in <see cref="Room"/>, or null.</summary>
    public string? Rank { get; init; }

    /// <summary>Until when one may say nothing: milliseconds since 1970-01-01 UTC, 0 for good; null when one may speak.</summary>
    public long? Muted { get; init; }

    /// <summary>As <see cref="LookRequest.Color"/>, or null.</summary>
    public string? Color { get; init; }

    /// <summary>What happened, as a sentence for a person, or null.</summary>
    public string? Text { get; init; }
}
