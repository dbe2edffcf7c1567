using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
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
        var (addresses, note) = Addresses(options.Target, visit.UsedAddress ?? options.Address);
        var links = addresses.Where(address => !address.Host.Contains('%', StringComparison.Ordinal)).Select(Link).ToList();
        if (links.Count == 0) return CommandResult.Failed("This server has no address that others could use.");
        var view = new InviteView(links, note);
        view.Closed += () => application.CloseModal(view);
        application.OpenModal(view);
        view.Copy();
        client.Tell($"Invite: {view.Link}");
        return CommandResult.Done;

        InviteLink Link(ServerAddress address) => InviteLink.Create(address.Host, address.Port, client.State.Current is { Room: { IsDirect: false } room } ? room : null, client.Trust?.Key);
    }

    /// <summary>The addresses that others can use, best first.</summary>
    (IReadOnlyList<ServerAddress> Addresses, string Note) Addresses(ServerTarget target, ServerAddress used)
    {
        if (questions.IsOnHosted && hall.Hosted is { } hosted)
            return hosted.Addresses.Count > 0 ? (hosted.Addresses, "") : (target.Addresses, "Only programs on this machine can use it: the server is hosted for this machine alone.");
        if (!IsHere(used)) return ([used, .. target.Addresses.Where(address => address != used)], "");
        var own = Discovery.ServiceDiscovery.LocalAddresses().Where(address => !address.IsIPv6LinkLocal).Select(address => new ServerAddress(address.ToString(), used.Port)).ToList();
        return own.Count > 0
            ? (own, "The server runs on this machine; others get in if it lets other machines in.")
            : ([used], "This machine has no network address that others could use.");
    }

    static bool IsHere(ServerAddress address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(address.Host, out var ip) && System.Net.IPAddress.IsLoopback(ip));
}
