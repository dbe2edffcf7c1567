using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>I am away. Answered by <see cref="Done"/>; the rooms get <see cref="PersonChanged"/>.</summary>
public sealed record AwayRequest : Request
{
    /// <summary>Why, at most <see cref="Limits.MaxShortTextBytes"/> bytes in one line, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Not said, but found: no key was touched for a while.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Idle { get; init; }
}

/// <summary>I am here again. Answered by <see cref="Done"/>; the rooms get <see cref="PersonChanged"/>.</summary>
public sealed record BackRequest : Request;

/// <summary>I am writing in this room. Answered by <see cref="Done"/>; the others get <see cref="WritingEvent"/>.</summary>
public sealed record TypingRequest : Request
{
    /// <summary>Where.</summary>
    public required RoomName Room { get; init; }
}

/// <summary>Tell me when these people come and go. Replaces the list of before. Answered by <see cref="Done"/>, then a <see cref="PresenceNote"/> for each.</summary>
public sealed record WatchRequest : Request
{
    /// <summary>At most <see cref="Limits.MaxWatched"/> names; empty for none.</summary>
    public required IReadOnlyList<Nickname> Nicks { get; init; }
}

/// <summary>The room of the two of us. Answered as <see cref="JoinRequest"/> is; the <see cref="RoomState"/> names the other.</summary>
public sealed record DirectRequest : Request
{
    /// <summary>The other.</summary>
    public required Nickname With { get; init; }

    /// <summary>As <see cref="JoinRequest.Lines"/>.</summary>
    public int? Lines { get; init; }
}

/// <summary>Which direct rooms have I? Answered by <see cref="DirectList"/>.</summary>
public sealed record DirectsRequest : Request;

/// <summary>Take no direct messages of this person any more, or take them again. Answered by <see cref="Done"/>.</summary>
public sealed record BlockRequest : Request
{
    /// <summary>Whom.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>The block goes instead of coming.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Remove { get; init; }
}

/// <summary>Whom have I blocked? Answered by <see cref="BlockList"/>.</summary>
public sealed record BlocksRequest : Request;

/// <summary>An account has read a room up to here. Answered by <see cref="Done"/>; its other devices get <see cref="ReadMark"/>.</summary>
public sealed record ReadRequest : Request
{
    /// <summary>Which room; the asker is a member of it.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The number of the last event that was read.</summary>
    public required long Seq { get; init; }
}

/// <summary>How far has my account read? Answered by <see cref="MarkerList"/>.</summary>
public sealed record MarkersRequest : Request;
