namespace TuiChat.Commands;

/// <summary>The program itself.</summary>
static class ProgramCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("help", [new("WORD", "a command, or a word to look for", ArgumentKind.Command) { IsOptional = true }], "Shows all commands and keys, or explains one command.", Help) { IsForLobby = true, Aliases = ["h", "?"] },
        new("quit", [], "Leaves the program; .exit and exit alone on a line do the same.", Quit) { IsForLobby = true, Aliases = ["exit", "q"] },
    ];

    static CommandResult Help(CommandContext context, string text)
    {
        if (text.Length == 0)
        {
            context.ShowHelp();
            return CommandResult.Done;
        }
        var exact = context.Commands.Find(text);
        var found = exact is null
            ? context.Commands.All.Where(command => command.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || command.Help.Contains(text, StringComparison.OrdinalIgnoreCase)).ToArray()
            : [exact];
        if (found.Length == 0) return CommandResult.Failed($"No command has to do with “{text}”. /help lists all.");
        var aliases = exact is { Aliases.Count: > 0 } ? $"\nAlso: {string.Join(", ", exact.Aliases.Select(alias => "/" + alias))}" : "";
        var arguments = exact is null ? "" : string.Concat(exact.Arguments.Select(argument => $"\n  {Command.Explain(argument)}{Words(argument)}"));
        return context.Tell(string.Join('\n', found.Select(command => $"{command.Usage}: {command.Help}")) + arguments + aliases);
    }

    static string Words(Argument argument) => string.Concat(argument.Words.Select(word => $"; {word.Word}: {word.Help}"));

    static CommandResult Quit(CommandContext context, string text)
    {
        context.Quit();
        return CommandResult.Done;
    }
}
