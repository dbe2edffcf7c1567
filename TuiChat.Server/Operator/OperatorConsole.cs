using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Server.Logging;

namespace TuiChat.Server.Operator;

/// <summary>The console in the server's own terminal: one table of commands, which also prints the help. Owned by its loop.</summary>
sealed class OperatorConsole
{
    readonly ServerControl _server;
    readonly TextReader _input;
    readonly TextWriter _output;
    readonly ConsoleCommand[] _commands;

    /// <param name="server">What can be seen and done.</param>
    /// <param name="input">Lines of the operator.</param>
    /// <param name="output">Where answers go.</param>
    public OperatorConsole(ServerControl server, TextReader input, TextWriter output)
    {
        _server = server;
        _input = input;
        _output = output;
        _commands =
        [
            new("help", "", "shows this list", Help),
            new("list", "", "shows who is here", List),
            new("rooms", "", "shows the rooms with people and topic", Rooms),
            new("broadcast", "TEXT", "says something in every room that has people in it", BroadcastAsync),
            new("kick", "NAME [REASON]", "cuts somebody's connection", Kick),
            new("info", "", "shows what is known about this server", Info),
            new("claim", "", "shows the code by which somebody becomes the first host", Claim),
            new("uptime", "", "shows for how long the server has been running", Uptime),
            new("exit", "", "stops the server; everybody is told", (_, _) => Task.FromResult(false)),
        ];
    }

    /// <summary>Reads and answers until <c>exit</c> or the end of input. Reading blocks: give it a thread.</summary>
    public async Task RunAsync()
    {
        while (ReadLine() is { } line)
        {
            if (!await RunAsync(line).ConfigureAwait(false)) return;
        }
    }

    /// <summary>Runs one line; false when the server shall stop.</summary>
    internal async Task<bool> RunAsync(string line)
    {
        var words = line.Trim().TrimStart('/').Split((char[]?)null, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return true;
        var command = _commands.FirstOrDefault(row => row.Name.Equals(words[0], StringComparison.OrdinalIgnoreCase));
        if (command is not null) return await command.RunAsync(words.Length > 1 ? words[1] : "", _output).ConfigureAwait(false);
        await _output.WriteLineAsync($"There is no command “{LogText.Clean(words[0])}”. Type help for the list.").ConfigureAwait(false);
        return true;
    }

    string? ReadLine()
    {
        try
        {
            return _input.ReadLine();
        }
        catch (IOException)
        {
            return null; // the terminal is gone
        }
    }

    async Task<bool> Help(string rest, TextWriter output)
    {
        foreach (var command in _commands) await output.WriteLineAsync($"  {command.Name + " " + command.Arguments,-22} {command.Help}").ConfigureAwait(false);
        return true;
    }

    async Task<bool> List(string rest, TextWriter output)
    {
        var people = _server.People.ToList();
        foreach (var person in people) await output.WriteLineAsync($"  {person.Nick,-24} {person.Address}").ConfigureAwait(false);
        if (people.Count == 0) await output.WriteLineAsync("Nobody is here.").ConfigureAwait(false);
        return true;
    }

    async Task<bool> Rooms(string rest, TextWriter output)
    {
        foreach (var room in _server.Rooms)
            await output.WriteLineAsync($"  {"#" + room.Room,-33} {room.People,5}  {LogText.Clean(room.Topic)}".TrimEnd()).ConfigureAwait(false);
        return true;
    }

    async Task<bool> BroadcastAsync(string rest, TextWriter output)
    {
        var (rooms, problem) = await _server.BroadcastAsync(rest).ConfigureAwait(false);
        var told = rooms == 1 ? "One room was told." : $"{rooms} rooms were told.";
        await output.WriteLineAsync(problem is null ? told : $"{told} {problem.Text}").ConfigureAwait(false);
        return true;
    }

    async Task<bool> Kick(string rest, TextWriter output)
    {
        var words = rest.Split((char[]?)null, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var name = words.Length > 0 ? words[0] : "";
        var reason = words.Length > 1 ? LogText.Clean(words[1]) : "";
        var said = !Nickname.TryParse(name, out var nick, out _) ? "Say whom: kick NAME [REASON]."
            : _server.Kick(nick, reason) ? $"{nick} is out."
            : $"Nobody here is called {nick}. Type list to see who is.";
        await output.WriteLineAsync(said).ConfigureAwait(false);
        return true;
    }

    async Task<bool> Info(string rest, TextWriter output)
    {
        foreach (var (name, value) in _server.Info) await output.WriteLineAsync($"  {name,-12} {value}").ConfigureAwait(false);
        return true;
    }

    async Task<bool> Claim(string rest, TextWriter output)
    {
        var said = _server.ClaimCode is { } code ? $"Whoever says /claim {code} in the client is host." : "There is a host already, so there is no code.";
        await output.WriteLineAsync(said).ConfigureAwait(false);
        return true;
    }

    async Task<bool> Uptime(string rest, TextWriter output)
    {
        var time = _server.Uptime;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Up for {time.Days} d {time.Hours} h {time.Minutes} min {time.Seconds} s.")).ConfigureAwait(false);
        return true;
    }
}
