using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>A stored event of a kind this code does not know. It is kept, so that the sequence of its room has no hole.</summary>
public sealed record UnknownEvent : NumberedEvent
{
    /// <inheritdoc/>
    public override string Type => Name;

    /// <summary>What the field <c>t</c> said.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";
}
