using System.CommandLine;

namespace TuiChat.Scripting;

/// <summary>The subcommand <c>script</c> on the command line.</summary>
static class ScriptCommandLine
{
    static readonly Argument<string> Script = new("FILE") { Description = "The script; - is standard input. docs/SCRIPTING.md describes the language." };
    static readonly Option<string?> Within = new("--within") { HelpName = "TIME", Description = "How long an expectation may take that says nothing else, such as 5s; 30s when it is not given." };
    static readonly Option<string[]> Values = new("--set") { HelpName = "NAME=VALUE", Description = "Lets $NAME stand for VALUE in the script." };
    static readonly Option<bool> Discovery = new("--discovery") { Description = "Let its clients look for servers on this network." };

    /// <summary>Makes the subcommand.</summary>
    /// <param name="client">What a client is told, as in the program itself.</param>
    /// <param name="read">Reads that; a problem or null.</param>
    /// <param name="run">Runs the script.</param>
    /// <param name="error">Where problems go.</param>
    public static Command Create(IEnumerable<Symbol> client, ClientReader read, Func<string, ScriptOptions, int> run, TextWriter error)
    {
        var command = new Command("script", "Drives this program by a script, without a terminal: for tests, pictures, notices and checks.") { Script, Within, Values, Discovery };
        foreach (var symbol in client)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else if (symbol is Option option) command.Options.Add(option);
        }
        command.SetAction(parsed =>
        {
            var problem = Read(parsed, out var script);
            problem = read(parsed, out var options) ?? problem;
            if (problem is null) return run(parsed.GetValue(Script) ?? "-", script with { Client = options });
            error.WriteLine($"tuichat: {problem}");
            return ExitCodes.Usage;
        });
        return command;
    }

    /// <summary>Reads what a client is told; what is wrong with it, or null.</summary>
    public delegate string? ClientReader(ParseResult parsed, out ClientOptions options);

    static string? Read(ParseResult parsed, out ScriptOptions options)
    {
        options = new ScriptOptions { LooksAround = parsed.GetValue(Discovery) };
        if (parsed.GetValue(Within) is { } text)
        {
            if (!ScriptTime.TryParse(text, out var within)) return $"{ScriptTime.Allowed}; --within says “{text}”.";
            options = options with { Within = within };
        }
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in parsed.GetValue(Values) ?? [])
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            if (end < 0 || !ScriptVariables.IsName(pair[..end])) return $"--set takes NAME=VALUE, not “{pair}”.";
            values[pair[..end]] = pair[(end + 1)..];
        }
        options = options with { Variables = values };
        return null;
    }
}
