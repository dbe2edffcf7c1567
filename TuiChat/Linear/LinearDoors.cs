using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Linear;

/// <summary>What the commands about servers do without a screen: to another server, back to the list of servers, others to here. Lives on the loop.</summary>
sealed class LinearDoors(ChatClient client, LinearEntrance entrance, LinearVisit visit, Inquiry inquiry, ServerPings pings)
{
    /// <summary>As the commands know it.</summary>
    public ServerActions Actions => new(Join, Leave, Invite, HostTest, Look) { Ping = Ping };

    bool IsOnHosted => client.Options?.Target.Source is KeySource.Hosted;

    CommandResult Join(string text)
    {
        if (entrance.Find(text, out var problem) is not { } target) return CommandResult.Failed(problem ?? "");
        if (Self is { } nick) BeforeLeave(() => Go(() => visit.Connect(target, nick)));
        else entrance.AskNick(target);
        return CommandResult.Done;
    }

    CommandResult Leave()
    {
        BeforeLeave(() => Go(entrance.Look));
        return CommandResult.Done;
    }

    CommandResult HostTest()
    {
        if (entrance.Hosted is { } hosted && !IsOnHosted) return CommandResult.Failed($"You host {hosted.Wishes.Name} already. Go there and /leave it first.");
        if (Self is { } nick) BeforeLeave(() => Go(() => entrance.HostTest(nick)));
        else entrance.HostTest(null);
        return CommandResult.Done;
    }

    CommandResult Look()
    {
        entrance.Look();
        return CommandResult.Done;
    }

    CommandResult Invite()
    {
        if (client.Options is not { } options) return CommandResult.Failed("You are on no server.");
        RoomName? room = client.State.Current is { Room: { IsDirect: false } current } ? current : null;
        var invitation = Invitation.Of(options.Target, visit.UsedAddress ?? options.Address, IsOnHosted ? entrance.Hosted : null, room, client.Trust?.Key);
        if (invitation.Links.Count == 0) return CommandResult.Failed("This server has no address that others could use.");
        var others = string.Concat(invitation.Links.Skip(1).Select(link => $"\nOr by another address of it: {link}"));
        client.Tell($"Others get here with: tuichat {invitation.Links[0]}{others}{(invitation.Note.Length == 0 ? "" : "\n" + invitation.Note)}");
        return CommandResult.Done;
    }

    /// <summary>By name, address or link.</summary>
    CommandResult Ping(string text, Action<string, TimeSpan?> tell)
    {
        if (entrance.Find(text, out var problem) is not { } target) return CommandResult.Failed(problem ?? "");
        pings.Ask(target, tell);
        return CommandResult.Done;
    }

    /// <summary>Who we are on a server, or null where we are on none.</summary>
    Nickname? Self => client.State.Place is not null && client.Options is not null ? client.State.Self : null;

    void Go(Action then)
    {
        visit.Leave();
        then();
    }

    /// <summary>Leaves at once, unless that would end the talk of others or lose what was typed. A server hosted here for nobody else stops.</summary>
    void BeforeLeave(Action leave)
    {
        if (IsOnHosted && entrance.Guests is var guests and > 0) AskWhatBecomesOfTheServer(guests, leave);
        else if (!client.IsOnline && client.UnsentLines > 0) inquiry.Confirm($"Not sent yet: {client.UnsentLines}. {(client.Memory is null ? "Leave and lose them?" : "They are kept here, and sent when you are on this server again. Leave?")}", leave);
        else if (IsOnHosted) LeaveAndStop(leave);
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
