namespace TuiChat.Commands;

/// <summary>One row of the command table: it runs the command, and help, completion and errors are printed from it.</summary>
/// <param name="Name">Without the slash, in lower case; may be two words, such as <c>send file</c>.</param>
/// <param name="Arguments">What may follow, in order; may be empty.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Run">Does it; the text is all that follows the name, trimmed, and holds every argument that must be there.</param>
sealed record Command(string Name, IReadOnlyList<Argument> Arguments, string Help, Func<CommandContext, string, CommandResult> Run)
{
    /// <summary>Other names that do the same.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>It makes sense before one is on a server.</summary>
    public bool IsForLobby { get; init; }

    /// <summary>The command as it is typed: <c>/cd [ROOM]</c>.</summary>
    public string Usage => string.Join(' ', Arguments.Select(argument => argument.Shown).Prepend($"/{Name}"));

    /// <summary>What an argument is, for hints and errors: <c>ROOM: the room to go into</c>.</summary>
    public static string Explain(Argument argument) => $"{argument.Name}: {argument.Help}";

    /// <summary>The first argument that has to be there and is not, or null.</summary>
    public Argument? Missing(string text)
    {
        var given = CommandLineWords.Split(text, Arguments).Count;
        return Arguments.Skip(given).FirstOrDefault(argument => !argument.IsOptional);
    }

    /// <summary>Whether a text behind the name holds something that is never to be remembered.</summary>
    public bool IsSecret(string text) => Arguments.Zip(CommandLineWords.Split(text, Arguments)).Any(pair => pair.First.IsSecret);
}
