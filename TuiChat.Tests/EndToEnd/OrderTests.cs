using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Keeping order, as the host types it and as the others see it.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task KickMuteAndBan_AreToldToWhomTheyHit_AndCanBeUndone()
    {
        await using var server = await TestServer.StartAsync();
        await using var host = Host(server, "ada");
        await using var bob = Accounts.Register(server, "bob");
        bob.Expect("2 people");

        host.Type("/mute bob 10m noise\n");
        bob.Expect("You are muted on this server until");
        bob.Type("unheard\n");
        bob.Expect(() => bob.State.Current?.Timeline.Waiting.Any() == false, "the refusal");
        bob.Expect("noise");
        host.Type("/unmute bob\n");
        bob.Expect("You may speak again.");
        bob.Type("heard\n");
        bob.ExpectConfirmation();
        host.Expect("bob  heard");
        Assert.DoesNotContain(Accounts.Said(host, _ => true), line => line.Contains("unheard", StringComparison.Ordinal));

        host.Type("/kick bob go home\n");
        bob.Expect("You were removed by a host: go home.");
        bob.Press("Enter");
        bob.Expect(() => bob.Client.IsSettled, "the return");

        host.Type("/ban bob 2h spam\n");
        bob.Expect("You are banned from this server until");
        bob.Expect("spam");
        var first = bob.State.Connection;
        bob.Press("Enter");
        bob.Expect(() => bob.State.Connection is ConnectionState.Offline now && !ReferenceEquals(now, first), "another refusal");
        host.Type("/bans\n");
        host.Expect("Who is banned:");
        host.Type("/unban bob\n");
        host.Expect("bob may come again.");
        bob.Press("Enter");
        bob.Expect(() => bob.Client.IsSettled, "the return after the ban");

        host.Type("/log\n");
        host.Expect(() => Accounts.Told(host).Contains("ada: unban bob", StringComparison.Ordinal) && Accounts.Told(host).Contains("kick bob: go home", StringComparison.Ordinal), "the log");
    }

    [Fact]
    public async Task SlowMode_HoldsThatRoomOnly()
    {
        await using var server = await TestServer.StartAsync();
        await using var host = Host(server, "ada");
        await using var bob = Accounts.Enter(server, "bob");
        bob.Expect("2 people");
        bob.Type("/cd lounge\n");
        bob.Expect("▸ lounge");
        bob.Type("/cd main\n");
        bob.Expect("▸ main");
        host.Type("/slow 1h\n");
        bob.Expect(() => bob.State.Current?.Slow == TimeSpan.FromHours(1), "slow mode");
        bob.Type("first\n");
        bob.ExpectConfirmation();
        bob.Type("second\n");
        bob.Type("/cd lounge\n");
        bob.Type("in the other room\n");
        bob.ExpectConfirmation();
        Assert.Equal(1, bob.Client.UnsentLines);
        Assert.Equal("second", Assert.Single(bob.State.Find(RoomName.Main)!.Timeline.Waiting).Text);
        host.Type("/slow off\n");
        host.Expect(() => host.State.Current?.Slow == TimeSpan.Zero, "no slow mode");
        host.Type("/kick bob here\n");
        bob.Expect(() => bob.State.Find(RoomName.Main) is null, "the end of the room");
    }

    [Fact]
    public async Task NewHost_ByAddress_IsTheOneFromThere()
    {
        await using var server = await TestServer.StartAsync();
        await using var host = Host(server, "ada");
        host.Type("/new host 192.0.2.7\n");
        host.Expect("Nobody is here from 192.0.2.7.");
        await using var bob = Accounts.Register(server, "bob");
        host.Type("/new host 127.0.0.1\n");
        host.Expect("Several people are here from 127.0.0.1");
        host.Type("/new host bob\n");
        bob.Expect(() => bob.State.Standing.Role == ServerRole.Host, "the role");
    }

    [Fact]
    public async Task Ping_OfAPerson_IsAnsweredByTheirClient()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Accounts.Enter(server, "ada");
        await using var bob = Accounts.Enter(server, "bob");
        ada.Expect("▸ main");
        bob.Expect("2 people");
        ada.Expect("2 people");
        ada.Type("/ping bob\n");
        ada.Expect("bob answered after");
        ada.Type($"/ping 127.0.0.1:{server.EndPoint.Port}\n");
        ada.Expect("test answered after");
        ada.Type("/ping 127.0.0.1:1\n");
        ada.Expect("127.0.0.1:1 does not answer.");
        ada.Type("/ping nobody\n");
        ada.Expect("Nobody is called nobody here.");
    }

    [Fact]
    public async Task Line_ThatWaitedWhenOneWasPutOut_IsNotSentWhenOneComesAgain()
    {
        await using var server = await TestServer.StartAsync();
        await using var host = Host(server, "ada");
        await using var bob = Accounts.Enter(server, "bob");
        bob.Expect("2 people");
        host.Type("/cd lounge\n/slow 1h\n");
        host.Expect(() => host.State.Current?.Slow == TimeSpan.FromHours(1), "slow mode");
        bob.Type("/cd lounge\n");
        bob.Expect("▸ lounge");
        bob.Expect(() => bob.Client.IsSettled, "the room");
        bob.Type("one\ntwo\n");
        bob.Expect("Slow mode: what you typed is sent by itself");
        host.Type("/kick bob here rude\n");
        bob.Expect("You are not in lounge any more.");
        Assert.Equal(0, bob.Client.UnsentLines);
        host.Type("/slow off\n");
        host.Expect(() => host.State.Current?.Slow == TimeSpan.Zero, "no slow mode");
        bob.Type("/cd lounge\n");
        bob.Expect("▸ lounge");
        bob.Expect(() => bob.Client.IsSettled, "the room again");
        bob.Type("three\n");
        bob.ExpectConfirmation();
        host.Expect("three");
        Assert.Equal(["bob: one", "bob: three"], Accounts.Said(host, room => room.Title == "lounge"));
    }

    static TestClient Host(TestServer server, string nick)
    {
        var client = Accounts.Register(server, nick);
        client.Type($"/claim {server.Host.ClaimCode}\n");
        client.Expect(() => client.State.Standing.Role == ServerRole.Host, "the role");
        return client;
    }
}
