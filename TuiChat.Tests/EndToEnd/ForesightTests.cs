using TuiChat.Conversations;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What is remembered of a server is on the screen before it answers, and never on that of another one.</summary>
public sealed class ForesightTests : IDisposable
{
    readonly string _data = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task KnownServer_ThatIsAway_IsShownFromDisk_AndLinesTypedThereArriveOnce()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await VisitAsync(proxy, "said before");
        proxy.IsClosed = true;

        await using var again = TestClient.Enter(proxy.EndPoint, "ada", room: null, data: _data);
        again.Expect("said before");
        again.Expect("Offline; trying again in");
        Assert.Equal(["main", "lounge"], again.State.Conversations.Select(room => room.Room.Value));
        Assert.Equal("lounge", again.State.Current?.Room.Value);
        again.Type("typed far from home\n");
        again.Type("/cd attic\n");
        again.Expect("▸ attic");
        again.Type("first in a new room\n");
        again.Type("/cd main\n");
        again.Expect("▸ main");
        proxy.IsClosed = false;
        again.ExpectAfterReturn(() => again.State.Conversations.All(room => room is { IsJoined: true, Timeline.Waiting: var waiting } && !waiting.Any()), "all rooms, and nothing that waits");
        Assert.Equal("main", again.State.Current?.Room.Value);
        Assert.Equal(["said before", "typed far from home"], Said(again, "lounge"));
        Assert.Equal(["first in a new room"], Said(again, "attic"));
    }

    [Fact]
    public async Task WhatWaitsSinceAnEarlierRun_ComesBeforeWhatIsTypedNow()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await VisitAsync(proxy, "first");
        proxy.IsClosed = true;
        await using (var away = TestClient.Enter(proxy.EndPoint, "ada", room: null, data: _data))
        {
            away.Expect("Offline; trying again in");
            away.Type("second\n");
            away.Expect("second");
        }
        proxy.IsClosed = false;

        await using var again = new TestClient(new ClientOptions { Host = proxy.EndPoint.Address.ToString(), Port = proxy.EndPoint.Port }, _data, defaultNick: "ada");
        var remember = again.Client.Memory!.TakeUp; // the client has a folder
        var isAsked = false;
        again.Client.Memory = again.Client.Memory with { TakeUp = () => isAsked = true };
        again.Press("Enter"); // the nickname will do
        again.Expect(() => again.Client.IsSettled, "all rooms");
        again.Type("third\n");
        again.Expect("third");
        Assert.Equal((true, 1), (isAsked, again.Client.UnsentLines));
        remember();
        again.ExpectConfirmation();
        Assert.Equal(["first", "second", "third"], Said(again, "lounge"));
    }

    [Fact]
    public async Task AnotherServerAtTheAddress_GetsAndShowsNothingOfTheFirst()
    {
        await using var first = await TestServer.StartAsync(settings => settings with { Tls = false, Name = "first" });
        await using var second = await TestServer.StartAsync(settings => settings with { Tls = false, Name = "second" });
        await using var proxy = new FaultProxy(first.EndPoint);
        await VisitAsync(proxy, "a secret of the first");
        proxy.IsClosed = true;

        await using (var again = TestClient.Enter(proxy.EndPoint, "ada", room: null, data: _data))
        {
            again.Expect("a secret of the first");
            again.Expect("Offline; trying again in");
            again.Type("only for the first\n");
            again.Expect("only for the first");
            again.Type("half a thought");
            proxy.Target = second.EndPoint;
            proxy.IsClosed = false;
            again.ExpectAfterReturn(() => again.Screen.Contains("Which room?", StringComparison.Ordinal), "the rooms of the other server");
            again.ExpectNot("a secret of the first");
            again.Press("Enter");
            again.Expect("1 person");
            Assert.Equal(["main"], again.State.Conversations.Select(room => room.Room.Value)); // which rooms the first has is no business of the second
            Assert.DoesNotContain("half a thought", again.Screen, StringComparison.Ordinal);
            Assert.Equal(0, again.Client.UnsentLines);
            again.Type("hello, second\n");
            again.ExpectConfirmation();
            Assert.True(Said(again, "main") is ["hello, second"], $"in {again.State.Current?.Room}:\n{again.Screen}");
        }
        Assert.Null(second.Host.Context.Rooms.Find(Names.Room("lounge")));

        proxy.Target = first.EndPoint;
        await using var back = TestClient.Enter(proxy.EndPoint, "ada", room: "lounge", data: _data);
        back.Expect(() => back.State.Current is { IsJoined: true } && Said(back, "lounge").Contains("only for the first"), "the line that waited for its server");
        Assert.Equal(["a secret of the first", "only for the first"], Said(back, "lounge"));
    }

    [Fact]
    public async Task AnotherKeyAtTheAddress_AsksAndLeavesNothingOnTheScreen()
    {
        await using var first = await TestServer.StartAsync();
        await using var second = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(first.EndPoint);
        await VisitAsync(proxy, "a secret of the first");
        proxy.Target = second.EndPoint;

        await using var again = TestClient.Enter(proxy.EndPoint, "ada", room: null, data: _data);
        again.Expect("The server's key has changed");
        Assert.DoesNotContain("a secret of the first", again.Screen, StringComparison.Ordinal);
        Assert.Empty(again.State.Conversations);
    }

    [Fact]
    public async Task KnownServer_OfWhichNothingIsKept_FailsInTheForm()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using (var ada = TestClient.Enter(proxy.EndPoint, "ada", data: _data)) ada.Expect("1 person");
        proxy.IsClosed = true;
        await using var again = TestClient.Enter(proxy.EndPoint, "ada", room: null, data: _data);
        again.Expect(" Check");
        Assert.Empty(again.State.Conversations);
    }

    /// <summary>In main and lounge, with something said in lounge.</summary>
    async Task VisitAsync(FaultProxy proxy, string text)
    {
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada", data: _data);
        ada.Expect("1 person");
        ada.Type("/cd lounge\n");
        ada.Expect("▸ lounge");
        ada.Expect("1 person");
        ada.Type(text + "\n");
        ada.ExpectConfirmation();
    }

    static List<string> Said(TestClient client, string room)
    {
        if (client.State.Find(Names.Room(room))?.Timeline is not { } timeline) return [];
        return [.. Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item).OfType<TimelineItem.Said>().Select(said => said.Text)];
    }
}
