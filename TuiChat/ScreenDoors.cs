using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>What the commands about servers do on the screen. Lives on the loop.</summary>
sealed class ScreenDoors(Application application, ChatClient client, EntranceHall hall, ServerVisit visit, Questions questions, ServerPings pings) : ServerDoors(client, hall, pings)
{
    /// <inheritdoc/>
    protected override CommandResult Join(ServerTarget target) => Go(nick => visit.Connect(target, nick));

    /// <inheritdoc/>
    protected override CommandResult JoinTest() => Go(hall.HostTest);

    /// <inheritdoc/>
    protected override CommandResult Leave()
    {
        questions.BeforeLeave(visit.Leave);
        return CommandResult.Done;
    }

    /// <inheritdoc/>
    protected override void Show(Invitation invitation)
    {
        var view = new InviteView(invitation.Links, invitation.Note);
        view.Closed += () => application.CloseModal(view);
        application.OpenModal(view);
        view.Copy();
        Client.Tell($"Invite: {view.Link}");
    }

    /// <summary>Leaves the server where we are, with the questions that belong to it, and goes on under our nickname.</summary>
    CommandResult Go(Action<Nickname> then)
    {
        var self = Self;
        if (!Nickname.TryParse(self?.Value ?? hall.Nick, out var nick, out var problem)) return CommandResult.Failed(problem);
        if (self is null) then(nick);
        else questions.BeforeLeave(visit.Leave, () => then(nick));
        return CommandResult.Done;
    }
}
