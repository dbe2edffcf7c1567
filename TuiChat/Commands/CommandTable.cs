using TuiChat.Terminal;

namespace TuiChat.Commands;

/// <summary>All commands. Reads a typed line and runs what it means; nothing unknown is ever sent as text.</summary>
sealed class CommandTable
{
    readonly Dictionary<string, Command> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The table of everything the client knows.</summary>
    public CommandTable()
    {
        All = [.. RoomCommands.All, .. ServerCommands.All, .. TalkCommands.All, .. PeopleCommands.All, .. AccountCommands.All, .. PastCommands.All, .. InfoCommands.All, .. SettingsCommands.All, .. ModerationCommands.All, .. ProgramCommands.All];
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
        if (Parse(line) is not { } parsed) return CommandResult.Failed(Unknown(line[..EndOfWord(line, 0)]));
        return parsed.Command.Missing(parsed.Text) is { } missing
            ? CommandResult.Failed($"{missing.Name} is missing: {missing.Help}. It is typed {parsed.Command.Usage}.")
            : parsed.Command.Run(context, parsed.Text);
    }

    /// <summary>Does what a command typed in the lobby means; there is nobody to whom text could be said.</summary>
    public CommandResult RunInLobby(CommandContext context, string line)
    {
        if (Parse(line) is { Command: { IsForLobby: false } command }) return CommandResult.Failed($"/{command.Name} is for a server. Join one first: choose it and press Enter.");
        return line.StartsWith("//", StringComparison.Ordinal) ? CommandResult.Failed("There is nobody here to say this to.") : Run(context, line);
    }

    /// <summary>Takes a line apart that begins with a slash; null when there is no such command.</summary>
    public ParsedLine? Parse(string line)
    {
        var first = EndOfWord(line, 0);
        var start = SkipSpace(line, first);
        // A name of two words goes before one of the first of them.
        var second = EndOfWord(line, start);
        if (second > start && Find($"{line[..first]} {line[start..second]}") is { } longer) return Make(line, longer, second);
        return Find(line[..first]) is { } command ? Make(line, command, first) : null;
    }

    /// <summary>Whether a line holds something that is never to be remembered.</summary>
    public bool IsSecret(string line) => line.StartsWith('/') && Parse(line) is { } parsed && parsed.Command.IsSecret(parsed.Text);

    static ParsedLine Make(string line, Command command, int nameEnd)
    {
        var start = SkipSpace(line, nameEnd);
        return new ParsedLine(command, nameEnd, start, line[start..].TrimEnd());
    }

    static int EndOfWord(string text, int start)
    {
        while (start < text.Length && !char.IsWhiteSpace(text[start])) start++;
        return start;
    }

    static int SkipSpace(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        return start;
    }

    string Unknown(string name)
    {
        if (name == "/") return "A command follows the slash; /help lists all of them.";
        var near = _byName.Keys.FirstOrDefault(known => known.StartsWith(name[1..] + " ", StringComparison.OrdinalIgnoreCase)) ?? NearestName.Find(name[1..].ToLowerInvariant(), _byName.Keys);
        var hint = near is null ? "" : $" Did you mean /{near}?";
        return $"There is no command {name}.{hint} /help lists all; to send a line that begins with a slash, type /{name}.";
    }
}
