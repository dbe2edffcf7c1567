using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>The first request of a client: who it is and what it speaks. Answered by <see cref="Welcome"/>.</summary>
public sealed record Hello : Request
{
    /// <summary>The newest protocol version the client speaks.</summary>
    public required int V { get; init; }

    /// <summary>The oldest it speaks; the same as <see cref="V"/> when null.</summary>
    public int? Min { get; init; }

    /// <summary>The nickname it wants.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Program and version, such as <c>tuichat/0.1.0</c>; for logs only.</summary>
    public string? Client { get; init; }

    /// <summary>Capabilities the client understands; see <see cref="Capability"/>.</summary>
    public IReadOnlyList<string> Caps { get => field ?? []; init; }

    /// <summary>
    /// <see cref="Welcome.Session"/> of an earlier welcome for this name: a connection of it that the server still holds is
    /// closed in favour of this one. A secret.
    /// </summary>
    public string? Resume { get; init; }

    /// <summary>The server's password, when it has one: at most <see cref="Limits.MaxPasswordBytes"/> bytes of UTF-8. A secret.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// Rooms to be in at once, at most <see cref="Limits.MaxHelloRooms"/>: after the welcome each is handled and answered as if it
    /// had come in a line of its own.
    /// </summary>
    public IReadOnlyList<JoinRequest>? Rooms { get; init; }

    /// <summary>The password of the account <see cref="Nick"/>: at most <see cref="Limits.MaxPasswordBytes"/> bytes of UTF-8. A secret.</summary>
    public string? Secret { get; init; }

    /// <summary>A token of an account (<see cref="Welcome.Token"/>), whose present name then wins over <see cref="Nick"/>. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>Makes the account <see cref="Nick"/> with <see cref="Secret"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Register { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"hello of {Nick}"; // without the secrets
}

/// <summary>What server is this? Allowed before <see cref="Hello"/>. Answered by <see cref="ServerInfo"/>.</summary>
public sealed record AboutRequest : Request;

/// <summary>Become a member of a room, which is made if need be. Answered by <see cref="RoomState"/>, <see cref="PeopleList"/> and <see cref="Page"/>.</summary>
public sealed record JoinRequest : Request
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }

    /// <summary>
    /// How many events to bring along, 0–<see cref="Limits.MaxPageEvents"/>. When null: <see cref="Limits.DefaultJoinLines"/>, with
    /// <see cref="Since"/> as many as there may be.
    /// </summary>
    public int? Lines { get; init; }

    /// <summary>The number of the last event that the client has: the first ones behind it come instead of the newest. Null for those.</summary>
    public long? Since { get; init; }

    /// <summary>The room's passphrase, when it has one: at most <see cref="Limits.MaxPasswordBytes"/> bytes. A secret.</summary>
    public string? Secret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"join of {Room}"; // without the secret
}

/// <summary>Stop being a member of a room. Answered by <see cref="Done"/>.</summary>
public sealed record LeaveRequest : Request
{
    /// <summary>Which room.</summary>
    public required RoomName Room { get; init; }
}

/// <summary>Say something in a room. Answered by <see cref="Done"/> once it is stored.</summary>
public sealed record SendRequest : NumberedRequest
{
    /// <summary>1–<see cref="Limits.MaxTextBytes"/> bytes of UTF-8; no control characters but newline and tab.</summary>
    public required string Text { get; init; }

    /// <summary><see cref="MessageKind.Action"/> for <c>/me</c>, null for plain speech.</summary>
    public string? Kind { get; init; }

    /// <summary>The number of the line that this one answers, or null.</summary>
    public long? Reply { get; init; }
}

/// <summary>Put another text in the place of a line of one's own. Answered by <see cref="Done"/> once it is stored.</summary>
public sealed record EditRequest : NumberedRequest
{
    /// <summary>The number of the line.</summary>
    public required long Target { get; init; }

    /// <summary>What it shall say; as for <see cref="SendRequest.Text"/>.</summary>
    public required string Text { get; init; }
}

/// <summary>Take a line of one's own away, text and all. Answered by <see cref="Done"/> once it is stored.</summary>
public sealed record DeleteRequest : NumberedRequest
{
    /// <summary>The number of the line.</summary>
    public required long Target { get; init; }
}

/// <summary>React to a line, or take a reaction back. Answered by <see cref="Done"/>, without a place when it was so already.</summary>
public sealed record ReactRequest : NumberedRequest
{
    /// <summary>The number of the line.</summary>
    public required long Target { get; init; }

    /// <summary>1–<see cref="Limits.MaxReactionBytes"/> bytes, mostly an emoji; see <see cref="TextRules.ReactionProblem"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The reaction goes instead of coming.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Remove { get; init; }
}

/// <summary>Set the topic of a room. Answered by <see cref="Done"/> once it is stored.</summary>
public sealed record SetTopicRequest : Request
{
    /// <summary>Where.</summary>
    public required RoomName Room { get; init; }

    /// <summary>0–<see cref="Limits.MaxShortTextBytes"/> bytes of UTF-8 in one line; empty takes the topic away.</summary>
    public required string Text { get; init; }
}

/// <summary>Which rooms are there? Answered by <see cref="RoomList"/>.</summary>
public sealed record RoomsRequest : Request;

/// <summary>Who is in a room? Answered by <see cref="PeopleList"/>.</summary>
public sealed record PeopleRequest : Request
{
    /// <summary>Which room; the asker is a member of it.</summary>
    public required RoomName Room { get; init; }
}

/// <summary>
/// Stored events of a room, answered by <see cref="Page"/> in ascending order. With <see cref="After"/>: the first ones behind
/// that number. With <see cref="Before"/>: the last ones before it. With both: the first ones between. With neither: the newest.
/// </summary>
public sealed record HistoryRequest : Request
{
    /// <summary>Which room; the asker is a member of it.</summary>
    public required RoomName Room { get; init; }

    /// <summary>Exclusive lower end.</summary>
    public long? After { get; init; }

    /// <summary>Exclusive upper end.</summary>
    public long? Before { get; init; }

    /// <summary>1–<see cref="Limits.MaxPageEvents"/>; <see cref="Limits.DefaultJoinLines"/> when null.</summary>
    public int? Limit { get; init; }
}

/// <summary>Are you there? Sent by either side, answered by <see cref="Pong"/>.</summary>
public sealed record PingRequest : Request
{
    /// <summary>Whose client is to answer, asked by the server; null for the other side itself.</summary>
    public Nickname? Nick { get; init; }
}

/// <summary>The client leaves. Answered by <see cref="Bye"/>, then the server closes.</summary>
public sealed record QuitRequest : Request
{
    /// <summary>Last words for the rooms, at most <see cref="Limits.MaxShortTextBytes"/> bytes, or null.</summary>
    public string? Text { get; init; }
}
