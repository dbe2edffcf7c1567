using System.Text.Json.Serialization;

namespace TuiChat.History.Export;

/// <summary>A line in the json form, which has everything and can be taken in again. Names and meanings are as in docs/PROTOCOL.md where both have them.</summary>
sealed record ExportedLine
{
    /// <summary>The id of the server.</summary>
    public required string Server { get; init; }

    /// <summary>The server's name for people.</summary>
    public required string ServerName { get; init; }

    /// <summary>The room.</summary>
    public required string Room { get; init; }

    /// <summary>The other one, in a direct room.</summary>
    public string? With { get; init; }

    /// <summary>Its number there.</summary>
    public required long Seq { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC.</summary>
    public required long At { get; init; }

    /// <summary>What it is: <c>said</c>, <c>action</c>, <c>topic</c>, <c>announcement</c>, <c>edited</c>, <c>deleted</c>, <c>reaction</c>, <c>unknown</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who, or absent.</summary>
    public string? From { get; init; }

    /// <summary>What.</summary>
    public string? Text { get; init; }

    /// <summary>The line that it is about.</summary>
    public long? Target { get; init; }

    /// <summary>A reaction that was taken back.</summary>
    public bool Remove { get; init; }

    /// <summary>The line that it answers.</summary>
    public long? Reply { get; init; }

    /// <summary>Who said that.</summary>
    public string? To { get; init; }

    /// <summary>The text is not the first one.</summary>
    public bool Edited { get; init; }

    /// <summary>The line was deleted.</summary>
    public bool Deleted { get; init; }

    /// <summary>Changes up to this number are in it.</summary>
    public long Rev { get; init; }

    /// <summary>The number of the event that the text is from.</summary>
    public long TextRev { get; init; }

    /// <summary>Who reacted with what, taken back ones included.</summary>
    public IReadOnlyList<HistoryMark>? Reactions { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true, MaxDepth = 8)]
[JsonSerializable(typeof(ExportedLine))]
sealed partial class ExportJson : JsonSerializerContext;
