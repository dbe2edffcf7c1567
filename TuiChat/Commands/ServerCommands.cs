using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Going to a server, leaving it, and bringing others along.</summary>
static class ServerCommands
{
    const string None = "There are no servers to go to here.";

    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("join", [new("SERVER", "a server by name, address or invite link, or #ROOM", ArgumentKind.Server)], "Goes to another server; with #ROOM into a room of this one.", Join) { Aliases = ["j"], IsForLobby = true },
        new("leave", [], "Leaves the server for the list of servers.", (context, _) => context.Servers?.Leave() ?? CommandResult.Failed(None)),
        new("invite", [new("NAME", "whom to let into this room", ArgumentKind.Person) { IsOptional = true }], "Shows the link and the QR code with which others come here; with a name, lets that person into this room.", Invite),
        new("test server", [], "Hosts a server on this machine only, not announced, and joins it.", (context, _) => context.Servers?.HostTest() ?? CommandResult.Failed(None)) { IsForLobby = true },
    ];

    /// <summary>A # means a room, and so does the name of a room that is known; all else is a server.</summary>
    static CommandResult Join(CommandContext context, string text)
    {
        var isRoom = text.StartsWith('#') || (RoomName.TryParse(text, out var room, out _)
            && (context.Client.State.Find(room) is not null || context.Client.State.Rooms?.Any(known => known.Room == room) == true));
        if (!isRoom) return context.Servers?.Join(text) ?? CommandResult.Failed(None);
        return context.Client.IsOnline ? RoomCommands.Enter(context, text) : CommandResult.Failed("You are on no server, so no room can be entered.");
    }

    static CommandResult Invite(CommandContext context, string text)
    {
        if (text.Length > 0) return InvitePerson(context, text);
        if (!context.Client.IsOnline) return CommandResult.Failed("You are on no server to which others could come.");
        return context.Servers?.Invite() ?? CommandResult.Failed(None);
    }

    static CommandResult InvitePerson(CommandContext context, string text)
    {
        if (context.Client.State.Current is not { With: null } current) return CommandResult.Failed("Go into the room first to which you invite.");
        if (!Nickname.TryParse(text.TrimStart('@'), out var nick, out var problem)) return CommandResult.Failed(problem);
        if (!context.Client.People.Has(Capability.Moderation)) return CommandResult.Failed("This server cannot tell them. /invite shows the link to pass on.");
        return context.Ask(new InviteRequest { Room = current.Room, Nick = nick }, (answer, _) =>
        {
            if (answer is Done) context.Client.Answer($"{nick} is invited to {current.Title}.");
        });
    }
}
