using TuiChat.Protocol;

namespace TuiChat.Server.Backplanes;

/// <summary>The backplane of a server that is one process: what is published is delivered at once, on the caller's thread.</summary>
sealed class LocalBackplane : Backplane
{
    /// <inheritdoc/>
    public override void Publish(RoomEvent roomEvent) => Deliver(roomEvent);

    /// <inheritdoc/>
    public override void Publish(Guid author, PersonEvent note) => DeliverNote(author, note);
}
