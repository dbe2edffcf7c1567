namespace TuiChat.Server.Operator;

/// <summary>A row of the console's table.</summary>
/// <param name="Name">The word.</param>
/// <param name="Arguments">What follows it, as shown by help; empty when nothing does.</param>
/// <param name="Help">What it does.</param>
/// <param name="Kinds">What is offered at each place behind the word.</param>
/// <param name="RunAsync">Does it; gets what follows the word, and writes what is shown.</param>
sealed record ConsoleCommand(string Name, string Arguments, string Help, ArgumentKind[] Kinds, Func<ConsoleArguments, TextWriter, Task<ConsoleResult>> RunAsync)
{
    /// <summary>What is typed holds a secret behind these words, and is not to be remembered.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The word with what follows it.</summary>
    public string Usage => $"{Name} {Arguments}".TrimEnd();
}
