using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Whom to connect to, as whom, and how patiently.</summary>
sealed record SessionOptions
{
    /// <summary>The server.</summary>
    public required ServerAddress Address { get; init; }

    /// <summary>The nickname to ask for.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>Name resolution and TCP connect together; 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte sent to the answer to <c>hello</c>; 8 s.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Silence after which the client pings; 10 s.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which the connection counts as dead; 15 s.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(15);
}
