using System.Net;
using System.Net.Sockets;
using TuiChat.Discovery.Diagnosis;
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
    public async Task WithoutLooking_ItIsSaidAtOnce_AndATextThatMatchesNothingIsAnAddress()
    {
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", clock: new ManualTime(), width: 40, height: 12);
        ada.Expect("Press c to type");
        ada.Type("example.org");
        ada.Expect("Enter takes this address · Esc clears");
    }

    [Fact]
    public async Task GoneServer_LeavesTheScreen_NothingFound_IsExplained()
    {
        var services = new Services();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network);
        services.Find(Services.Service("Ghost", port: 1));
        ada.Expect("Ghost");
        ada.Expect(() => services.Doubted is not null, "the doubt, since it does not answer");
        services.Lose(Services.Service("Ghost", port: 1));
        ada.ExpectNot("Ghost");
    }

    [Fact]
    public async Task LastServerGoes_TheReasonIsLookedForAnew()
    {
        var services = new Services { Saw = Services.Seen(uses: InterfaceUse.Down) };
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network);
        ada.Expect("not connected to any network");
        services.Find(Services.Service("Ghost", port: 1));
        ada.Expect("Ghost");
        ada.ExpectNot("not connected");
        services.Saw = Services.Seen();
        services.Lose(Services.Service("Ghost", port: 1));
        ada.Expect("no server answered.");
        Assert.DoesNotContain("not connected", ada.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NetworkThatComesLater_IsSaidSoon()
    {
        var clock = new ManualTime();
        var services = new Services { Saw = Services.Seen(uses: InterfaceUse.Down) };
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network, clock: clock);
        ada.Expect("looking …");
        clock.Advance(TimeSpan.FromSeconds(3));
        ada.Expect("not connected to any network");
        services.Saw = Services.Seen();
        clock.Advance(TimeSpan.FromSeconds(5));
        ada.Expect("no server answered.");
    }

    [Fact]
    public async Task DeadServer_IsDoubtedWhenItCannotBeJoined_AndGoes()
    {
        var services = new Services();
        var server = await TestServer.StartAsync();
        var ghost = Services.Service("test", id: server.Host.ServerId, port: server.EndPoint.Port);
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network);
        services.Find(ghost);
        ada.Expect("0 people");
        await server.DisposeAsync();
        ada.Press("Enter");
        ada.Expect("nothing listens on port");
        ada.Expect("no answer");
        ada.Expect(() => services.Doubted?.Id == ghost.Id, "the doubt");
        services.Lose(ghost);
        ada.ExpectNot("no answer");
    }

    [Fact]
    public async Task ServerThatAnswersNoMore_IsDoubtedWithoutAnybodyJoining()
    {
        var clock = new ManualTime();
        var services = new Services();
        var server = await TestServer.StartAsync();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network, clock: clock);
        services.Find(Services.Service("test", id: server.Host.ServerId, port: server.EndPoint.Port));
        ada.Expect("0 people");
        await server.DisposeAsync();
        for (var i = 0; i < 30; i++) clock.Advance(TimeSpan.FromMilliseconds(250));
        ada.Expect(() => services.Doubted is not null, "the doubt");
        ada.Expect("no answer");
    }

    [Fact]
    public async Task Sleep_AsksTheNetworkAndTheServersAnew()
    {
        var clock = new ManualTime();
        var services = new Services();
        var server = await TestServer.StartAsync();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network, clock: clock);
        services.Find(Services.Service("test", id: server.Host.ServerId, port: server.EndPoint.Port));
        ada.Expect("0 people");
        await server.DisposeAsync();
        Assert.Equal(0, services.Rescans);
        clock.Advance(TimeSpan.FromHours(9));
        ada.Expect(() => services.Rescans > 0, "the question to the network");
        ada.Expect("no answer");
    }

    [Fact]
    public async Task ManyFalseServers_DoNotHoldUpTheTrueOne()
    {
        await using var server = await TestServer.StartAsync();
        using var silent = new TcpListener(IPAddress.IPv6Loopback, 0);
        silent.Start(); // takes connections and says nothing
        var services = new Services();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", network: services.Network);
        for (var i = 0; i < 300; i++) services.Find(Services.Service($"false \e[31m{i}", id: $"f{i}", port: ((IPEndPoint)silent.LocalEndpoint).Port, address: "::1"));
        services.Find(Services.Service("Harbour", id: server.Host.ServerId, port: server.EndPoint.Port));
        ada.Expect("0 people");
        ada.Type("test\n");
        ada.Expect("Which room?");
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
        ada.Expect("1 person");
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
