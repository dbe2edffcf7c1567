using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>What the commands about servers do: to another server, back to the lobby, others to here. Lives on the loop.</summary>
sealed class ServerDoors(Application application, ChatClient client, EntranceHall hall, ServerVisit visit, Questions questions, ServerPings pings)
{
    /// <summary>As the commands know it.</summary>
    public ServerActions Actions => new(Join, Leave, Invite, HostTest, Look) { Ping = Ping };

    CommandResult Join(string text)
    {
        if (hall.Find(text, out var problem) is not { } target) return CommandResult.Failed(problem ?? "");
        return Go(nick => visit.Connect(target, nick));
    }

    CommandResult Ping(string text, Action<string, TimeSpan?> tell)
    {
        if (hall.Find(text, out var problem) is not { } target) return CommandResult.Failed(problem ?? "");
        pings.Ask(target, tell);
        return CommandResult.Done;
    }

    CommandResult HostTest()
    {
        if (hall.Hosted is { } hosted && !questions.IsOnHosted) return CommandResult.Failed($"You host {hosted.Wishes.Name} already. Go there and /leave it first.");
        return Go(hall.HostTest);
    }

    /// <summary>Leaves the server where we are, with the questions that belong to it, and goes on under our nickname.</summary>
    CommandResult Go(Action<Nickname> then)
    {
        var isInside = client.State.Place is not null && client.Options is not null;
        var name = isInside ? client.State.Self.Value : hall.Nick;
        if (!Nickname.TryParse(name, out var nick, out var problem)) return CommandResult.Failed(problem);
        if (!isInside) then(nick);
        else questions.BeforeLeave(() =>
        {
            visit.Leave();
            then(nick);
        });
        return CommandResult.Done;
    }

    CommandResult Leave()
    {
        questions.BeforeLeave(visit.Leave);
        return CommandResult.Done;
    }

    CommandResult Look()
    {
        hall.LookAgain();
        return CommandResult.Done;
    }

    CommandResult Invite()
    {
        if (client.Options is not { } options) return CommandResult.Failed("You are on no server.");
        RoomName? room = client.State.Current is { Room: { IsDirect: false } current } ? current : null;
        var invitation = Invitation.Of(options.Target, visit.UsedAddress ?? options.Address, questions.IsOnHosted ? hall.Hosted : null, room, client.Trust?.Key);
        if (invitation.Links.Count == 0) return CommandResult.Failed("This server has no address that others could use.");
        var view = new InviteView(invitation.Links, invitation.Note);
        view.Closed += () => application.CloseModal(view);
        application.OpenModal(view);
        view.Copy();
        client.Tell($"Invite: {view.Link}");
        return CommandResult.Done;
    }
}
