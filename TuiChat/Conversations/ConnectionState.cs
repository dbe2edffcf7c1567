using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>How it stands with the server, as the status line shows it.</summary>
abstract record ConnectionState
{
    /// <summary>No server.</summary>
    public sealed record Idle : ConnectionState;

    /// <summary>On the way in.</summary>
    public sealed record Connecting(ServerAddress Address) : ConnectionState;

    /// <summary>In.</summary>
    public sealed record Online : ConnectionState;

    /// <summary>The connection is lost and will be tried again.</summary>
    public sealed record Waiting(SessionEnd End, DateTimeOffset Until) : ConnectionState;

    /// <summary>It is over, and why.</summary>
    public sealed record Offline(SessionEnd End) : ConnectionState;
}
