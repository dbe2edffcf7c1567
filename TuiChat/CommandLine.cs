using System.CommandLine;
using TuiChat.Pipe;
using TuiChat.Protocol;
using TuiChat.Scripting;

namespace TuiChat;

/// <summary>The command line: what it accepts, and what each part means.</summary>
static class CommandLine
{
    static readonly Argument<string?> Address = new("ADDRESS") { Arity = ArgumentArity.ZeroOrOne, Description = "The server, such as chat.example.org or 192.168.1.20:9001, or an invite link." };
    static readonly Option<string?> Ip = new("--ip", "-i") { HelpName = "HOST", Description = "The server's host, the same as ADDRESS." };
    static readonly Option<string?> Port = new("--port", "-p") { HelpName = "PORT", Description = $"The server's port; {Limits.DefaultPort} when it is not given." };
    static readonly Option<string?> User = new("--user", "-u") { HelpName = "NAME", Description = "Your nickname." };
    static readonly Option<string?> Room = new("--room", "-r") { HelpName = "ROOM", Description = "The room to go to." };
    static readonly Option<string?> Data = new("--data") { HelpName = "DIR", Description = "The folder for settings and data, instead of your own." };
    static readonly Option<string?> Theme = new("--theme") { HelpName = "NAME", Description = "The theme; `tuichat themes` lists all." };
    static readonly Option<bool> NoDiscovery = new("--no-discovery") { Description = "Do not look for servers on this network." };

    static readonly Option<bool> Linear = new("--linear") { Description = "No full screen: what happens is printed line by line, for screen readers, plain terminals and pipes." };

    static readonly Option<bool> Json = new("--json") { Description = "Print a JSON array." };
    static readonly Option<int> Seconds = new("--seconds") { HelpName = "N", Description = "How long to look.", DefaultValueFactory = _ => Lobby.DiscoverCommand.DefaultSeconds };

    /// <summary>1 to 60 s: longer than any network needs.</summary>
    const int MaxSeconds = 60;

    /// <summary>Parses and hands the words to <paramref name="start"/>, <paramref name="discover"/> (how long, as JSON), <paramref name="listThemes"/> (the data folder), <paramref name="pipe"/> or <paramref name="runScript"/> (the file); prints help, the version or what is wrong. Returns the exit code.</summary>
    public static int Invoke(string[] args, TextWriter output, TextWriter error, Func<StartWords, int> start, Func<TimeSpan, bool, int> discover, Func<string?, int> listThemes, Func<PipeArguments, int> pipe, Func<string, ScriptOptions, int> runScript)
    {
        var root = new RootCommand("A terminal chat for people on the same network and beyond. What is not given is asked for on the screen.")
        {
            Address, Ip, Port, User, Room, Data, Theme, NoDiscovery, Linear,
        };
        root.SetAction(parsed => start(Words(parsed)));
        var look = new Command("discover", "Prints the servers found on this network.") { Json, Seconds };
        look.SetAction(parsed =>
        {
            var seconds = parsed.GetValue(Seconds);
            if (seconds is >= 1 and <= MaxSeconds) return discover(TimeSpan.FromSeconds(seconds), parsed.GetValue(Json));
            error.WriteLine($"tuichat: --seconds is a number from 1 to {MaxSeconds}, not {seconds}.");
            return ExitCodes.Usage;
        });
        root.Subcommands.Add(look);
        var themes = new Command("themes", "Lists the themes, and says what is wrong with your own.") { Data };
        themes.SetAction(parsed => listThemes(parsed.GetValue(Data)));
        root.Subcommands.Add(themes);
        root.Subcommands.Add(ScriptCommandLine.Create([Address, Ip, Port, User, Room, Data, Theme], Read, runScript, error));
        root.Subcommands.Add(HistoryCommandLine.Create(Data, output, error));
        root.Subcommands.Add(PipeCommandLine.Create(Address, [Ip, Port, User, Data], parsed => (Words(parsed).Read(out var options), options) is (var wrong, var read) ? (read, wrong) : default, Program.DefaultNick(), error, pipe));
        // `tuichat start` is how some people say `tuichat`.
        var result = root.Parse(args is ["start", .. var rest] ? rest : args);
        if (result.Errors.Count == 0) return result.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        // An option that there is not was taken for the address; the error is then about the innocent word behind it.
        var unknown = result.CommandResult.Command == root ? StartWords.OptionProblem(result.GetValue(Address)) : null;
        error.WriteLine($"tuichat: {unknown ?? $"{result.Errors[0].Message} `tuichat --help` shows what there is."}");
        return ExitCodes.Usage;
    }

    /// <summary>Reads what the command line of a client says that a script starts; what is wrong with it, or null.</summary>
    public static string? ReadClient(IReadOnlyList<string> words, out ClientOptions options)
    {
        var parsed = new RootCommand { Address, Ip, Port, User, Room, Data, Theme, NoDiscovery }.Parse(words);
        var problem = Read(parsed, out options);
        return parsed.Errors.Count > 0 ? parsed.Errors[0].Message : problem;
    }

    static string? Read(ParseResult parsed, out ClientOptions options) => Words(parsed).Read(out options);

    static StartWords Words(ParseResult parsed) => new()
    {
        Address = parsed.GetValue(Address),
        Ip = parsed.GetValue(Ip),
        Port = parsed.GetValue(Port),
        User = parsed.GetValue(User),
        Room = parsed.GetValue(Room),
        Data = parsed.GetValue(Data),
        Theme = parsed.GetValue(Theme),
        NoDiscovery = parsed.GetValue(NoDiscovery),
        IsLinear = parsed.GetValue(Linear),
    };
}
