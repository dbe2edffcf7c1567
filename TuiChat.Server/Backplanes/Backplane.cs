using TuiChat.Protocol;

namespace TuiChat.Server.Backplanes;

/// <summary>
/// Carries room events to every node of the server, this one included. Delivery comes only from here. Contract: publishing
/// never blocks; events of one publisher thread arrive in their order; numbered ones may be lost or doubled on the way (the
/// receiver sees that by the number), unnumbered ones may be lost.
/// </summary>
abstract class Backplane
{
    /// <summary>Who is told of each event; set once, before anything is published. Called on any thread, must not block.</summary>
    public Action<RoomEvent> Deliver { get; set; } = static _ => throw new InvalidOperationException("Nobody listens to the backplane yet.");

    /// <summary>Who is told of each note to a person, by <c>Visitor.Author</c>; set once, as <see cref="Deliver"/>. Notes may be lost.</summary>
    public Action<Guid, PersonEvent> DeliverNote { get; set; } = static (_, _) => throw new InvalidOperationException("Nobody listens to the backplane yet.");

    /// <summary>Hands an event to all nodes.</summary>
    public abstract void Publish(RoomEvent roomEvent);

    /// <summary>Hands a note to all nodes; where the person is, every connection of it is told.</summary>
    public abstract void Publish(Guid author, PersonEvent note);
}
