using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>One line of the protocol. The closed set of its cases stands in <see cref="MessageTypes"/>.</summary>
public abstract record Message
{
    private protected Message()
    {
    }

    /// <summary>The field <c>t</c> that names the message.</summary>
    [JsonPropertyName("t"), JsonPropertyOrder(-3)]
    public virtual string Type => MessageTypes.NameOf(this);
}

/// <summary>What asks for an answer. The answer repeats <see cref="Id"/> as <c>re</c>.</summary>
public abstract record Request : Message
{
    private protected Request()
    {
    }

    /// <summary>At most <see cref="Limits.MaxIdChars"/> characters, chosen by the asker; null when it does not care which answer is whose.</summary>
    [JsonPropertyOrder(-2)]
    public string? Id { get; init; }
}

/// <summary>A request that adds a numbered event to a room. Answered by <see cref="Done"/> once it is stored.</summary>
public abstract record NumberedRequest : Request
{
    private protected NumberedRequest()
    {
    }

    /// <summary>Where.</summary>
    public required RoomName Room { get; init; }

    /// <summary>The sender's own id for this request, a UUID (version 7 is best). A repeat of the same id is answered with the first result.</summary>
    public Guid? Cid { get; init; }
}

/// <summary>What answers a request, in one part or several: all parts but the last carry <c>more</c>.</summary>
public abstract record Answer : Message
{
    private protected Answer()
    {
    }

    /// <summary>The <c>id</c> of the request, or null when it had none.</summary>
    [JsonPropertyOrder(-2)]
    public string? Re { get; init; }

    /// <summary>Another part of the same answer follows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool More { get; init; }
}

/// <summary>What happened in a room, told to its members.</summary>
public abstract record RoomEvent : Message
{
    private protected RoomEvent()
    {
    }

    /// <summary>Where.</summary>
    [JsonPropertyOrder(-2)]
    public required RoomName Room { get; init; }

    /// <summary>When, by the server's clock: milliseconds since 1970-01-01 UTC.</summary>
    [JsonPropertyOrder(-1)]
    public required long At { get; init; }
}

/// <summary>A room event that is stored: it has a place in the room's dense sequence and is delivered in that order.</summary>
public abstract record NumberedEvent : RoomEvent
{
    private protected NumberedEvent()
    {
    }

    /// <summary>1, 2, 3 … without holes in each room. A hole on the wire is filled by <see cref="HistoryRequest"/>.</summary>
    [JsonPropertyOrder(-1)]
    public required long Seq { get; init; }
}

/// <summary>
/// A stored event that changes a line said before. Rule: it changes the line when its own number is above
/// <see cref="ChatMessage.Rev"/> of what is known of the line; of a line that is not known nothing is to be done.
/// </summary>
public abstract record LineEvent : NumberedEvent
{
    private protected LineEvent()
    {
    }

    /// <summary>Who.</summary>
    public required Nickname From { get; init; }

    /// <summary>The number of the line.</summary>
    public required long Target { get; init; }
}
