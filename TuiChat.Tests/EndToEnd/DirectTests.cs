using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Talking alone, and reading on two devices, as people see it.</summary>
public sealed class DirectTests : IDisposable
{
    readonly string _data = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Message_ToSomebodyAway_ArrivesWhenTheyCome_Once()
    {
        await using var server = await TestServer.StartAsync();
        await using (var bob = Accounts.Register(server, "bob", _data)) bob.Expect("▸ main");
        await using var ada = Accounts.Register(server, "ada");
        ada.Type("/msg bob,@bob: see you\n");
        ada.Type("/msg bob see you later\n");
        ada.Expect(() => Accounts.Told(ada).Contains("To bob: see you later", StringComparison.Ordinal) && ada.Client.UnsentLines == 0, "it sent");

        for (var visit = 0; visit < 2; visit++)
        {
            await using var bob = Accounts.Enter(server, "bob", _data);
            bob.Expect(() => Direct(bob) is { IsJoined: true } room && room.Unread == (visit == 0 ? 2 : 0), $"2 unread lines the first time, {visit}");
            Assert.Equal(["ada: see you", "ada: see you later", .. visit == 0 ? (string[])[] : ["bob: answer 0"]], Accounts.Said(bob, room => room.Room.IsDirect));
            bob.Expect("● ada");
            bob.Type("/cd @ada\n");
            bob.Expect("2 people"); // both, wherever they look
            bob.Expect(() => Direct(bob) is { Unread: 0 }, "it read");
            bob.Type($"answer {visit}\n");
            bob.ExpectConfirmation();
            ada.Expect(() => Accounts.Said(ada, room => room.Room.IsDirect).Contains($"bob: answer {visit}"), "the answer");
            bob.Type("/cd main\n");
            bob.Expect(() => bob.State.Current is { IsJoined: true, Room.IsDirect: false }, "a room");
        }
    }

    [Fact]
    public async Task Message_OnANewDevice_IsUnreadUntilItIsLookedAt()
    {
        await using var server = await TestServer.StartAsync();
        await using (var bob = Accounts.Register(server, "bob")) bob.Expect("▸ main");
        await using var ada = Accounts.Register(server, "ada");
        ada.Type("/msg bob see you\n");
        ada.Expect(() => Accounts.Told(ada).Contains("To bob: see you", StringComparison.Ordinal) && ada.Client.UnsentLines == 0, "it sent");

        await using var other = TestClient.Enter(server.EndPoint, "bob", room: null, width: 160, height: 40);
        other.Expect("Log in on");
        other.Type(Accounts.Secret + "\n");
        other.Expect("Which room?");
        other.Expect(() => Direct(other) is { IsJoined: true, Unread: 1 }, "the message");
        other.Type("main\n");
        other.Expect("▸ main");
        Assert.Equal(1, Direct(other)?.Unread);
        other.Expect("2 ● ada");
    }

    [Fact]
    public async Task Ignore_KeepsMessagesAway_UntilItIsTakenBack()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Accounts.Register(server, "ada");
        await using var mallory = Accounts.Register(server, "mallory");
        ada.Type("/ignore mallory\n");
        ada.Expect("You read nothing of mallory any more.");
        ada.Type("/ping\n");
        ada.Expect("The server answered after"); // and has done what was asked before
        mallory.Type("/msg ada buy this\n");
        mallory.Expect(() => Accounts.Told(mallory).Contains("takes no direct messages from you", StringComparison.Ordinal), "the refusal");
        mallory.Type("in the room\n");
        mallory.ExpectConfirmation();
        ada.Expect(() => ada.State.Find(RoomName.Main) is { Last: 1 }, "the line, which is not shown");
        ada.Type("/ignore mallory\n");
        ada.Expect("You read mallory again from now on.");
        Assert.Empty(Accounts.Said(ada, _ => true));
        ada.Type("/ping\n");
        ada.Expect(() => Accounts.Told(ada).Split("The server answered after").Length == 3, "the answer");
        mallory.Type("/msg ada sorry\n");
        mallory.Expect(() => Accounts.Told(mallory).Contains("To ada: sorry", StringComparison.Ordinal) && mallory.Client.UnsentLines == 0, "it sent");
        ada.Expect(() => Direct(ada) is { Unread: 1 }, "the message");
        Assert.Equal(["mallory: sorry"], Accounts.Said(ada, room => room.Room.IsDirect));
    }

    [Fact]
    public async Task Ignored_AreListedHereAndOnTheServer_FromAnotherDeviceToo()
    {
        await using var server = await TestServer.StartAsync();
        await using var mallory = Accounts.Register(server, "mallory");
        await using var first = Accounts.Register(server, "ada");
        first.Type("/ignore mallory\n");
        first.Expect("You read nothing of mallory any more.");
        first.Type("/ignore\n");
        first.Expect("You ignore mallory. test lets no direct messages through to you from mallory.");
        await using var second = Accounts.LogIn(server, "ada");
        second.Type("/ignore\n");
        second.Expect("You ignore nobody on this machine. test lets no direct messages through to you from mallory.");
        second.Type("/ignore mallory\n");
        second.Expect("You read mallory again from now on.");
        second.Type("/ignore\n");
        second.Expect("You ignore nobody. /ignore NAME begins.");
    }

    [Fact]
    public async Task Ignored_WithAnotherName_StaysSo()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Accounts.Enter(server, "ada");
        await using var mallory = Accounts.Enter(server, "mallory");
        ada.Expect("▸ main");
        mallory.Expect("2 people");
        ada.Type("/ignore mallory\n");
        ada.Expect("You read nothing of mallory any more.");
        mallory.Type("/rename trudy\n");
        mallory.Expect(() => mallory.State.Self.Value == "trudy", "the new name");
        ada.Expect("You ignore mallory, who is called trudy now.");
        mallory.Type("buy this\n");
        mallory.ExpectConfirmation();
        ada.Expect(() => ada.State.Find(RoomName.Main) is { Last: 1 }, "the line, which is not shown");
        Assert.Empty(Accounts.Said(ada, _ => true));
        Assert.Equal(["trudy"], ada.Settings.Current.Ignored);
        Assert.DoesNotContain("You are trudy", Accounts.Told(mallory), StringComparison.Ordinal); // the room tells it
    }

    [Fact]
    public async Task OtherOne_InTheListOfARoomOfTwo_IsShownAsTheyAre()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Accounts.Register(server, "ada");
        await using (var bob = Accounts.Enter(server, "bob"))
        {
            bob.Expect("2 people");
            ada.Expect("bob     guest");
            ada.Type("/query bob\n"); // bob does not come into it, since nothing is said
            ada.Expect("@bob  ● online");
            ada.Expect("bob     guest");
            bob.Type("/rename robert\n");
            bob.Expect(() => bob.State.Self.Value == "robert", "the new name");
            ada.Expect("@robert  ● online");
            ada.Expect("robert  guest");
            bob.Type("/away lunch\n");
            bob.Expect("You are away: lunch.");
            ada.Expect("@robert  ◐ away: lunch");
        }
        ada.Expect("@robert  ○ offline");
        ada.Expect("robert   gone");
        ada.Type("are you there\n");
        ada.Expect("Nobody would read that: a guest who has left");
    }

    [Fact]
    public async Task Message_DeletedBeforeItWasRead_IsUnreadNoMore()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Accounts.Enter(server, "ada");
        await using var bob = Accounts.Enter(server, "bob");
        ada.Expect("▸ main");
        bob.Expect("2 people");
        bob.Type("/query ada\n");
        bob.Expect("@ada  ● online");
        bob.Type("/msg ada psst\n");
        bob.Expect("psst ✓");
        Assert.DoesNotContain("To ada: psst", Accounts.Told(bob), StringComparison.Ordinal); // it stands there
        ada.Expect("unread: @bob 1");
        bob.Type("/delete\n");
        bob.Expect("(deleted)");
        ada.ExpectNot("unread:");
    }

    [Fact]
    public async Task OtherOne_AwayBeforeOneCame_IsOffline_WithTheTimeTheyWereLastSeen()
    {
        await using var server = await TestServer.StartAsync();
        await using (var bob = Accounts.Register(server, "bob")) bob.Expect("▸ main");
        await using var ada = Accounts.Register(server, "ada");
        ada.Expect("1 person");
        ada.Type("/query bob\n");
        ada.Expect("@bob  ○ offline, last seen 20");
    }

    [Fact]
    public async Task ReadOnOneDevice_IsReadOnTheOther_AlsoWhatWasReadWithoutAConnection()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var first = TestClient.Enter(proxy.EndPoint, "ada", width: 160, height: 40);
        Accounts.Register(first);
        first.Type("/cd lounge\n");
        first.Expect("▸ lounge");
        await using var second = Accounts.LogIn(server, "ada");
        second.Type("/cd lounge\n");
        second.Expect("▸ lounge");
        second.Type("/cd main\n");
        second.Expect("▸ main");
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("lounge");
        await bob.SayAsync("lounge", "one");
        second.Expect(() => first.State.Self.Value == "ada" && second.State.Find(Names.Room("lounge")) is { Last: 1, Unread: 0 or 1 }, "the line");
        first.Expect("one");
        second.Expect(() => second.State.Find(Names.Room("lounge")) is { Unread: 0, ReadUpTo: 1 }, "it read, as the other device shows it");

        first.Type("/cd main\n");
        first.Expect("▸ main");
        await bob.SayAsync("lounge", "two");
        foreach (var device in (TestClient[])[first, second]) device.Expect(() => device.State.Find(Names.Room("lounge")) is { Unread: 1 }, "an unread line");
        proxy.IsClosed = true;
        proxy.Cut();
        first.Expect("Offline");
        first.Type("/cd lounge\n");
        first.Expect("two");
        first.Expect(() => first.State.Find(Names.Room("lounge")) is { Unread: 0 }, "it read here");
        proxy.IsClosed = false;
        first.ExpectAfterReturn(() => first.Client.IsSettled && first.Client.People.HasToldReading, "the return");
        second.Expect(() => second.State.Find(Names.Room("lounge")) is { Unread: 0, ReadUpTo: 2 }, "it read there too");
    }

    [Fact]
    public async Task Conversation_OfAGuestWhoWasPutOut_IsOver_AndBeginsAnew()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Accounts.Register(server, "ada");
        await using var bob = Accounts.Enter(server, "bob");
        bob.Expect("2 people");
        ada.Type("/msg bob psst\n");
        ada.Expect(() => Accounts.Told(ada).Contains("To bob: psst", StringComparison.Ordinal) && ada.Client.UnsentLines == 0, "it sent");
        bob.Expect(() => Direct(bob) is { IsJoined: true, Unread: 1 }, "the message");
        Assert.Null(await server.Host.Context.Desks.Removal.KickAsync(TuiChat.Server.Commands.Actor.Operator, new KickRequest { Nick = Names.Nick("bob") }));
        bob.Expect("You were removed by");
        bob.Press("Enter");
        bob.Expect("that conversation lasted as long as the stay of a guest");
        Assert.Null(Direct(bob));
        bob.Type("/query ada\n");
        bob.Expect(() => Direct(bob) is { IsJoined: true }, "another one");
        bob.Type("me again\n");
        bob.ExpectConfirmation();
    }

    static Conversation? Direct(TestClient client) => client.State.Conversations.SingleOrDefault(room => room.Room.IsDirect);
}
