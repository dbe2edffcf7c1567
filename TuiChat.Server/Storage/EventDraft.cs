using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>A room event before it has a number and a time.</summary>
/// <param name="Room">Where.</param>
/// <param name="Type">The field <c>t</c> of the event it becomes: <c>msg</c>, <c>topic</c> or <c>notice</c>.</param>
/// <param name="From">Who; null for a notice.</param>
/// <param name="Text">What, checked.</param>
/// <param name="Kind">One of <see cref="MessageKind"/> or null.</param>
/// <param name="Cid">The sender's own id, which makes the append idempotent; null when it gave none.</param>
sealed record EventDraft(RoomName Room, string Type, Nickname? From, string Text, string? Kind = null, Guid? Cid = null)
{
    /// <summary><see cref="Type"/> of something said.</summary>
    public const string Message = "msg";

    /// <summary><see cref="Type"/> of a new topic.</summary>
    public const string Topic = "topic";

    /// <summary><see cref="Type"/> of what the operator says.</summary>
    public const string Notice = "notice";

    /// <summary>The event that the draft becomes at its place.</summary>
    /// <exception cref="StoreException">A type that this program does not know: written by another one.</exception>
    public NumberedEvent At(long seq, long at) => (Type, From) switch
    {
        (Message, { } from) => new ChatMessage { Room = Room, Seq = seq, At = at, From = from, Text = Text, Kind = Kind, Cid = Cid },
        (Topic, { } from) => new TopicChanged { Room = Room, Seq = seq, At = at, From = from, Text = Text },
        (Notice, _) => new Notice { Room = Room, Seq = seq, At = at, Text = Text },
        _ => throw new StoreException($"Event {seq} of #{Room} has the unknown type {Type}."),
    };
}
