using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>What a <see cref="Session"/> tells its owner, in the order in which it happened.</summary>
abstract record SessionEvent
{
    /// <summary>Name resolution and connect have begun.</summary>
    public sealed record Connecting(ServerAddress Address) : SessionEvent;

    /// <summary>The server let us in, on this connection of the session: 1 is the first. Requests name it.</summary>
    public sealed record Entered(Welcome Welcome, int Connection = 1) : SessionEvent
    {
        /// <summary>How the connection is protected.</summary>
        public KeyTrust Trust { get; init; } = KeyTrust.None;

        /// <summary>The rooms that were asked for in the hello; their answers follow.</summary>
        public IReadOnlyList<JoinRequest> Joining { get; init; } = [];

        /// <summary>What tokens of this server are bound to, see <see cref="TokenStore.Place"/>; null where none is to be kept.</summary>
        public string? TokenPlace { get; init; }

        /// <summary>The address that took the connection, or null when nobody looked.</summary>
        public ServerAddress? Address { get; init; }
    }

    /// <summary>The connection is lost, or could not be made again; what was asked and not answered will not be answered.</summary>
    /// <param name="End">Why.</param>
    /// <param name="Until">When it is tried again.</param>
    /// <param name="Attempt">Which attempt that will be, from 1.</param>
    public sealed record Waiting(SessionEnd End, DateTimeOffset Until, int Attempt) : SessionEvent;

    /// <summary>Something came that nobody asked for: an event of a room.</summary>
    public sealed record Received(RoomEvent Event) : SessionEvent;

    /// <summary>A note to us alone.</summary>
    public sealed record Noted(PersonEvent Note) : SessionEvent;

    /// <summary>An answer, or one part of it, with the request that it belongs to.</summary>
    public sealed record Answered(Request Request, Answer Answer, TimeSpan After) : SessionEvent;

    /// <summary>A refusal that names no request of ours.</summary>
    public sealed record Complained(Refused Refusal) : SessionEvent;

    /// <summary>It is over. Nothing follows.</summary>
    public sealed record Ended(SessionEnd End) : SessionEvent;
}
