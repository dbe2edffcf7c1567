using TuiChat.Protocol;
using TuiChat.Tests.Server.Rooms;

namespace TuiChat.Tests.Server.Connections;

/// <summary>A client that comes back while the server still holds its old connection.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Resume_WithTheSecret_TakesTheNameOverAfterWhatWasSaidBefore()
    {
        await using var server = await TestServer.StartAsync();
        using var old = await LineClient.ConnectAsync(server.EndPoint);
        var welcome = await HelloAsync(old, "ann", null);
        await old.JoinAsync("main");
        for (var i = 0; i < 20; i++) await old.SendAsync(new SendRequest { Room = RoomName.Main, Text = $"line {i}", Cid = Guid.CreateVersion7() });

        using var again = await LineClient.ConnectAsync(server.EndPoint);
        var second = await HelloAsync(again, "ann", welcome.Session);

        Assert.Equal(welcome.Session, second.Session);
        Assert.Equal(RefusalCode.Resumed, (await old.ReadAsync<Bye>()).Code);
        var past = await again.JoinAsync("main");
        Assert.Equal(past.Select((_, i) => $"line {i}"), past.Cast<ChatMessage>().Select(message => message.Text));
    }

    /// <summary>Somebody with the secret comes and goes without a pause: whoever has the name in one moment has left in the next.</summary>
    [Fact]
    public async Task Resume_WhileTheOldConnectionEndsByItself_IsNeverRefused()
    {
        const string Secret = "0123456789abcdef0123456789abcdef";
        await using var server = await TestServer.StartAsync();
        var visitors = server.Host.Context.Visitors;
        using var stop = new CancellationTokenSource();
        var others = Task.Factory.StartNew(ComeAndGo, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            for (var i = 0; i < 100; i++)
            {
                using var again = await LineClient.ConnectAsync(server.EndPoint);
                await HelloAsync(again, "ann", Secret);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await others;
        }

        void ComeAndGo()
        {
            while (!stop.IsCancellationRequested)
            {
                var device = Somebody.NewDevice(secret: Secret);
                var visitor = Somebody.Guest("ann", device.GuestAuthor);
                if (visitors.Enter(ref visitor, device) is null) visitors.Leave(visitor, device);
            }
        }
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Resume_WithoutTheSecret_IsRefusedAndTheOldOneStays(string? secret)
    {
        await using var server = await TestServer.StartAsync();
        using var old = await server.EnterAsync("ann");
        using var thief = await LineClient.ConnectAsync(server.EndPoint);

        var refused = Assert.IsType<Refused>(await thief.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("ann"), Resume = secret }));

        Assert.Equal(RefusalCode.NickTaken, refused.Code);
        Assert.IsType<Pong>(await old.AskAsync(id => new PingRequest { Id = id }));
    }

    [Fact]
    public void Secrets_AreNotInTheText()
    {
        const string Secret = "0123456789abcdef0123456789abcdef";
        var nick = LineClient.Nick("ann");
        Assert.DoesNotContain(Secret, new Hello { V = 1, Nick = nick, Resume = Secret }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new Welcome { V = 1, Nick = nick, Name = "x", Server = "x", At = 0, MaxText = 1, Idle = 1, Session = Secret }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rooms_InTheHello_AreJoinedBehindTheWelcomeWithWhatWasMissed()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("lounge");
        for (var i = 1; i <= 5; i++) await bob.SayAsync("main", $"line {i}");
        for (var i = 1; i <= Limits.MaxPageEvents + 7; i++) await bob.SayAsync("lounge", $"line {i}");

        using var ann = await LineClient.ConnectAsync(server.EndPoint);
        await ann.SendAsync(Hello(Join("main", 3), Join("lounge", 0), Join("new", null)));

        Assert.IsType<Welcome>(await ann.ReadAsync());
        Assert.Equal(["line 4", "line 5"], Said(await EnteredAsync(ann, "main", head: 5)));
        Assert.Equal(Enumerable.Range(1, Limits.MaxPageEvents).Select(i => $"line {i}"), Said(await EnteredAsync(ann, "lounge", head: Limits.MaxPageEvents + 7)));
        Assert.Empty(await EnteredAsync(ann, "new", head: 0));
        await bob.SayAsync("main", "line 6");
        Assert.Equal("line 6", (await ann.ReadAsync<ChatMessage>()).Text);
    }

    [Theory]
    [InlineData(0, 2, new[] { "line 1", "line 2" })]
    [InlineData(3, 2, new[] { "line 4", "line 5" })]
    [InlineData(4, 0, new string[0])]
    [InlineData(5, null, new string[0])]
    [InlineData(6, null, new string[0])]
    [InlineData(long.MaxValue, null, new string[0])]
    public async Task Since_BringsTheFirstOnesBehindIt(long since, int? lines, string[] expected)
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        for (var i = 1; i <= 5; i++) await bob.SayAsync("main", $"line {i}");

        using var ann = await server.EnterAsync("ann", room: null);
        await ann.SendAsync(new JoinRequest { Id = "main", Room = RoomName.Main, Since = since, Lines = lines });

        Assert.Equal(expected, Said(await EnteredAsync(ann, "main", head: 5)));
    }

    [Fact]
    public async Task Rooms_WithOnesThatAreRefused_RefuseThoseAlone()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxRoomsPerConnection = 2 });
        using var ann = await LineClient.ConnectAsync(server.EndPoint);
        await ann.SendAsync(Hello(Join("main", -1), Join("a", 9), Join("a", 9), Join("b", long.MaxValue), Join("c", null)));

        Assert.IsType<Welcome>(await ann.ReadAsync());
        Assert.Equal(("main", RefusalCode.BadField), Refusal(await ann.ReadAsync()));
        await EnteredAsync(ann, "a", head: 0);
        await EnteredAsync(ann, "a", head: 0);
        await EnteredAsync(ann, "b", head: 0);
        Assert.Equal(("c", RefusalCode.Full), Refusal(await ann.ReadAsync<Refused>()));
    }

    [Fact]
    public async Task Rooms_TooManyOrWithTooLongIds_RefuseTheHello()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await LineClient.ConnectAsync(server.EndPoint);
        await ann.SendAsync(Hello([.. Enumerable.Range(0, Limits.MaxHelloRooms + 1).Select(i => Join($"r{i}", null))]));
        Assert.Equal(RefusalCode.BadField, (await ann.ReadAsync<Refused>()).Code);
        await ann.SendAsync(Hello(Join("main", null) with { Id = new string('x', Limits.MaxIdChars + 1) }));
        Assert.Equal(RefusalCode.BadField, (await ann.ReadAsync<Refused>()).Code);
        Assert.Equal(1, server.Host.Context.Rooms.Count);
        await ann.SendAsync(Hello([.. Enumerable.Range(0, Limits.MaxHelloRooms).Select(i => Join($"r{i}", null))]));
        await ann.ReadAsync<Welcome>();
        for (var i = 0; i < Limits.MaxHelloRooms; i++) await EnteredAsync(ann, $"r{i}", head: 0);
    }

    [Fact]
    public async Task Rooms_CostWhatAJoinCosts()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 4, RequestsPerSecond = 1 }, new ManualTime());
        using var ann = await LineClient.ConnectAsync(server.EndPoint);
        await ann.SendAsync(Hello([.. Enumerable.Range(0, 6).Select(i => Join($"r{i}", null))]));
        await ann.ReadAsync<Welcome>();
        for (var i = 0; i < 3; i++) await EnteredAsync(ann, $"r{i}", head: 0);
        for (var i = 3; i < 6; i++) Assert.Equal(($"r{i}", RefusalCode.Flood), Refusal(await ann.ReadAsync<Refused>()));
    }

    /// <summary>One line may ask for many megabytes: they are not read from the store before the client has read those before.</summary>
    [Fact]
    public async Task Rooms_OfAClientThatDoesNotRead_AreHandledOneByOne()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        var text = new string('x', Limits.MaxTextBytes);
        for (var i = 0; i < Limits.MaxPageEvents; i++) await bob.SayAsync("main", text);

        using var ann = await LineClient.ConnectAsync(server.EndPoint, receiveBuffer: 4096);
        await ann.SendAsync(Hello([.. Enumerable.Repeat(Join("main", 0), 8), Join("last", null)]));
        await ann.ReadAsync<Welcome>();
        for (var i = 0; i < 4; i++) Assert.Equal(Limits.MaxPageEvents, (await EnteredAsync(ann, "main", head: Limits.MaxPageEvents)).Count);
        Assert.Null(server.Host.Context.Rooms.Find(LineClient.Room("last")));
        for (var i = 4; i < 8; i++) await EnteredAsync(ann, "main", head: Limits.MaxPageEvents);
        await EnteredAsync(ann, "last", head: 0);
    }

    static Hello Hello(params JoinRequest[] rooms) => new() { Id = "hello", V = 1, Nick = LineClient.Nick("ann"), Rooms = rooms };

    static JoinRequest Join(string room, long? since) => new() { Id = room, Room = LineClient.Room(room), Since = since };

    static (string?, string) Refusal(Message message) => Assert.IsType<Refused>(message) is var refused ? (refused.Re, refused.Code) : default;

    static IEnumerable<string> Said(IReadOnlyList<NumberedEvent> events) => events.Cast<ChatMessage>().Select(message => message.Text);

    /// <summary>Reads the whole answer to a join, and returns its events.</summary>
    static async Task<IReadOnlyList<NumberedEvent>> EnteredAsync(LineClient client, string room, long head)
    {
        var state = await client.ReadAsync<RoomState>();
        Assert.Equal((room, room, head), (state.Re, state.Room.Value, state.Head));
        var events = new List<NumberedEvent>();
        while (true)
        {
            var part = await client.ReadAsync<Answer>();
            Assert.Equal(room, part.Re);
            if (part is Page page) events.AddRange(page.Events);
            if (!part.More) return events;
        }
    }

    static async Task<Welcome> HelloAsync(LineClient client, string nick, string? secret) =>
        Assert.IsType<Welcome>(await client.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick(nick), Resume = secret }));
}
