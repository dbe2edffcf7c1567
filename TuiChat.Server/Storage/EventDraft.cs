using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>A room event before it has a number and a time.</summary>
/// <param name="Room">Where.</param>
/// <param name="Type">The field <c>t</c> of the event it becomes: one of the constants here.</param>
/// <param name="From">Who; null for a notice.</param>
/// <param name="Text">What, checked.</param>
/// <param name="Kind">Of a message one of <see cref="MessageKind"/> or null, of a reaction <see cref="Removal"/> or null.</param>
/// <param name="Cid">The sender's own id, which makes the append idempotent; null when it gave none.</param>
sealed record EventDraft(RoomName Room, string Type, Nickname? From, string Text, string? Kind = null, Guid? Cid = null)
{
    /// <summary><see cref="Type"/> of something said.</summary>
    public const string Message = "msg";

    /// <summary><see cref="Type"/> of a new topic.</summary>
    public const string Topic = "topic";

    /// <summary><see cref="Type"/> of what the operator says.</summary>
    public const string Notice = "notice";

    /// <summary><see cref="Type"/> of a line that gets another text.</summary>
    public const string Edited = "edited";

    /// <summary><see cref="Type"/> of a line that goes.</summary>
    public const string Deleted = "deleted";

    /// <summary><see cref="Type"/> of a reaction that comes or goes.</summary>
    public const string Reaction = "reaction";

    /// <summary><see cref="Kind"/> of a reaction that goes.</summary>
    public const string Removal = "remove";

    /// <summary>The number of the line that it answers or changes, or null.</summary>
    public long? Target { get; init; }

    /// <summary>Who said the line that it answers; found by the store.</summary>
    public Nickname? To { get; init; }

    /// <summary>Who speaks, beyond the name, which may change; only the same may change the line later. Null for what nobody may change.</summary>
    public Guid? Author { get; init; }

    /// <summary>By what repeats of it are known, see <see cref="Cid"/>; the name when null.</summary>
    public string? Sender { get; init; }

    /// <summary>Asked whether a line of somebody else may be deleted, on the writer's thread; null when only one's own.</summary>
    public Func<StoredLine, bool>? MayDelete { get; init; }

    /// <summary>Whose room it is, when it is the first line of a direct room; null otherwise.</summary>
    public DirectPair? Direct { get; init; }

    /// <summary>Whether it changes a line instead of adding one.</summary>
    public bool IsChange => Type is Edited or Deleted or Reaction;

    /// <summary>The event that the draft becomes at its place.</summary>
    /// <exception cref="StoreException">A type that this program does not know: written by another one.</exception>
    public NumberedEvent At(long seq, long at) => (Type, From) switch
    {
        (Message, { } from) => new ChatMessage { Room = Room, Seq = seq, At = at, From = from, Text = Text, Kind = Kind, Cid = Cid, Reply = Target, To = To },
        (Edited, { } from) => new LineEdited { Room = Room, Seq = seq, At = at, From = from, Target = Target ?? 0, Text = Text },
        (Deleted, { } from) => new LineDeleted { Room = Room, Seq = seq, At = at, From = from, Target = Target ?? 0 },
        (Reaction, { } from) => new LineReaction { Room = Room, Seq = seq, At = at, From = from, Target = Target ?? 0, Text = Text, Remove = Kind == Removal },
        (Topic, { } from) => new TopicChanged { Room = Room, Seq = seq, At = at, From = from, Text = Text },
        (Notice, _) => new Notice { Room = Room, Seq = seq, At = at, Text = Text },
        _ => throw new StoreException($"Event {seq} of #{Room} has the unknown type {Type}."),
    };
}
