using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Sessions;

namespace TuiChat.Linear;

/// <summary>What the commands about servers do without a screen. Lives on the loop.</summary>
sealed class LinearDoors(ChatClient client, LinearEntrance entrance, LinearVisit visit, Inquiry inquiry, ServerPings pings) : ServerDoors(client, entrance, pings)
{
    /// <inheritdoc/>
    protected override CommandResult Join(ServerTarget target)
    {
        if (Self is { } nick) Leave(() => visit.Connect(target, nick));
        else entrance.AskNick(target);
        return CommandResult.Done;
    }

    /// <inheritdoc/>
    protected override CommandResult JoinTest()
    {
        if (Self is { } nick) Leave(() => entrance.HostTest(nick));
        else entrance.HostTest(null);
        return CommandResult.Done;
    }

    /// <inheritdoc/>
    protected override CommandResult Leave()
    {
        Leave(entrance.Look);
        return CommandResult.Done;
    }

    /// <inheritdoc/>
    protected override void Show(Invitation invitation)
    {
        var others = string.Concat(invitation.Links.Skip(1).Select(link => $"\nOr by another address of it: {link}"));
        Client.Tell($"Others get here with: tuichat {invitation.Links[0]}{others}{(invitation.Note.Length == 0 ? "" : "\n" + invitation.Note)}");
    }

    /// <summary>Leaves the server, with the questions that belong to it, and goes on.</summary>
    void Leave(Action then) => BeforeLeave(() =>
    {
        visit.Leave();
        then();
    });

    /// <summary>Leaves at once, unless that would end the talk of others or lose what was typed. A server hosted here for nobody else stops.</summary>
    void BeforeLeave(Action leave)
    {
        if (Client.IsOnHosted && entrance.Guests is var guests and > 0) AskWhatBecomesOfTheServer(guests, leave);
        else if (!Client.IsOnline && Client.UnsentLines > 0) inquiry.Confirm($"Not sent yet: {Client.UnsentLines}. {(Client.Memory is null ? "Leave and lose them?" : "They are kept here, and sent when you are on this server again. Leave?")}", leave);
        else if (Client.IsOnHosted) LeaveAndStop(leave);
        else leave();
    }

    void AskWhatBecomesOfTheServer(int guests, Action leave) =>
        inquiry.Ask($"Others are on the server that you host ({guests}). It can go on without you as long as this program runs. Type stay, keep to leave and keep it, or stop to leave and stop it.", answer =>
        {
            switch (answer.Trim().ToLowerInvariant())
            {
                case "stay": return null;
                case "keep": leave(); return null;
                case "stop": LeaveAndStop(leave); return null;
                default: return "Type stay, keep or stop.";
            }
        });

    void LeaveAndStop(Action leave)
    {
        // Stopped first: it is not to be in the list that follows.
        entrance.StopHosting();
        leave();
    }
}
