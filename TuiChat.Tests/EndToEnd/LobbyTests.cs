using TuiChat.Tests.Client.Lobby;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>From the lobby into the talk: real client, real servers on loopback, announcements by the test.</summary>
public sealed class LobbyTests
{
    [Fact]
    public async Task AnnouncedServer_ShowsItsPeople_AndEnterJoins()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("1 person");
        var services = new Services();
        await using var ada = new TestClient(new ClientOptions { Room = Client.Names.Room("main") }, defaultNick: "ada", network: services.Network);
        ada.Expect("looking …");
        var service = Services.Service("announced", id: server.Host.ServerId, port: server.EndPoint.Port);
        services.Find(service);
        ada.Expect("1 person");
        ada.Press("Enter");
        ada.Expect("▸ main");
        bob.Expect("ada came in");
    }

    [Fact]
    public async Task GoneServer_LeavesTheScreen_NothingFound_IsExplained()
    {
        var services = new Services();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network);
        services.Find(Services.Service("Ghost", port: 1));
        ada.Expect("Ghost");
        services.Lose(Services.Service("Ghost", port: 1));
        ada.ExpectNot("Ghost");
    }

    [Fact]
    public async Task NothingFound_SaysWhyAfterAWhile()
    {
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: new Services().Network);
        ada.Expect("no server answered.");
        ada.Expect("none found");
    }

    [Fact]
    public async Task TakenNick_IsSaidInTheLobby_AndAnotherOffered()
    {
        await using var server = await TestServer.StartAsync();
        await using var first = TestClient.Enter(server.EndPoint, "ada");
        first.Expect("1 person");
        var services = new Services();
        await using var second = new TestClient(new ClientOptions { Room = Client.Names.Room("main") }, defaultNick: "ada", network: services.Network);
        services.Find(Services.Service("test", port: server.EndPoint.Port));
        second.Expect("1 person");
        second.Press("Enter");
        second.Expect("Choose another nickname");
        second.Press("Enter");
        second.Expect("2 people");
    }

    [Fact]
    public async Task Host_OnThisMachine_JoinsIt_AndLeavingAsksForTheOthers()
    {
        await using var ada = new TestClient(new ClientOptions { Room = Client.Names.Room("main") }, defaultNick: "ada");
        ada.Press("h");
        ada.Expect("Host a server here");
        ada.Press("Tab", "Tab", "Tab", "Tab", "Enter");
        ada.Expect("hosting on this machine");
        ada.Expect("ada on ada's server");
        await using (var bob = TestClient.Enter(ada.Hosted, "bob"))
        {
            bob.Expect("2 people");
            ada.Type("/quit\n");
            ada.Expect("Stop hosting?");
            ada.Press("Escape");
            ada.ExpectNot("Stop hosting?");
            bob.Type(".exit\n");
            bob.Expect(() => bob.IsStopping, "the end");
        }
        ada.Expect("bob came and left");
        ada.Type("/quit\n");
        ada.Expect(() => ada.IsStopping, "the end");
    }
}
