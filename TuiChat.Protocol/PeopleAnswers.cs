using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>The account is made, and this connection is one of it.</summary>
public sealed record AccountCreated : Answer
{
    /// <summary>Its name.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>What <see cref="Hello.Token"/> takes from now on. A secret.</summary>
    public required string Token { get; init; }

    /// <summary>Until when it is good: milliseconds since 1970-01-01 UTC.</summary>
    public required long Expires { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"account of {Nick}"; // without the secret
}

/// <summary>One login of an account, see <see cref="SessionList"/>.</summary>
public sealed record LoginSession
{
    /// <summary>Its number, for <see cref="LogoutRequest.Session"/>. No secret.</summary>
    public required long Session { get; init; }

    /// <summary>Program and version that logged in.</summary>
    public string? Client { get; init; }

    /// <summary>Since when: milliseconds since 1970-01-01 UTC.</summary>
    public required long Since { get; init; }

    /// <summary>When it was used last.</summary>
    public required long Used { get; init; }

    /// <summary>It is that of this connection.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Here { get; init; }

    /// <summary>From where it was used last.</summary>
    public string? Address { get; init; }
}

/// <summary>The logins of one's account, the one used last first.</summary>
public sealed record SessionList : Answer
{
    /// <summary>The logins of this part.</summary>
    public required IReadOnlyList<LoginSession> Sessions { get; init; }
}

/// <summary>What is known of a person, as far as the asker may see it.</summary>
public sealed record PersonInfo : Answer
{
    /// <summary>The name.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Whether the person is connected.</summary>
    public required bool Online { get; init; }

    /// <summary>Has no account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Guest { get; init; }

    /// <summary>One of <see cref="ServerRole"/>, or null.</summary>
    public string? Role { get; init; }

    /// <summary>When the account was made: milliseconds since 1970-01-01 UTC.</summary>
    public long? Created { get; init; }

    /// <summary>When the person was here last, for one that is not.</summary>
    public long? Seen { get; init; }

    /// <summary>Names of before, the newest first.</summary>
    public IReadOnlyList<Nickname> Former { get => field ?? []; init; }

    /// <summary>How many connections the person has.</summary>
    public int? Devices { get; init; }

    /// <summary>One of <see cref="PersonState"/>, or null.</summary>
    public string? State { get; init; }

    /// <summary>Why away.</summary>
    public string? Note { get; init; }

    /// <summary>As <see cref="LookRequest.Color"/>, or null.</summary>
    public string? Color { get; init; }

    /// <summary>From where; told to moderators and hosts only.</summary>
    public string? Address { get; init; }
}

/// <summary>One direct room, see <see cref="DirectList"/>.</summary>
public sealed record DirectSummary
{
    /// <summary>Its name.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The other.</summary>
    public required Nickname With { get; init; }

    /// <summary>The number of its newest event.</summary>
    public required long Head { get; init; }

    /// <summary>Up to where the asker has read it; null when the server does not know.</summary>
    public long? Read { get; init; }

    /// <summary>When something was said there last: milliseconds since 1970-01-01 UTC.</summary>
    public long? At { get; init; }
}

/// <summary>One's direct rooms, the one with the newest line first.</summary>
public sealed record DirectList : Answer
{
    /// <summary>The rooms of this part.</summary>
    public required IReadOnlyList<DirectSummary> Directs { get; init; }
}

/// <summary>Whom one has blocked.</summary>
public sealed record BlockList : Answer
{
    /// <summary>The people of this part.</summary>
    public required IReadOnlyList<Nickname> Nicks { get; init; }
}

/// <summary>How far an account has read one room.</summary>
public sealed record Marker
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The number of the last event that was read.</summary>
    public required long Read { get; init; }
}

/// <summary>How far an account has read its rooms.</summary>
public sealed record MarkerList : Answer
{
    /// <summary>The markers of this part.</summary>
    public required IReadOnlyList<Marker> Markers { get; init; }
}

/// <summary>One ban.</summary>
public sealed record BanEntry
{
    /// <summary>The name of the person, or null for an address.</summary>
    public Nickname? Nick { get; init; }

    /// <summary>The address or range, for those who may see it.</summary>
    public string? Address { get; init; }

    /// <summary>From which room; null for the whole server.</summary>
    public RoomName? Room { get; init; }

    /// <summary>Until when: milliseconds since 1970-01-01 UTC; null for good.</summary>
    public long? Until { get; init; }

    /// <summary>Who banned.</summary>
    public required string By { get; init; }

    /// <summary>Since when.</summary>
    public required long At { get; init; }

    /// <summary>Why.</summary>
    public string? Text { get; init; }
}

/// <summary>The bans that hold, the newest first.</summary>
public sealed record BanList : Answer
{
    /// <summary>The bans of this part.</summary>
    public required IReadOnlyList<BanEntry> Bans { get; init; }
}

/// <summary>One thing that was done to keep order.</summary>
public sealed record LogEntry
{
    /// <summary>Its number: 1, 2, 3 …</summary>
    public required long N { get; init; }

    /// <summary>When: milliseconds since 1970-01-01 UTC.</summary>
    public required long At { get; init; }

    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>What: the name of the request, such as <c>ban</c>.</summary>
    public required string What { get; init; }

    /// <summary>Whom: a name or an address.</summary>
    public string? Whom { get; init; }

    /// <summary>Where; null for the whole server.</summary>
    public RoomName? Room { get; init; }

    /// <summary>Until when.</summary>
    public long? Until { get; init; }

    /// <summary>Why, or what was set.</summary>
    public string? Text { get; init; }
}

/// <summary>What was done to keep order, the newest first.</summary>
public sealed record LogPage : Answer
{
    /// <summary>The entries of this part.</summary>
    public required IReadOnlyList<LogEntry> Entries { get; init; }
}
