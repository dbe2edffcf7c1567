using TuiChat.Terminal;

namespace TuiChat.Commands;

/// <summary>All commands. Reads a typed line and runs what it means; nothing unknown is ever sent as text.</summary>
sealed class CommandTable
{
    readonly Dictionary<string, Command> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The table of everything the client knows.</summary>
    public CommandTable()
    {
        All = [.. RoomCommands.All, .. TalkCommands.All, .. InfoCommands.All, .. ProgramCommands.All];
        foreach (var command in All)
        {
            _byName.Add(command.Name, command);
            foreach (var alias in command.Aliases) _byName.Add(alias, command);
        }
    }

    /// <summary>All commands, in the order of help.</summary>
    public IReadOnlyList<Command> All { get; }

    /// <summary>The command of this name or alias, with or without the slash, or null.</summary>
    public Command? Find(string name) => _byName.GetValueOrDefault(name.StartsWith('/') ? name[1..] : name);

    /// <summary>Does what a line means: a command, words that leave, or text to say.</summary>
    public CommandResult Run(CommandContext context, string line)
    {
        if (line.Trim().Length == 0) return CommandResult.Done;
        if (line.Trim() is ".exit" or "exit")
        {
            context.Quit();
            return CommandResult.Done;
        }
        if (!line.StartsWith('/')) return CommandResult.From(context.Client.Say(line));
        if (line.StartsWith("//", StringComparison.Ordinal)) return CommandResult.From(context.Client.Say(line[1..]));
        var space = line.AsSpan().IndexOfAny(" \t\n");
        var (name, rest) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
        return Find(name)?.Run(context, rest) ?? CommandResult.Failed(Unknown(name));
    }

    string Unknown(string name)
    {
        if (name == "/") return "A command follows the slash; /help lists all of them.";
        var near = NearestName.Find(name[1..].ToLowerInvariant(), _byName.Keys);
        var hint = near is null ? "" : $" Did you mean /{near}?";
        return $"There is no command {name}.{hint} /help lists all; to send a line that begins with a slash, type /{name}.";
    }
}
