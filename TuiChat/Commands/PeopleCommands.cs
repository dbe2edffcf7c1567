using TuiChat.Protocol;
using TuiChat.Settings;

namespace TuiChat.Commands;

/// <summary>People: talking to one alone, who they are, who comes, whom one does not want to read; and oneself.</summary>
static class PeopleCommands
{
    static readonly Argument One = new("NAME", "whom", ArgumentKind.Person);

    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("msg", [new("NAMES", "to whom; several with commas between them", ArgumentKind.People), new("TEXT", "what you tell them alone")], "Tells somebody something alone; it waits for who is away.", Message) { Aliases = ["m", "tell"] },
        new("query", [One], "Opens the conversation with somebody alone, as /cd @NAME does.", Query),
        new("info", [new("NAME", "whom; yourself if left out", ArgumentKind.Person) { IsOptional = true }], "Shows what is known of somebody: since when, role, former names, devices.", Info) { Aliases = ["whois"] },
        new("rename", [new("NAME", "your new name")], "Changes your name here: guests at will, accounts once in 7 days.", Rename) { Aliases = ["nick"] },
        new("away", [new("TEXT", "why") { IsOptional = true }], "Says that you are away, until /back.", Away),
        new("back", [], "Says that you are here again.", (context, _) => Offered(context, Capability.Presence) is { } problem ? CommandResult.Failed(problem) : context.Ask(new BackRequest(), (answer, _) => { if (answer is Done) context.Client.Answer("You are here again."); })),
        new("ignore", [One with { IsOptional = true }], "Shows nothing more of what somebody says; again takes it back. With an account the server lets no direct messages of theirs through. Without a name it lists both.", IgnoreCommand.Run),
    ];

    /// <summary>Opens the conversation with somebody alone.</summary>
    public static CommandResult Open(CommandContext context, string name) =>
        Parse(name, out var nick) is { } problem ? CommandResult.Failed(problem) : CommandResult.From(context.Client.People.Open(nick, null, opens: true));

    static CommandResult Query(CommandContext context, string text) => Open(context, text);

    static CommandResult Message(CommandContext context, string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t\n");
        var what = text[end..].Trim(); // the table looks that there is something
        var nicks = new List<Nickname>();
        foreach (var name in text[..end].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(name, out var nick) is { } problem) return CommandResult.Failed(problem);
            if (nick.Key == context.Client.State.Self.Key) return CommandResult.Failed("You are among them. Nothing was sent.");
            nicks.Add(nick);
        }
        foreach (var nick in nicks.DistinctBy(nick => nick.Key))
        {
            if (context.Client.People.Open(nick, what, opens: false, () => Confirm(context, nick, what)) is { } problem) return CommandResult.Failed($"{nick}: {problem}");
        }
        return nicks.Count == 0 ? CommandResult.Failed("Type whom to tell it, for example /msg bob hello.") : CommandResult.Done;
    }

    /// <summary>In the room of the two the line itself is to be seen.</summary>
    static void Confirm(CommandContext context, Nickname nick, string what)
    {
        if (context.Client.State.Current?.With?.Key != nick.Key) context.Client.Answer($"To {nick}: {what}");
    }

    static CommandResult Info(CommandContext context, string text)
    {
        if (Offered(context, Capability.Accounts) is { } missing) return CommandResult.Failed(missing);
        var nick = context.Client.State.Self;
        if (text.Length > 0 && Parse(text, out nick) is { } problem) return CommandResult.Failed(problem);
        return context.Ask(new InfoRequest { Nick = nick }, (answer, _) =>
        {
            if (answer is PersonInfo info) context.Client.Answer(Describe(context, info));
        });
    }

    static string Describe(CommandContext context, PersonInfo info)
    {
        var rows = new List<string> { $"{info.Nick}: {Shown.Role(info.Role, info.Guest)}, {Here(context, info)}" };
        if (info.Created is { } created) rows.Add($"Account since {Shown.Day(context, created)}");
        if (info.Former.Count > 0) rows.Add($"Formerly {string.Join(", ", info.Former)}");
        if (info.Devices is > 1 and var devices) rows.Add($"On {devices} devices");
        if (info.Address is { } address) rows.Add($"From {Shown.Line(address)}");
        if (context.Client.State.Current?.Roster.Details(info.Nick) is { Rank: { } rank }) rows.Add($"In {context.Client.State.Current.Title}: {rank}");
        return string.Join("\n  ", rows);
    }

    static string Here(CommandContext context, PersonInfo info)
    {
        if (!info.Online) return info.Seen is { } seen ? $"offline, last seen {Shown.Ago(context, seen)}" : "offline";
        var note = info.Note is { Length: > 0 } text ? $" ({Shown.Line(text)})" : "";
        return info.State is PersonState.Away or PersonState.Idle ? info.State + note : "online";
    }

    static CommandResult Rename(CommandContext context, string text)
    {
        if (Offered(context, Capability.Accounts) is { } missing) return CommandResult.Failed(missing);
        if (!Nickname.TryParse(text, out var nick, out var problem)) return CommandResult.Failed(problem);
        return context.Ask(new RenameRequest { Nick = nick }, (answer, _) =>
        {
            if (answer is Done && context.Client.State.Current is not { IsJoined: true }) context.Client.Answer($"You are {nick} now."); // a room tells it by itself
        });
    }

    static CommandResult Away(CommandContext context, string text)
    {
        if (Offered(context, Capability.Presence) is { } missing) return CommandResult.Failed(missing);
        if (TextRules.Problem(text, Limits.MaxShortTextBytes, isMultiline: false) is { } problem) return CommandResult.Failed(problem.Text);
        return context.Ask(new AwayRequest { Text = text.Length == 0 ? null : text }, (answer, _) =>
        {
            if (answer is Done) context.Client.Answer(text.Length == 0 ? "You are away; /back says that you are here." : $"You are away: {text}. /back says that you are here.");
        });
    }

    /// <summary>Listens for who comes, or does not any more.</summary>
    public static CommandResult Watch(CommandContext context, string text)
    {
        var store = context.Controls.Settings;
        if (Parse(text, out var nick) is { } problem) return CommandResult.Failed(problem);
        var isThere = store.Current.Watched.Contains(nick.Key);
        Keep(context, "watched", isThere ? store.Current.Watched.Where(name => name != nick.Key) : store.Current.Watched.Append(nick.Key));
        if (isThere) return context.Tell($"You are not told any more when {nick} comes.");
        var here = context.Client.People.Has(Capability.Presence) ? "" : " This server does not tell it, though.";
        return context.Tell($"You are told when {nick} comes and goes. /notify {nick} takes it back.{here}");
    }

    /// <summary>In force at once; when it cannot be stored, that is told beside.</summary>
    public static void Keep(CommandContext context, string key, IEnumerable<string> names)
    {
        if (SettingTable.Find(key) is { } setting && context.Controls.Settings.Set(setting, string.Join(", ", names)) is { } problem) context.Tell(problem, isError: true);
    }

    public static string? Parse(string text, out Nickname nick) => Nickname.TryParse(text.Trim().TrimStart('@').TrimEnd(':', ','), out nick, out var problem) ? null : problem;

    static string? Offered(CommandContext context, string capability) => !context.Client.IsOnline ? "You are not connected. Nothing was done."
        : context.Client.People.Has(capability) ? null : "This server cannot do that.";
}
