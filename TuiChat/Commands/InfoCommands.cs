using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Commands;

/// <summary>What is known: of oneself, of the server, of the programs.</summary>
static class InfoCommands
{
    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("whoami", [], "Shows your nickname and where you are.", WhoAmI),
        new("ping", [new("NAME", "a person, or a server by name, address or link", ArgumentKind.Person) { IsOptional = true }], "Measures how long the server takes to answer, or somebody's client, or another server.", Ping),
        new("uptime", [], "Shows how long the server has been running.", Uptime),
        new("version", [], "Shows the versions of client and server.", Version),
    ];

    static CommandResult WhoAmI(CommandContext context, string text)
    {
        var client = context.Client;
        if (client.State.Welcome is not { } welcome) return CommandResult.Failed("You are not connected.");
        var rooms = string.Join(", ", client.State.Conversations.Select(conversation => conversation.Title));
        var standing = client.People.Has(Capability.Accounts) ? $" as {client.State.Standing.Word}" : "";
        return context.Tell($"You are {welcome.Nick} on {welcome.Name} ({client.Options?.Address}){standing}, in {rooms}. {Protection(client.Trust)}");
    }

    static string Protection(KeyTrust? trust) => trust?.Key is { } key ? $"Encrypted; the server's key: {key}" : "Not encrypted.";

    static CommandResult Ping(CommandContext context, string text)
    {
        if (text.Length == 0) return context.Ask(new PingRequest(), (_, after) => context.Client.Answer($"The server answered after {Milliseconds(after)}."));
        // A person who is here comes first; what cannot be a name, or nobody has, is a server.
        var isName = Nickname.TryParse(text.TrimStart('@'), out var nick, out _);
        var isHere = isName && context.Client.State.Conversations.Any(room => room.Roster.Has(nick) || room.With?.Key == nick.Key);
        if (!isHere && context.PingServer is { } ping && (!isName || text.Contains('.') || !context.Client.IsOnline)) return ping(text, (name, after) => context.Tell(after is { } time
            ? $"{name} answered after {Milliseconds(time)}."
            : $"{name} does not answer."));
        if (!isName) return CommandResult.Failed("There is no such person, and no servers to ask here.");
        return context.Ask(new PingRequest { Nick = nick }, (answer, after) =>
        {
            if (answer is Pong) context.Client.Answer($"{nick} answered after {Milliseconds(after)}, over the server and back.");
        });
    }

    static CommandResult Uptime(CommandContext context, string text) =>
        context.Ask(new AboutRequest(), (answer, _) =>
        {
            if (answer is ServerInfo info) context.Client.Answer($"{info.Name} has been running for {Duration(TimeSpan.FromMilliseconds(Math.Clamp(info.Uptime, 0, long.MaxValue / 10_000)))}.");
        });

    static CommandResult Version(CommandContext context, string text) =>
        context.Ask(new AboutRequest(), (answer, _) =>
        {
            if (answer is ServerInfo info) context.Client.Answer($"Client {ProductVersion.Client}, server {info.Software}, protocol {info.V}.");
        });

    static string Milliseconds(TimeSpan time) => time.TotalMilliseconds < 10
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");

    static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => $"{time.Seconds} s",
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };
}
