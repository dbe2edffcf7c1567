using System.CommandLine;
using System.Globalization;
using System.Text;
using TuiChat.Pipe;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>The subcommand <c>pipe</c> of the command line.</summary>
static class PipeCommandLine
{
    /// <summary>64 KiB: a file above that holds no password.</summary>
    const int MaxPasswordFileBytes = 64 * 1024;

    static readonly Option<string[]> Room = new("--room", "-r") { HelpName = "ROOM", Description = "A room to join; may be given again. Plain lines are said in the first. main when none is given." };
    static readonly Option<string?> Filter = new("--filter") { HelpName = "KINDS", Description = "Print only these kinds of events, such as msg,joined or mention or from:ann." };
    static readonly Option<string?> History = new("--history") { HelpName = "N", Description = "Begin with the last N events of each room." };
    static readonly Option<string?> PasswordFile = new("--password-file") { HelpName = "FILE", Description = "The first line of this file is the server's password." };
    static readonly Option<string?> Key = new("--fingerprint") { HelpName = "KEY", Description = "The key that the server must have: sha256: and 43 characters." };
    static readonly Option<bool> Plain = new("--allow-plaintext") { Description = "Go on also where nothing is encrypted on the way to another machine." };
    static readonly Option<bool> Direct = new("--direct") { Description = "Hear also who says something to you alone." };
    static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on printing after the end of the input." };

    /// <summary>Makes the subcommand.</summary>
    /// <param name="address">The server, as the main command takes it.</param>
    /// <param name="place">Server, name and data folder, as the main command takes them.</param>
    /// <param name="read">Reads those; the problem, or null.</param>
    /// <param name="defaultNick">The name when none is given; empty when there is none.</param>
    /// <param name="error">Where people are told what is wrong.</param>
    /// <param name="run">Runs it; returns the exit code.</param>
    public static Command Create(Argument address, IReadOnlyList<Option> place, Func<ParseResult, (ClientOptions Options, string? Problem)> read, string defaultNick, TextWriter error, Func<PipeArguments, int> run)
    {
        var command = new Command("pipe", "For scripts and bots: events as JSON Lines on standard output, lines to say on standard input.") { address, Room, Filter, History, Direct, Follow, PasswordFile, Key, Plain };
        foreach (var option in place) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var (options, problem) = read(parsed);
            if (problem is null && (problem = Read(parsed, options, defaultNick, out var pipe)) is null) return run(pipe);
            error.WriteLine($"tuichat: {problem}");
            return ExitCodes.Usage;
        });
        return command;
    }

    static string? Read(ParseResult parsed, ClientOptions options, string defaultNick, out PipeArguments pipe)
    {
        pipe = null!; // read only where there is no problem
        if (options.Host is null) return "Say which server: tuichat pipe ADDRESS, or -i HOST.";
        if (options.Nick is not { } nick && !Nickname.TryParse(defaultNick, out nick, out _)) return "Say under which name: -u NAME.";
        var rooms = new List<RoomName>();
        foreach (var text in parsed.GetValue(Room) ?? [])
        {
            if (!RoomName.TryParse(text.TrimStart('#'), out var room, out var problem)) return problem;
            if (!rooms.Contains(room)) rooms.Add(room);
        }
        if (rooms.Count > PipeArguments.MaxRooms) return $"At most {PipeArguments.MaxRooms} rooms can be joined.";
        if (rooms.Count == 0) rooms.Add(options.Link?.Room ?? RoomName.Main);
        var filter = PipeFilter.All;
        if (parsed.GetValue(Filter) is { } kinds && !PipeFilter.TryParse(kinds, out filter, out var wrong)) return wrong;
        var history = 0;
        if (parsed.GetValue(History) is { } number && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out history) && history <= PipeArguments.MaxHistory))
            return $"--history is a number from 0 to {PipeArguments.MaxHistory}, not {number}.";
        Secret? password = null;
        if (parsed.GetValue(PasswordFile) is { } file && ReadPassword(file, out password) is { } unreadable) return unreadable;
        var target = options.Link is { } link ? ServerTarget.Of(link) : ServerTarget.Of(new ServerAddress(options.Host, options.Port ?? Limits.DefaultPort));
        if (parsed.GetValue(Key) is { } key)
        {
            if (!Fingerprint.TryParse(key, out var fingerprint)) return "--fingerprint is sha256: and 43 characters, as the ready line of the server shows it.";
            target = target with { Key = fingerprint, Source = KeySource.Person };
        }
        pipe = new PipeArguments
        {
            Target = target with { AllowsPlain = parsed.GetValue(Plain) },
            Nick = nick,
            Rooms = rooms,
            Filter = filter,
            History = history,
            Password = password,
            HearsDirects = parsed.GetValue(Direct),
            Follows = parsed.GetValue(Follow),
            Data = options.Data,
        };
        return null;
    }

    /// <summary>Reads the first line; the problem, in which nothing of it stands, or null.</summary>
    static string? ReadPassword(string file, out Secret? password)
    {
        password = null;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxPasswordFileBytes }) return $"--password-file: {file} is too long for a password.";
            using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            if (reader.ReadLine() is not { Length: > 0 } line) return $"--password-file: {file} has nothing in its first line.";
            password = new Secret(line);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) // the last: an empty name, or no UTF-8
        {
            return $"--password-file: {file} cannot be read as text. Check the name, its rights, and that it is UTF-8.";
        }
    }
}
