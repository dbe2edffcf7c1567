using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>What the commands about servers do: to another server, back to the list of servers, others to here. Lives on the loop.</summary>
abstract class ServerDoors(ChatClient client, IServerHall hall, ServerPings pings)
{
    /// <summary>As the commands know it.</summary>
    public ServerActions Actions => new(Join, Leave, Invite, HostTest, Look) { Ping = Ping };

    /// <summary>What is told and left.</summary>
    protected ChatClient Client => client;

    /// <summary>Who we are on a server, or null where we are on none.</summary>
    protected Nickname? Self => client.State.Place is not null && client.Options is not null ? client.State.Self : null;

    /// <summary>Leaves the server where we are, if any, and goes to that one.</summary>
    protected abstract CommandResult Join(ServerTarget target);

    /// <summary>Leaves the server where we are, if any, and goes to one that is hosted for trying things out.</summary>
    protected abstract CommandResult JoinTest();

    /// <summary>Leaves the server for the list of servers.</summary>
    protected abstract CommandResult Leave();

    /// <summary>Shows how others get here; there is at least one link.</summary>
    protected abstract void Show(Invitation invitation);

    CommandResult Join(string text) => hall.Find(text, out var problem) is { } target ? Join(target) : CommandResult.Failed(problem ?? "");

    CommandResult HostTest() =>
        hall.Hosted is { } hosted && !client.IsOnHosted ? CommandResult.Failed($"You host {hosted.Wishes.Name} already. Go there and /leave it first.") : JoinTest();

    CommandResult Look()
    {
        hall.Look();
        return CommandResult.Done;
    }

    CommandResult Ping(string text, Action<string, TimeSpan?> tell)
    {
        if (hall.Find(text, out var problem) is not { } target) return CommandResult.Failed(problem ?? "");
        pings.Ask(target, tell);
        return CommandResult.Done;
    }

    CommandResult Invite()
    {
        if (client.Options is not { } options) return CommandResult.Failed("You are on no server.");
        RoomName? room = client.State.Current is { Room: { IsDirect: false } current } ? current : null;
        var invitation = Invitation.Of(options.Target, client.UsedAddress ?? options.Address, client.IsOnHosted ? hall.Hosted : null, room, client.Trust?.Key);
        if (invitation.Links.Count == 0) return CommandResult.Failed("This server has no address that others could use.");
        Show(invitation);
        return CommandResult.Done;
    }
}
