using TuiChat.Server.Logging;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Operator;

/// <summary>
/// What an operator can type, in the server's own terminal or through its control socket: one table of commands, which also prints the help.
/// The words are those of the client without the slash. Any number of lines may run at once.
/// </summary>
sealed class OperatorConsole
{
    readonly ConsoleCommand[] _commands;

    /// <param name="server">What can be seen and done.</param>
    public OperatorConsole(ServerControl server)
    {
        Completion = new ConsoleCompletion(server, () => Commands);
        _commands = [new("help", "[WORD]", "shows this list, or one word of it", [ArgumentKind.Command], HelpAsync), .. new InfoWords(server).All, .. new OrderWords(server).All];
    }

    /// <summary>The table.</summary>
    public IReadOnlyList<ConsoleCommand> Commands => _commands;

    /// <summary>What Tab offers.</summary>
    public ConsoleCompletion Completion { get; }

    /// <summary>The row of a line, or null.</summary>
    public ConsoleCommand? Find(string line) => Row(new ConsoleArguments(line.TrimStart().TrimStart('/')).Peek);

    /// <summary>Runs one line.</summary>
    public async Task<ConsoleResult> RunAsync(string line, TextWriter output)
    {
        var arguments = new ConsoleArguments(line.TrimStart().TrimStart('/'));
        var word = arguments.Take();
        if (word.Length == 0) return ConsoleResult.Done;
        if (Row(word) is not { } command)
        {
            await output.WriteLineAsync($"There is no command “{LogText.Clean(word)}”. Type help for the list.").ConfigureAwait(false);
            return ConsoleResult.Misspelt;
        }
        try
        {
            var result = await command.RunAsync(arguments, output).ConfigureAwait(false);
            if (result == ConsoleResult.Misspelt) await output.WriteLineAsync($"Type it so: {command.Usage}").ConfigureAwait(false);
            return result;
        }
        catch (StoreException e) // told in the log by the store
        {
            await output.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ConsoleResult.Refused;
        }
    }

    ConsoleCommand? Row(string word) => _commands.FirstOrDefault(row => row.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    async Task<ConsoleResult> HelpAsync(ConsoleArguments rest, TextWriter output)
    {
        if (Row(rest.Peek.TrimStart('/')) is { } one)
        {
            await output.WriteLineAsync($"  {one.Usage}\n      {one.Help}").ConfigureAwait(false);
            return ConsoleResult.Done;
        }
        foreach (var command in _commands) await output.WriteLineAsync($"  {command.Name,-11} {command.Help}").ConfigureAwait(false);
        await output.WriteLineAsync("help WORD shows what follows a word. Tab completes; Up brings earlier lines back.").ConfigureAwait(false);
        return ConsoleResult.Done;
    }
}
