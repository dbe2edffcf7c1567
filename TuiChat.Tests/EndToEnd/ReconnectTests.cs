using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Scripting;
using TuiChat.Tests.Client;
using TuiChat.Tests.Client.Lobby;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Connections break in every way while people talk: nothing is lost, nothing is doubled, nothing moves on the screen.</summary>
public sealed class ReconnectTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TwoPeople_TalkThroughCuts_BothSeeEveryLineOnceInOneOrder(int seed)
    {
        var random = new Random(seed);
        var folder = TestServer.NewFolder();
        var server = await TestServer.StartAsync(folder: folder);
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada");
        ada.Expect("1 person");
        await using var bob = TestClient.Enter(proxy.EndPoint, "bob");
        bob.Expect("2 people");
        (TestClient Client, string Name, List<string> Typed)[] people = [(ada, "ada", []), (bob, "bob", [])];

        for (var round = 0; round < 12; round++)
        {
            Talk(people, random, round);
            switch (random.Next(4))
            {
                case 0: proxy.Cut(); break;
                case 1: proxy.HalfClose(); break;
                default: proxy.CutAfter(random.Next(1, 2000)); break;
            }
            Talk(people, random, round);
            if (round % 5 == 4)
            {
                await server.DisposeAsync();
                Talk(people, random, round);
                server = await TestServer.StartAsync(folder: folder);
                proxy.Target = server.EndPoint;
            }
            var (waiting, _, typed) = people[random.Next(2)];
            waiting.ExpectAfterReturn(() => Unsent(waiting) == 0, $"an empty outbox, seed {seed}, round {round}, {typed.Count} typed");
        }
        proxy.Calm();

        var total = people.Sum(person => person.Typed.Count);
        foreach (var (client, name, _) in people)
            client.ExpectAfterReturn(() => Unsent(client) == 0, $"an empty outbox of {name}, seed {seed}");
        foreach (var (client, name, _) in people)
            client.ExpectAfterReturn(() => Said(client).Count >= total && Unsent(client) == 0, $"{total} lines at {name}, seed {seed}, now {Said(client).Count} and {Unsent(client)} wait");
        Assert.Equal(Said(ada), Said(bob));
        foreach (var (_, name, typed) in people) Assert.Equal(typed, Said(ada).Where(line => line.StartsWith(name, StringComparison.Ordinal)));
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Return_FetchesWhatWasMissed_AndLeavesTheScreenAlone()
    {
        const int Missed = Limits.MaxPageEvents * 2 + 50;
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada", room: "lounge");
        ada.Expect("▸ lounge");
        ada.Type("/cd main\n");
        ada.Expect("▸ main");
        ada.Expect("1 person");
        ada.Type("half a thought");
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("lounge");
        proxy.IsClosed = true;
        proxy.Cut();
        ada.Expect("Offline; trying again in");
        for (var i = 0; i < Missed; i++) await AskAsync(bob, "main", $"line {i}");
        for (var i = 0; i < 3; i++) await AskAsync(bob, "lounge", i == 1 ? "ada: look" : $"line {i}");

        proxy.IsClosed = false;
        ada.Expect(() => ada.State.Connection is ConnectionState.Online && Said(ada).Count == Missed && ada.State.Find(Names.Room("lounge"))!.Unread == 3, "everything that was missed");

        Assert.Equal(Enumerable.Range(0, Missed).Select(i => $"line {i}"), Said(ada));
        Assert.Equal(1, ada.State.Find(Names.Room("lounge"))!.Mentions);
        Assert.Equal("main", ada.State.Current!.Room.Value);
        Assert.Contains("> half a thought", ada.Screen, StringComparison.Ordinal);
    }

    /// <summary>More rooms than a hello takes, and than the server lets through at once.</summary>
    [Fact]
    public async Task Return_IntoManyRooms_IsNeverAFlood()
    {
        const int Rooms = 60;
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 20, RequestsPerSecond = 100, FloodRefusals = 40 });
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada");
        ada.Expect("1 person");
        for (var i = 1; i < Rooms; i++) ada.Type($"/cd r{i}\n");
        ada.Expect(() => IsBackInAll(1), "all rooms");
        using var bob = await server.EnterAsync("bob");
        proxy.IsClosed = true;
        proxy.Cut();
        ada.Expect("Offline; trying again in");
        for (var i = 0; i < 3; i++) await AskAsync(bob, "main", $"line {i}");
        ada.Type("to the last one\n");
        proxy.IsClosed = false;

        ada.ExpectAfterReturn(() => IsBackInAll(1) && Unsent(ada) == 0, "all rooms again");
        Assert.Equal(3, ada.State.Find(RoomName.Main)!.Unread);
        Assert.Equal(["to the last one"], Said(ada));

        bool IsBackInAll(int people) => server.Host.Context.Rooms.All.Count(room => room.ListPeople().Any(person => person.Nick.Value == "ada")) == Rooms && ada.State.Conversations.All(room => room.IsJoined && room.People.Count >= people);
    }

    [Fact]
    public async Task MovedServer_IsFoundOnTheNetwork_UnlessItsKeyIsAnother()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        await using var before = new FaultProxy(server.EndPoint);
        await using var after = new FaultProxy(server.EndPoint);
        var services = new Services();
        await using var ada = new TestClient(new ClientOptions { Host = "127.0.0.1", Port = before.EndPoint.Port, Nick = Names.Nick("ada"), Room = RoomName.Main }, network: services.Network);
        ada.Expect("1 person");
        before.IsClosed = true;
        before.Cut();
        ada.Expect("Offline; trying again in");
        var key = server.Host.Fingerprint?.ToString() ?? "";
        services.Find(Services.Service("false", server.Host.ServerId, other.EndPoint.Port, fingerprint: key)); // says the key, but has another
        services.Find(Services.Service("elsewhere", other.Host.ServerId, other.EndPoint.Port, fingerprint: other.Host.Fingerprint?.ToString() ?? ""));
        services.Find(Services.Service("true", server.Host.ServerId, after.EndPoint.Port, fingerprint: key));
        ada.Expect(() => ada.State.Connection is ConnectionState.Online, "the server at its new address");
        ada.Type("here again\n");
        ada.ExpectConfirmation();
        after.Cut();
        ada.ExpectAfterReturn(() => ada.State.Connection is ConnectionState.Online && ada.Client.IsSettled, "the new address is kept");
        Assert.Equal(["here again"], Said(ada));
        Assert.Empty(other.Host.Control.People);
    }

    [Fact]
    public async Task SilentLink_IsFoundBySendingOnIt_AndTheLineArrivesOnce()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada");
        ada.Expect("1 person");
        using var bob = await server.EnterAsync("bob");
        ada.Expect("2 people");
        proxy.Stall();
        ada.Type("is anybody there?\n");
        ada.Expect("Offline; trying again in");
        ada.ExpectAfterReturn(() => Said(ada).Count == 1 && Unsent(ada) == 0, "the line");
        Assert.Equal("is anybody there?", (await bob.ReadAsync<ChatMessage>()).Text);
        ada.Expect("2 people");
    }

    [Fact]
    public async Task OldLines_AreSentOnlyAfterAsking()
    {
        var clock = new ScriptClock(isStanding: true);
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada", clock: clock);
        ada.Expect("1 person");
        proxy.IsClosed = true;
        proxy.Cut();
        ada.Expect("Offline; trying again in");
        ada.Type("lunch?\n");
        clock.Now += TimeSpan.FromMinutes(11);
        ada.Type("anybody?\n");
        proxy.IsClosed = false;
        ada.Expect("ten minutes");
        Assert.Equal(2, Unsent(ada));
        ada.Press("Escape");
        ada.Press("Enter");
        ada.Expect(() => Unsent(ada) == 0 && Said(ada).Count == 2, "both lines");
        Assert.Equal(["lunch?", "anybody?"], Said(ada));
    }

    [Fact]
    public async Task NameTakenMeanwhile_StopsAndExplains()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada");
        ada.Expect("1 person");
        using var bob = await server.EnterAsync("bob");
        proxy.IsClosed = true;
        proxy.Cut();
        await bob.ReadAsync<MemberLeft>();
        using var thief = await server.EnterAsync("ada");
        proxy.IsClosed = false;
        ada.Expect("Somebody here is called ada");
        ada.Expect(() => ada.State.Connection is ConnectionState.Offline, "the end");
        ada.Type("too late\n");
        ada.Expect("> too late");
    }

    static void Talk((TestClient Client, string Name, List<string> Typed)[] people, Random random, int round)
    {
        for (var i = random.Next(1, 7); i > 0; i--)
        {
            var (client, name, typed) = people[random.Next(people.Length)];
            typed.Add($"{name} {round}.{typed.Count}");
            client.Type(typed[^1] + "\n");
        }
    }

    static async Task AskAsync(LineClient client, string room, string text) =>
        Assert.IsType<Done>(await client.AskAsync(id => new SendRequest { Id = id, Room = Names.Room(room), Text = text }));

    static List<string> Said(TestClient client) => Items(client).OfType<TimelineItem.Said>().Select(said => said.Text).ToList();

    static int Unsent(TestClient client) => Items(client).OfType<TimelineItem.Waiting>().Count();

    static IEnumerable<TimelineItem> Items(TestClient client)
    {
        var timeline = client.State.Current!.Timeline;
        return Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item);
    }
}
