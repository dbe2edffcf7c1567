namespace TuiChat.Protocol;

/// <summary>The values of the field <c>kind</c>.</summary>
public static class MessageKind
{
    /// <summary>An action in the third person, typed as <c>/me</c>.</summary>
    public const string Action = "action";
}

/// <summary>Somebody said something.</summary>
public sealed record ChatMessage : NumberedEvent
{
    /// <summary>Who.</summary>
    public required Nickname From { get; init; }

    /// <summary>What; newlines and tabs are the only control characters.</summary>
    public required string Text { get; init; }

    /// <summary><see cref="MessageKind.Action"/> or null.</summary>
    public string? Kind { get; init; }

    /// <summary>The sender's own id, when it gave one.</summary>
    public Guid? Cid { get; init; }
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

/// <summary>Somebody became a member. Not stored, not numbered.</summary>
public sealed record MemberJoined : RoomEvent
{
    /// <summary>Who.</summary>
    public required Nickname Nick { get; init; }
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
