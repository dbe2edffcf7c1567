using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Whom one does not want to read: names on this machine, and for accounts the list of the server, which holds on all devices.</summary>
static class IgnoreCommand
{
    /// <summary>Shows both lists, or puts somebody on both or takes them off.</summary>
    public static CommandResult Run(CommandContext context, string text)
    {
        if (text.Length == 0) return WithBlocks(context, blocked => context.Tell(Describe(context, blocked)));
        if (PeopleCommands.Parse(text, out var nick) is { } problem) return CommandResult.Failed(problem);
        if (nick.Key == context.Client.State.Self.Key) return CommandResult.Failed("That is you.");
        return WithBlocks(context, blocked => Turn(context, nick, blocked));
    }

    static void Turn(CommandContext context, Nickname nick, IReadOnlyList<Nickname>? blocked)
    {
        var ignored = context.Controls.Settings.Current.Ignored;
        var isThere = ignored.Contains(nick.Key) || blocked?.Any(other => other.Key == nick.Key) == true;
        PeopleCommands.Keep(context, "ignored", isThere ? ignored.Where(name => name != nick.Key) : ignored.Append(nick.Key));
        if (blocked is not null) context.Client.Ask(new BlockRequest { Nick = nick, Remove = isThere });
        context.Tell(isThere ? $"You read {nick} again from now on." : $"You read nothing of {nick} any more. /ignore {nick} takes it back.");
    }

    static string Describe(CommandContext context, IReadOnlyList<Nickname>? blocked)
    {
        var ignored = context.Controls.Settings.Current.Ignored;
        if (ignored.Count == 0 && blocked is null or []) return "You ignore nobody. /ignore NAME begins.";
        var here = ignored.Count == 0 ? "You ignore nobody on this machine." : $"You ignore {string.Join(", ", ignored)}.";
        var there = blocked is null or [] ? "" : $" {context.Client.State.Welcome?.Name} lets no direct messages through to you from {string.Join(", ", blocked)}.";
        return $"{here}{there} /ignore NAME takes it back.";
    }

    /// <summary>Goes on with the list of the server, with null where it has none for us: guests, other servers, no connection.</summary>
    static CommandResult WithBlocks(CommandContext context, Action<IReadOnlyList<Nickname>?> then)
    {
        var client = context.Client;
        var blocked = new List<Nickname>();
        var isAsked = client is { IsOnline: true, State.Standing.HasAccount: true } && client.People.Has(Capability.Direct) && client.Ask(new BlocksRequest(), (answer, _) =>
        {
            var list = answer as BlockList; // or a refusal, which is shown: the names on this machine can be had without it
            blocked.AddRange(list?.Nicks ?? []);
            if (list is null or { More: false }) then(list is null ? null : blocked);
        });
        if (!isAsked) then(null);
        return CommandResult.Done;
    }
}
