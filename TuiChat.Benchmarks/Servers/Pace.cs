namespace TuiChat.Benchmarks.Servers;

/// <summary>How long and how much the server scenarios measure.</summary>
sealed record Pace
{
    /// <summary>As thorough as a single scenario is run.</summary>
    public static Pace Thorough { get; } = new();

    /// <summary>So that all scenarios with five servers end within eleven minutes.</summary>
    public static Pace Compared { get; } = new()
    {
        WarmUp = TimeSpan.FromSeconds(10),
        Measured = TimeSpan.FromSeconds(4),
        Messages = 160,
        Idle = 3000,
        Encrypted = 500,
        Rounds = 100,
    };

    /// <summary>To see that all works, and the ratios roughly.</summary>
    public static Pace Quick { get; } = new()
    {
        WarmUp = TimeSpan.FromSeconds(3),
        Measured = TimeSpan.FromSeconds(2),
        Messages = 60,
        Idle = 1000,
        Encrypted = 200,
        Rounds = 50,
    };

    /// <summary>Until all is compiled and settled, as in a server that runs for months; not measured.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long each figure is measured.</summary>
    public TimeSpan Measured { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages whose way is timed.</summary>
    public int Messages { get; init; } = 300;

    /// <summary>Silent connections.</summary>
    public int Idle { get; init; } = 5000;

    /// <summary>Silent connections with TLS.</summary>
    public int Encrypted { get; init; } = 2000;

    /// <summary>Rounds of talk by the generator that does TLS.</summary>
    public int Rounds { get; init; } = 200;
}
