using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>The client is in. Names what both sides agreed on.</summary>
public sealed record Welcome : Answer
{
    /// <summary>The version both speak.</summary>
    public required int V { get; init; }

    /// <summary>The capabilities both understand.</summary>
    public IReadOnlyList<string> Caps { get => field ?? []; init; }

    /// <summary>The nickname as the server knows it.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>The server's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The server's stable id.</summary>
    public required string Server { get; init; }

    /// <summary>The server's clock: milliseconds since 1970-01-01 UTC.</summary>
    public required long At { get; init; }

    /// <summary>The longest text of a message, in bytes of UTF-8; never above <see cref="Limits.MaxTextBytes"/>.</summary>
    public required int MaxText { get; init; }

    /// <summary>Milliseconds of silence after which the server cuts the connection; it pings before that.</summary>
    public required int Idle { get; init; }

    /// <summary>The server has a password.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Locked { get; init; }

    /// <summary>
    /// What <see cref="Hello.Resume"/> takes when the connection breaks: <see cref="Limits.SessionChars"/> random characters, the
    /// same as those in the hello if it had some. A secret; null from a server that cannot resume.
    /// </summary>
    public string? Session { get; init; }

    /// <summary>One has an account, and this connection is one of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Account { get; init; }

    /// <summary>One of <see cref="ServerRole"/>; null for members and guests.</summary>
    public string? Role { get; init; }

    /// <summary>What <see cref="Hello.Token"/> takes from now on; only when it was newly made. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>Until when the token is good: milliseconds since 1970-01-01 UTC; only beside a token.</summary>
    public long? Expires { get; init; }

    /// <summary>As <see cref="LookRequest.Color"/>; null when none was chosen.</summary>
    public string? Color { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"welcome of {Nick} on {Name}"; // without the secret
}

/// <summary>What a lobby shows of a server.</summary>
public sealed record ServerInfo : Answer
{
    /// <summary>The newest protocol version the server speaks.</summary>
    public required int V { get; init; }

    /// <summary>The oldest it speaks.</summary>
    public required int Min { get; init; }

    /// <summary>The server's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The server's stable id.</summary>
    public required string Server { get; init; }

    /// <summary>Program and version, such as <c>tuichat-server/0.1.0</c>.</summary>
    public required string Software { get; init; }

    /// <summary>People connected.</summary>
    public required int People { get; init; }

    /// <summary>Rooms that exist.</summary>
    public required int Rooms { get; init; }

    /// <summary>A password is needed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Locked { get; init; }

    /// <summary>Milliseconds since the server started.</summary>
    public required long Uptime { get; init; }

    /// <summary>Capabilities the server offers.</summary>
    public IReadOnlyList<string> Caps { get => field ?? []; init; }
}

/// <summary>A room as one enters it.</summary>
public sealed record RoomState : Answer
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>Its topic, empty when it has none.</summary>
    public required string Topic { get; init; }

    /// <summary>The number of its newest stored event, 0 when there is none. Live events go on from here.</summary>
    public required long Head { get; init; }

    /// <summary>Members now, the new one included.</summary>
    public required int People { get; init; }

    /// <summary>The other, in a direct room.</summary>
    public Nickname? With { get; init; }

    /// <summary>One of <see cref="RoomAccess"/>; null when it is open.</summary>
    public string? Access { get; init; }

    /// <summary>Entering takes a passphrase.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Passphrase { get; init; }

    /// <summary>Milliseconds between two lines of one person; null when there are none.</summary>
    public int? Slow { get; init; }
}

/// <summary>One room in a <see cref="RoomList"/>.</summary>
public sealed record RoomSummary
{
    /// <summary>Its name.</summary>
    public required RoomName Room { get; init; }

    /// <summary>Its topic, empty when it has none.</summary>
    public required string Topic { get; init; }

    /// <summary>Members now.</summary>
    public required int People { get; init; }

    /// <summary>One of <see cref="RoomAccess"/>; null when it is open.</summary>
    public string? Access { get; init; }

    /// <summary>Entering takes a passphrase.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Passphrase { get; init; }
}

/// <summary>Rooms of the server, in several parts when there are many: most people first, then by name.</summary>
public sealed record RoomList : Answer
{
    /// <summary>The rooms of this part.</summary>
    public required IReadOnlyList<RoomSummary> Rooms { get; init; }
}

/// <summary>Members of a room, in several parts when there are many; the parts together are the whole list.</summary>
public sealed record PeopleList : Answer
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The people of this part.</summary>
    public required IReadOnlyList<Person> People { get; init; }
}

/// <summary>Stored events of a room in ascending order, in several parts when they do not fit one line.</summary>
public sealed record Page : Answer
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The events of this part.</summary>
    public required IReadOnlyList<NumberedEvent> Events { get; init; }
}

/// <summary>It is done. For what was stored it tells the place: room, number and time.</summary>
public sealed record Done : Answer
{
    /// <summary>Where, for what was stored.</summary>
    public RoomName? Room { get; init; }

    /// <summary>Its number in the room, for what was stored.</summary>
    public long? Seq { get; init; }

    /// <summary>When it was stored: milliseconds since 1970-01-01 UTC.</summary>
    public long? At { get; init; }
}

/// <summary>Yes, I am here.</summary>
public sealed record Pong : Answer;

/// <summary>It is not done, and why. Without <c>re</c> when the line could not be read so far.</summary>
public sealed record Refused : Answer
{
    /// <summary>One of <see cref="RefusalCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for a person that says what to do next.</summary>
    public required string Text { get; init; }

    /// <summary>A free nickname near the one that was refused.</summary>
    public string? Suggest { get; init; }

    /// <summary>Milliseconds to wait before it is worth trying again.</summary>
    public int? Wait { get; init; }
}
