using System.Net.Sockets;
using TuiChat.Protocol;
using TuiChat.Tests.Client;
using TuiChat.Tests.Client.Lobby;
using TuiChat.Tests.Client.Sessions;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Onto servers and off them again, by keys and commands: trust, passwords, links.</summary>
public sealed class ServerDoorTests
{
    [Fact]
    public async Task ChangedKey_IsExplained_CancelStays_AndTheNewOneCanBeTrusted()
    {
        var data = TestServer.NewFolder();
        int port;
        using (var peer = new TlsPeer())
        {
            port = peer.EndPoint.Port;
            await using var first = TestClient.Enter(peer.EndPoint, "ada", data: data);
            await using var stream = await peer.AcceptAsync();
            await TlsPeer.WelcomeAsync(stream);
            Await(first, TlsPeer.ReceiveAsync(stream, "join"));
        }
        using var other = new TlsPeer(port: port);
        await using (var ada = TestClient.Enter(other.EndPoint, "ada", data: data))
        {
            await using (var stream = await other.AcceptAsync()) ada.Expect("key has changed");
            ada.Expect("Ask the operator");
            ada.Press("Enter");
            ada.ExpectNot("Ask the operator");
            ada.Press("Enter");
            await using (var stream = await other.AcceptAsync()) ada.Expect("Ask the operator");
            ada.Press("Right", "Enter");
            await using var trusted = await other.AcceptAsync();
            await TlsPeer.WelcomeAsync(trusted);
            Await(ada, TlsPeer.ReceiveAsync(trusted, "join"));
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task ChangedKey_InTheMiddleOfAStay_CancelStays_AndEnterAsksAgain()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada");
        ada.Expect("1 person");
        proxy.Target = other.EndPoint;
        proxy.Cut();
        ada.ExpectAfterReturn(() => ada.Screen.Contains("Ask the operator", StringComparison.Ordinal), "the question");
        ada.Press("Enter");
        ada.ExpectNot("Ask the operator");
        ada.Expect("Offline; Enter tries again");
        ada.Press("Enter");
        ada.Expect("Ask the operator");
        ada.Press("Escape");
        ada.ExpectNot("Ask the operator");
        proxy.Target = server.EndPoint; // the right one is back
        ada.Press("Enter");
        ada.Expect("ada on test");
        ada.Type("here again\n");
        ada.ExpectConfirmation();
        Assert.Equal(0, other.Host.Context.Visitors.Count);
    }

    [Fact]
    public async Task Password_IsAskedFor_WrongOneAgain_AndNeverShown()
    {
        await using var ada = new TestClient(new ClientOptions { Room = Names.Room("main") }, defaultNick: "ada");
        ada.Press("h");
        ada.Expect("Host a server here");
        ada.Press("Tab");
        ada.Type("open sesame");
        ada.Press("Tab", "Tab", "Tab", "Enter");
        ada.Expect("ada on ada's server"); // who hosts is not asked
        await using var bob = TestClient.Enter(ada.Hosted, "bob");
        bob.Expect("needs a password");
        bob.Type("wrong\n");
        bob.Expect("That is not the");
        bob.Type("open sesame\n");
        bob.Expect("2 people");
        Assert.DoesNotContain("sesame", bob.Screen + ada.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, "  This network     By link     This machine     Cancel  ")]
    [InlineData(40, 12, "  This machine     Cancel  ")]
    public async Task HostDialog_HasItsAnswersInOrder(int width, int height, string row)
    {
        await using var ada = new TestClient(new ClientOptions(), width: width, height: height, defaultNick: "ada");
        ada.Press("h");
        ada.Expect("Who may join?");
        Assert.Contains(row, ada.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_GoesToTheLobby_AndJoinByAddressOrLinkBackAgain()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        ada.Type("/leave\n");
        ada.Expect("Used before");
        ada.Type("/topic x\n");
        ada.Expect("/topic is for a server");
        ada.Press("Escape", "c");
        ada.Expect("Enter connects"); // and nothing of the attempt before
        ada.Press("Escape");
        ada.Type("/set clock off\n");
        ada.Expect("clock = off");
        ada.Type("/keys\n");
        ada.Expect("Enter changes one");
        ada.Press("Escape");
        ada.Type($"/join 127.0.0.1:{server.EndPoint.Port}\n");
        ada.Expect("ada on test");
        ada.Type("/join #lounge\n");
        ada.Expect("▸ lounge");
        ada.Type("/join nowhere\n");
        ada.Expect("No server called nowhere");
        ada.Press("Ctrl+U");
        ada.Type($"/join {InviteLink.Create("127.0.0.1", server.EndPoint.Port, Names.Room("galley"), server.Host.Fingerprint)}\n");
        ada.Expect("▸ galley");
    }

    [Fact]
    public async Task TestServer_IsJoined_AndGoneAfterLeaving()
    {
        await using var ada = new TestClient(new ClientOptions { Room = Names.Room("main") }, defaultNick: "ada");
        ada.Type("/test server\n");
        ada.Expect("hosting on this machine");
        ada.Type("/leave\n");
        ada.Expect("Used before");
        Assert.DoesNotContain("Hosted here", ada.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, "▀▀▀▀")]
    [InlineData(40, 12, "too small for")]
    public async Task Invite_ShowsLinkAndQrCode(int width, int height, string what)
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada", width: width, height: height);
        ada.Expect("ada on test");
        ada.Type("/invite\n");
        ada.Expect("Bring others here");
        Assert.Contains(what, ada.Screen, StringComparison.Ordinal);
        Assert.Contains("tuichat://", ada.Screen, StringComparison.Ordinal);
        ada.Press("Escape");
        ada.ExpectNot("Bring others here");
    }

    [Fact]
    public async Task AnnouncementThatLiesAboutTheKey_IsNotEntered()
    {
        await using var server = await TestServer.StartAsync();
        var services = new Services();
        await using var ada = new TestClient(new ClientOptions { Room = Names.Room("main") }, defaultNick: "ada", network: services.Network);
        services.Find(Services.Service("test", id: server.Host.ServerId, port: server.EndPoint.Port, fingerprint: "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"));
        ada.Expect("0 people");
        ada.Press("Enter");
        ada.Expect("announced for it");
    }

    /// <summary>The loop of the client goes on until something has come from it.</summary>
    static void Await(TestClient client, Task<string> received) => client.Expect(() => received.IsCompletedSuccessfully, "the request to join");

    [Fact]
    public async Task Link_PastedIntoTheForm_ToALockedServerOverIPv6_AsksForThePassword()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Bind = "::1" }, password: "open sesame");
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada");
        ada.Expect("Nickname");
        ada.Press("c");
        ada.Expect("host, host:port or an invite link");
        ada.Paste(InviteLink.Create("::1", server.EndPoint.Port, Names.Room("galley"), server.Host.Fingerprint) + "\n");
        ada.Press("Enter", "Enter");
        ada.Expect("needs a password");
        ada.Type("open sesame\n");
        ada.Expect("▸ galley");
    }

    [Fact]
    public async Task Link_ThatNamesAnotherKey_IsNotEntered()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada", key: other.Host.Fingerprint);
        ada.Expect("Not the server that was meant");
        Assert.Contains("invite link names", ada.Screen, StringComparison.Ordinal);
        ada.Press("Enter");
        ada.ExpectNot("Not the server that was meant");
        Assert.Equal(0, server.Host.Context.Visitors.Count);
    }

    [Fact]
    public async Task Link_ToAServerThatHasMovedToAnotherPort_SaysSo_AndANewLinkIsEnteredSilently()
    {
        var folder = TestServer.NewFolder();
        var data = TestServer.NewFolder();
        var server = await TestServer.StartAsync(folder: folder);
        var before = server.EndPoint;
        await using (var ada = TestClient.Enter(before, "ada", data: data, key: server.Host.Fingerprint)) ada.Expect("1 person");
        await server.DisposeAsync();
        using var kept = new Socket(before.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        kept.Bind(before); // so that nobody gets this port again meanwhile
        await using (var moved = await TestServer.StartAsync(folder: folder))
        {
            await using (var ada = TestClient.Enter(before, "ada", data: data, key: moved.Host.Fingerprint)) ada.Expect("nothing listens on port");
            await using var again = TestClient.Enter(moved.EndPoint, "ada", data: data, key: moved.Host.Fingerprint);
            again.Expect("1 person");
            Assert.DoesNotContain("first visit", again.Screen, StringComparison.Ordinal);
        }
        Directory.Delete(folder, recursive: true);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task LinkOnTheCommandLine_LeadsIntoItsRoom()
    {
        await using var server = await TestServer.StartAsync();
        var link = InviteLink.Create("127.0.0.1", server.EndPoint.Port, Names.Room("galley"), server.Host.Fingerprint);
        await using var ada = new TestClient(new ClientOptions { Link = link, Host = link.Host, Port = link.Port, Nick = Names.Nick("ada") });
        ada.Expect("▸ galley");
    }
}
