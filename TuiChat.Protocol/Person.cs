using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>One person in a room, as the others see it. What is absent on the wire is the ordinary case.</summary>
public sealed record Person
{
    /// <summary>Who.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Has no account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Guest { get; init; }

    /// <summary>One of <see cref="ServerRole"/>; null for members and guests.</summary>
    public string? Role { get; init; }

    /// <summary>One of <see cref="RoomRank"/>, in this room; null for most.</summary>
    public string? Rank { get; init; }

    /// <summary>One of <see cref="PersonState"/>; null when here.</summary>
    public string? State { get; init; }

    /// <summary>Why away.</summary>
    public string? Note { get; init; }

    /// <summary>As <see cref="LookRequest.Color"/>; null when the person chose none.</summary>
    public string? Color { get; init; }
}
