using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>The values of the field <c>kind</c>.</summary>
public static class MessageKind
{
    /// <summary>An action in the third person, typed as <c>/me</c>.</summary>
    public const string Action = "action";
}

/// <summary>
/// Somebody said something. Live it is as it was said; in a <see cref="Page"/> it is as it reads now, with all changes up to
/// <see cref="Rev"/>.
/// </summary>
public sealed record ChatMessage : NumberedEvent
{
    /// <summary>Who.</summary>
    public required Nickname From { get; init; }

    /// <summary>What; newlines and tabs are the only control characters. Empty when the line was deleted.</summary>
    public required string Text { get; init; }

    /// <summary><see cref="MessageKind.Action"/> or null.</summary>
    public string? Kind { get; init; }

    /// <summary>The sender's own id, when it gave one.</summary>
    public Guid? Cid { get; init; }

    /// <summary>The number of the line that this one answers, or null.</summary>
    public long? Reply { get; init; }

    /// <summary>Who said the line that this one answers.</summary>
    public Nickname? To { get; init; }

    /// <summary>The text is not the first one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Edited { get; init; }

    /// <summary>The line was deleted; its text is gone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deleted { get; init; }

    /// <summary>What people reacted with, in the order of first appearance; null when nobody did.</summary>
    public IReadOnlyList<ReactionSummary>? Reactions { get; init; }

    /// <summary>The number of the newest <see cref="LineEvent"/> that is in all this already, or null when there is none.</summary>
    public long? Rev { get; init; }

    /// <summary>Whoever asked for the <see cref="Page"/> said it, perhaps under another name. Never in a live event, where the name tells it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Own { get; init; }
}

/// <summary>One kind of reaction to a line.</summary>
public sealed record ReactionSummary
{
    /// <summary>What.</summary>
    public required string Text { get; init; }

    /// <summary>Who reacted so, in that order.</summary>
    public required IReadOnlyList<Nickname> Who { get; init; }

    /// <summary>The one among them who asked for the <see cref="Page"/>, who may have another name by now; null when that one has not reacted so.</summary>
    public Nickname? Own { get; init; }
}

/// <summary>A line says something else now.</summary>
public sealed record LineEdited : LineEvent
{
    /// <summary>
    /// What it says. In a <see cref="Page"/> what it says by now, also after later edits; empty, to be ignored, when it has been
    /// deleted since.
    /// </summary>
    public required string Text { get; init; }
}

/// <summary>A line is gone: its text, its reactions, and what other lines quote of it.</summary>
public sealed record LineDeleted : LineEvent;

/// <summary>Somebody reacted to a line, or took a reaction back.</summary>
public sealed record LineReaction : LineEvent
{
    /// <summary>What.</summary>
    public required string Text { get; init; }

    /// <summary>The reaction went instead of coming.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Remove { get; init; }

    /// <summary>Whoever asked for the <see cref="Page"/> did it, perhaps under another name. Never in a live event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Own { get; init; }
}

/// <summary>Somebody set the topic.</summary>
public sealed record TopicChanged : NumberedEvent
{
    /// <summary>Who.</summary>
    public required Nickname From { get; init; }

    /// <summary>The new topic, empty when it was taken away.</summary>
    public required string Text { get; init; }
}

/// <summary>The operator speaks to every room.</summary>
public sealed record Notice : NumberedEvent
{
    /// <summary>What.</summary>
    public required string Text { get; init; }
}

/// <summary>Somebody is a member no more. Not stored, not numbered.</summary>
public sealed record MemberLeft : RoomEvent
{
    /// <summary>Who.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Why, when there is more to say than that they left: last words, or that the connection was lost.</summary>
    public string? Why { get; init; }
}

/// <summary>The last line of a server: it closes the connection, and why.</summary>
public sealed record Bye : Answer
{
    /// <summary>One of <see cref="RefusalCode"/>, or null when the client asked to leave.</summary>
    public string? Code { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Text { get; init; }
}
