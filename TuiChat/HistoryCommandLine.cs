using System.CommandLine;
using Microsoft.Win32.SafeHandles;
using TuiChat.History.Export;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>The subcommand <c>history</c> of the command line.</summary>
static class HistoryCommandLine
{
    /// <summary>1 to 10,000 hits: more is an export.</summary>
    const int MaxLimit = 10_000;

    static readonly Argument<string[]> Words = new("WORDS") { Arity = ArgumentArity.OneOrMore, Description = "What to look for: words, \"phrases\", begin*, from:NAME, in:ROOM, before:DATE, after:DATE, has:link." };
    static readonly Argument<string?> Target = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "The file to write; - or nothing is standard output." };
    static readonly Argument<string> Source = new("FILE") { Description = "A file written by `export --format json`." };
    static readonly Option<bool> Json = new("--json") { Description = "Print a JSON array." };
    static readonly Option<int> Limit = new("--limit") { HelpName = "N", Description = "How many of the newest hits to print.", DefaultValueFactory = _ => HistoryPrograms.DefaultLimit };
    static readonly Option<string?> Server = new("--server") { HelpName = "NAME", Description = "Only servers with this in their name." };
    static readonly Option<string?> Room = new("--room", "-r") { HelpName = "ROOM", Description = "Only this room." };
    static readonly Option<string?> Format = new("--format") { HelpName = "FORMAT", Description = "txt, md, json or html; otherwise by the ending of FILE." };
    static readonly Option<bool> Force = new("--force") { Description = "Replace FILE if it is there." };

    /// <summary>Makes the subcommand.</summary>
    /// <param name="data">The option that names the data folder.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where people are told the rest.</param>
    public static Command Create(Option<string?> data, TextWriter output, TextWriter error)
    {
        var search = new Command("search", "Searches what was said, on this machine.") { Words, Json, Limit, Server, data };
        search.SetAction(parsed => Run(parsed, data, output, error, programs => parsed.GetValue(Limit) is >= 1 and <= MaxLimit and var limit
            ? programs.SearchAsync(string.Join(' ', (parsed.GetValue(Words) ?? []).Select(Quoted)), parsed.GetValue(Json), limit, parsed.GetValue(Server))
            : Task.FromResult<string?>($"--limit is a number from 1 to {MaxLimit}.")));
        var export = new Command("export", "Writes what was said to a file.") { Target, Format, Room, Server, Force, data };
        export.SetAction(parsed => Run(parsed, data, output, error, programs => programs.ExportAsync(
            parsed.GetValue(Format), parsed.GetValue(Target), parsed.GetValue(Room)?.TrimStart('#'), parsed.GetValue(Server), file => parsed.GetValue(Force) || MayReplace(file, error))));
        var import = new Command("import", "Takes in what was exported as json.") { Source, data };
        import.SetAction(parsed => Run(parsed, data, output, error, programs => programs.ImportAsync(parsed.GetValue(Source) ?? "")));
        return new Command("history", "Searches, exports and imports what was said.") { search, export, import };
    }

    static int Run(ParseResult parsed, Option<string?> data, TextWriter output, TextWriter error, Func<HistoryPrograms, Task<string?>> run)
    {
        var programs = new HistoryPrograms(DataFolders.Find(parsed.GetValue(data)).Data, TimeProvider.System, output, error);
        if (run(programs).GetAwaiter().GetResult() is not { } problem) return ExitCodes.Ok;
        error.WriteLine($"tuichat: {problem}");
        return ExitCodes.Usage;
    }

    /// <summary>The shell has taken the quotes of a phrase away; several words in one argument are one.</summary>
    static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal) && !word.Contains(':', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    /// <summary>Asks where there is somebody to ask; otherwise the answer is no.</summary>
    static bool MayReplace(string file, TextWriter error)
    {
        if (UnixTerminal.CannotRun(Environment.GetEnvironmentVariable, input: 0, output: 2) is not null) return false;
        error.Write($"{file} is there already. Replace it? [y/N] ");
        using var input = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
        return input.ReadLine()?.Trim().StartsWith('y') == true;
    }
}
