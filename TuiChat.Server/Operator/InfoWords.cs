using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Logging;
using TuiChat.Server.Moderation;

namespace TuiChat.Server.Operator;

/// <summary>The words that show something, and those about the server as a whole.</summary>
sealed class InfoWords(ServerControl server)
{
    const string ServerName = "servername", Password = "password";

    /// <summary>What <c>new</c> can set.</summary>
    public static IReadOnlyList<string> Settings { get; } = [ServerName, Password];

    /// <summary>The rows.</summary>
    public IEnumerable<ConsoleCommand> All =>
    [
        new("list", "", "shows who is here", [], ListAsync),
        new("rooms", "", "shows the rooms with people and topic", [], RoomsAsync),
        new("broadcast", "TEXT", "says something in every room that has people in it", [], BroadcastAsync),
        new("new", "servername NAME | password [PASSWORD]", "gives the server another name, or a password, or none", [ArgumentKind.Setting], NewAsync) { IsSecret = true },
        new("log", "[#ROOM] [NUMBER]", "shows who did what to keep order, the newest last", [ArgumentKind.Room], LogAsync),
        new("info", "[NAME]", "shows what is known about this server, or somebody", [ArgumentKind.Person], InfoAsync),
        new("uptime", "", "shows for how long the server has been running", [], UptimeAsync),
        new("claim", "", "shows the code by which somebody becomes the first host", [], ClaimAsync),
        new("exit", "", "stops the server; everybody is told", [], (_, _) => Task.FromResult(ConsoleResult.Exit)),
    ];

    async Task<ConsoleResult> ListAsync(ConsoleArguments rest, TextWriter output)
    {
        var people = server.People.ToList();
        foreach (var person in people)
        {
            var addresses = string.Join(", ", person.Devices.Select(device => device.Address.ToString()).Distinct());
            var words = string.Join(", ", new[] { person.IsGuest ? "guest" : null, ServerControl.RoleOf(person), person.Profile.State }.OfType<string>());
            await output.ShowAsync($"{person.Nick,-24} {addresses,-20} {words}").ConfigureAwait(false);
        }
        if (people.Count == 0) await output.WriteLineAsync("Nobody is here.").ConfigureAwait(false);
        return ConsoleResult.Done;
    }

    async Task<ConsoleResult> RoomsAsync(ConsoleArguments rest, TextWriter output)
    {
        foreach (var room in server.Rooms)
        {
            var closed = room.Access ?? (room.Passphrase ? Password : "");
            await output.ShowAsync($"{"#" + room.Room,-33} {room.People,5}  {closed,-8}  {room.Topic}").ConfigureAwait(false);
        }
        return ConsoleResult.Done;
    }

    async Task<ConsoleResult> BroadcastAsync(ConsoleArguments rest, TextWriter output)
    {
        var (problem, rooms) = await server.Desks.Server.BroadcastAsync(Actor.Operator, rest.Rest).ConfigureAwait(false);
        var told = rooms == 1 ? "One room was told." : $"{rooms} rooms were told.";
        await output.WriteLineAsync(problem is null ? told : rooms == 0 ? problem.Text : $"{told} {problem.Text}").ConfigureAwait(false);
        return problem is null ? ConsoleResult.Done : ConsoleResult.Refused;
    }

    async Task<ConsoleResult> NewAsync(ConsoleArguments rest, TextWriter output)
    {
        var what = rest.Take().ToLowerInvariant();
        if (what == ServerName && rest.Rest.Length > 0)
            return await output.TellAsync(await server.Desks.Server.SetAsync(Actor.Operator, new ServerSetRequest { Name = rest.Rest }).ConfigureAwait(false), $"The server is called {rest.Rest} now.").ConfigureAwait(false);
        if (what != Password) return ConsoleResult.Misspelt;
        var set = await server.Desks.Server.SetAsync(Actor.Operator, new ServerSetRequest { Password = rest.Rest }).ConfigureAwait(false);
        return await output.TellAsync(set, rest.Rest.Length > 0 ? "The server has another password now. Those who are here stay." : "The server has no password now.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> LogAsync(ConsoleArguments rest, TextWriter output)
    {
        var room = rest.TakeRoom();
        var limit = rest.Rest.Length == 0 ? 20 : int.TryParse(rest.Rest, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;
        if (limit < 1) return ConsoleResult.Misspelt;
        var (problem, entries) = await server.Desks.Server.ReadLogAsync(Actor.Operator, new LogRequest { Room = room, Limit = Math.Min(limit, Limits.MaxPageEvents) }).ConfigureAwait(false);
        foreach (var entry in entries.Reverse()) await output.ShowAsync(Describe(entry)).ConfigureAwait(false);
        if (entries.Count == 0 && problem is null) await output.WriteLineAsync("Nothing was done yet.").ConfigureAwait(false);
        return problem is null ? ConsoleResult.Done : await output.TellAsync(problem, "").ConfigureAwait(false);
    }

    async Task<ConsoleResult> InfoAsync(ConsoleArguments rest, TextWriter output)
    {
        if (rest.Rest.Length == 0)
        {
            foreach (var (name, value) in server.Info) await output.ShowAsync($"{name,-12} {value}").ConfigureAwait(false);
            return ConsoleResult.Done;
        }
        if (!rest.TryNick(out var nick)) return ConsoleResult.Misspelt;
        var facts = server.InfoOf(nick);
        foreach (var (name, value) in facts) await output.ShowAsync($"{name,-12} {value}").ConfigureAwait(false);
        return facts.Count > 0 ? ConsoleResult.Done : await output.TellAsync(Sentences.NoPerson(nick), "").ConfigureAwait(false);
    }

    async Task<ConsoleResult> UptimeAsync(ConsoleArguments rest, TextWriter output)
    {
        var time = server.Uptime;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Up for {time.Days} d {time.Hours} h {time.Minutes} min {time.Seconds} s.")).ConfigureAwait(false);
        return ConsoleResult.Done;
    }

    async Task<ConsoleResult> ClaimAsync(ConsoleArguments rest, TextWriter output)
    {
        await output.WriteLineAsync(server.ClaimCode is { } code
            ? $"Connect and say /claim {code} to be the host of this server."
            : "This server has a host. Make more of them with: role NAME host").ConfigureAwait(false);
        return ConsoleResult.Done;
    }

    static string Describe(LogEntry entry) => string.Join(' ', new[]
    {
        DateTimeOffset.FromUnixTimeMilliseconds(entry.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        entry.By + ":",
        entry.What,
        entry.Whom,
        entry.Room is { } room ? $"#{room}" : null,
        entry.Until is not null ? Sentences.Until(entry.Until) : null,
        entry.Text is { } text ? $"({LogText.Clean(text)})" : null,
    }.OfType<string>());
}
