using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Whom to connect to, as whom, and how patiently.</summary>
sealed record SessionOptions
{
    /// <summary>The server.</summary>
    public required ServerTarget Target { get; init; }

    /// <summary>Its best address.</summary>
    public ServerAddress Address => Target.Address;

    /// <summary>Judges and remembers keys; one that forgets everything with the program unless set.</summary>
    public ServerTrust Trust { get; init; } = new(new PinStore(null, TimeProvider.System));

    /// <summary>The nickname to ask for.</summary>
    public required Nickname Nick { get; init; }

    /// <summary>The server's password, or null when it has none or it was not asked for yet.</summary>
    public Secret? Password { get; init; }

    /// <summary>How to come in as the account <see cref="Nick"/>, or null for as a guest or by a token.</summary>
    public Login? Login { get; init; }

    /// <summary>The tokens by which one is logged in; forgets everything with the program unless set.</summary>
    public TokenStore Tokens { get; init; } = new(null, TimeProvider.System);

    /// <summary>The id of the server that this stay goes on with, or null for any.</summary>
    public string? Server { get; init; }

    /// <summary>The first connection is tried as often as those after it; else once, because somebody waits for an answer.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Where the first hello asks to be at once; only together with <see cref="Server"/>, because no other server is to hear of them.</summary>
    public IReadOnlyList<JoinRequest> Rooms { get; init; } = [];

    /// <summary>Name resolution and TCP connect together; 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte sent to the answer to <c>hello</c>; 8 s.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Silence after which the client pings; 10 s.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which the connection counts as dead; 15 s.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Silence after which the client pings while it waits for an answer; 2 s.</summary>
    public TimeSpan PingAfterAsking { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Silence after which the connection counts as dead while an answer is owed; 4.4 s, so that it is found within 5.</summary>
    public TimeSpan DeadAfterAsking { get; init; } = TimeSpan.FromSeconds(4.4);

    /// <summary>Around what the first wait before connecting again lies; it doubles from there; 500 ms.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait before connecting again; 30 s.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Numbers from 0 to 1 by chance, for the spread of the waits.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}
