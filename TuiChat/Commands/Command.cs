namespace TuiChat.Commands;

/// <summary>One row of the command table: it runs the command, and help, completion and errors are printed from it.</summary>
/// <param name="Name">Without the slash, in lower case.</param>
/// <param name="Arguments">As help shows them, capitals for what is to be replaced, brackets for what may be left out; may be empty.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Run">Does it.</param>
sealed record Command(string Name, string Arguments, string Help, Func<CommandContext, string, CommandResult> Run)
{
    /// <summary>Other names that do the same.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The command as it is typed: <c>/cd ROOM</c>.</summary>
    public string Usage => Arguments.Length == 0 ? $"/{Name}" : $"/{Name} {Arguments}";
}
