namespace TuiChat.Scripting;

/// <summary>What the command line says about a script.</summary>
sealed record ScriptOptions
{
    /// <summary>The client with which it begins.</summary>
    public ClientOptions Client { get; init; } = new();

    /// <summary>30 s: how long an expectation may take that says nothing else; far more than it ever needs.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Names with values from outside.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Clients look for servers on this network.</summary>
    public bool LooksAround { get; init; }
}
