using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Connections;

/// <summary>What happens to clients that behave badly, or are of another kind.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("ann", "Ann", RefusalCode.NickTaken)]
    [InlineData("alice", "аlice", RefusalCode.NickLookalike)]
    public async Task Hello_NameInUse_IsRefusedWithAFreeOne(string first, string second, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync(first);
        using var other = await LineClient.ConnectAsync(server.EndPoint);

        var refused = Assert.IsType<Refused>(await other.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick(second) }));
        Assert.Equal(code, refused.Code);
        Assert.NotNull(refused.Suggest);
        Assert.IsType<Welcome>(await other.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick(refused.Suggest) }));
        Assert.Equal(RefusalCode.HelloTwice, Assert.IsType<Refused>(await other.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("x") })).Code);
    }

    [Fact]
    public async Task Hello_WithOnlyWhatIsNeeded_IsEnough()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync("{\"t\":\"hello\",\"v\":1,\"nick\":\"ann\"}\n");
        Assert.Empty((await client.ReadAsync<Welcome>()).Caps);
    }

    [Fact]
    public async Task Hello_WithoutACommonVersion_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        var refused = Assert.IsType<Refused>(await client.AskAsync(id => new Hello { Id = id, V = 9, Min = 8, Nick = LineClient.Nick("ann") }));
        Assert.Equal(RefusalCode.Version, refused.Code);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("NICK ann\r\nUSER ann 0 * :ann\r\n", "ERROR :This is a TuiChat server")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "This is a TuiChat server")]
    public async Task FirstBytes_OfAnotherProtocol_GetAReadableAnswerAndTheEnd(string start, string answer)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync(Encoding.Latin1.GetBytes(start));
        var lines = await client.ReadToEndAsync();
        Assert.StartsWith(answer, lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Line_WithoutEnd_IsCutWithAReason()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.EnterAsync("ann", room: null);
        await client.SendRawAsync(new string('x', 100_000));
        Assert.Equal(RefusalCode.TooLong, (await client.ReadAsync<Bye>()).Code);
        Assert.Null(await client.ReadLineAsync());
    }

    [Fact]
    public async Task Line_OfGarbage_IsRefusedAndTheConnectionGoesOn()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendRawAsync([0x80, 0xff, (byte)'\n', .. "[]\n{\"t\":\"nonsense\",\"id\":\"7\"}\n\r\n\n{\"t\":\"welcome\"}\n"u8]);
        Assert.Equal(RefusalCode.BadJson, (await client.ReadAsync<Refused>()).Code);
        Assert.Equal(RefusalCode.BadJson, (await client.ReadAsync<Refused>()).Code);
        var unknown = await client.ReadAsync<Refused>();
        Assert.Equal((RefusalCode.UnknownType, "7"), (unknown.Code, unknown.Re));
        Assert.NotNull((await client.ReadAsync<Refused>()).Code);
        Assert.IsType<Pong>(await client.AskAsync(id => new PingRequest { Id = id }));
    }

    [Fact]
    public async Task Lines_SplitAndJoinedAnyhow_AreReadTheSame()
    {
        const int Seed = 11;
        var random = new Random(Seed);
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        var text = string.Concat(Enumerable.Range(1, 60).Select(i => $"{{\"t\":\"send\",\"room\":\"main\",\"text\":\"line {i}\"}}\r\n"));
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, 400), text.Length - at);
            await ann.SendRawAsync(text.Substring(at, length));
            at += length;
        }
        for (var i = 1; i <= 60; i++) Assert.Equal($"line {i}", (await ann.ReadAsync<ChatMessage>()).Text);
    }

    [Fact]
    public async Task Flood_IsRefusedWithAWait_AndCutWhenItGoesOn()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 5, RequestsPerSecond = 1, FloodRefusals = 20 });
        using var ann = await server.EnterAsync("ann", room: null);
        await ann.SendRawAsync(string.Concat(Enumerable.Repeat("{\"t\":\"ping\"}\n", 200)));
        var refused = await ann.ReadAsync<Refused>();
        Assert.Equal(RefusalCode.Flood, refused.Code);
        Assert.InRange(refused.Wait ?? 0, 1, 5000);
        Assert.Equal(RefusalCode.Flood, (await ann.ReadAsync<Bye>()).Code);
    }

    [Fact]
    public async Task Flood_OfEmptyLines_IsCutToo()
    {
        var time = new ManualTime(); // stands still: nothing is forgiven
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 5, RequestsPerSecond = 1, FloodRefusals = 20 }, time);
        using var ann = await server.EnterAsync("ann", room: null);
        await ann.SendRawAsync(new string('\n', 64 * 30));
        Assert.Equal(RefusalCode.Flood, (await ann.ReadAsync<Refused>()).Code);
        Assert.Equal(RefusalCode.Flood, (await ann.ReadAsync<Bye>()).Code);
    }

    [Fact]
    public async Task SlowReader_IsCutWithALastLine_AndOthersGetEverything()
    {
        var time = new ManualTime(); // stands still: whoever is cut has all the time for its last line
        await using var server = await TestServer.StartAsync(settings => settings with { MemberLagBytes = 64 * 1024, SendBufferBytes = 16 * 1024 }, time);
        using var ann = await server.EnterAsync("ann");
        using var slow = await LineClient.ConnectAsync(server.EndPoint, receiveBuffer: 8 * 1024);
        await slow.SendAsync(new Hello { V = 1, Nick = LineClient.Nick("slow") });
        await slow.ReadAsync<Welcome>();
        await slow.JoinAsync("main");

        const int Lines = 200;
        var left = Task.Run(() => ann.ReadAsync<MemberLeft>());
        using var bob = await server.EnterAsync("bob");
        for (var i = 0; i < Lines; i++) Assert.IsType<Done>(await bob.SayAsync("main", new string('x', 4000)));

        Assert.Equal("slow", (await left).Nick.Value);
        for (var seq = 1; seq <= Lines; seq++) Assert.Equal(seq, (await bob.ReadAsync<ChatMessage>()).Seq);
        Assert.Equal(RefusalCode.SlowReader, (await slow.ReadAsync<Bye>()).Code);
        Assert.Null(await slow.ReadLineAsync());
    }

    [Fact]
    public async Task Answers_ThatNobodyReads_StopTheReadingOfRequests()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { SendBufferBytes = 16 * 1024 });
        using var ann = await server.EnterAsync("ann");
        for (var i = 0; i < 40; i++) await ann.SayAsync("main", new string('x', 8000));
        using var eve = await LineClient.ConnectAsync(server.EndPoint, receiveBuffer: 8 * 1024);
        await eve.SendAsync(new Hello { V = 1, Nick = LineClient.Nick("eve") });
        await eve.ReadAsync<Welcome>();
        await eve.JoinAsync("main", 0);

        const int Pages = 40;
        await eve.SendRawAsync(string.Concat(Enumerable.Repeat("{\"t\":\"history\",\"room\":\"main\",\"limit\":200}\n", Pages)) + "{\"t\":\"leave\",\"room\":\"main\",\"id\":\"l\"}\n");
        for (var i = 0; i < 5; i++) Assert.IsType<Pong>(await ann.AskAsync(id => new PingRequest { Id = id })); // the server lives on
        for (var read = 0; read < Pages;)
        {
            var page = await eve.ReadAsync<Page>();
            if (page.More) continue;
            read++;
            // Of some 320 KB each, one page may wait and one be on its way: the last request cannot have been handled.
            if (read == 1) Assert.Equal(2, server.Host.Context.Rooms.Find(RoomName.Main)?.People);
        }
        Assert.IsType<Done>(await eve.ReadAnswerAsync("l"));
    }

    [Fact]
    public async Task HalfClose_BehindRequests_GetsAllAnswersAndTheEnd()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await LineClient.ConnectAsync(server.EndPoint);
        var sends = string.Concat(Enumerable.Range(1, 50).Select(i => $"{{\"t\":\"send\",\"id\":\"{i}\",\"room\":\"main\",\"text\":\"x\"}}\n"));
        await ann.SendRawAsync("{\"t\":\"hello\",\"v\":1,\"nick\":\"ann\"}\n{\"t\":\"join\",\"room\":\"main\"}\n" + sends);
        ann.FinishSending();
        var lines = await ann.ReadToEndAsync();
        Assert.Equal(50, lines.Count(line => line.StartsWith("{\"t\":\"ok\"", StringComparison.Ordinal)));
        Assert.Equal(50, lines.Count(line => line.StartsWith("{\"t\":\"msg\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Silence_IsAskedAboutThenCut_AndAnyByteCountsAsLife()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var ann = await server.EnterAsync("ann", room: null);
        using var bob = await server.EnterAsync("bob", room: null);
        using var eve = await server.EnterAsync("eve", room: null);

        var asked = await WhileTimePasses(ann.ReadAsync<PingRequest>());
        await ann.SendAsync(new Pong { Re = asked.Id });
        await ann.AskAsync(id => new PingRequest { Id = id });

        Assert.Equal(RefusalCode.Timeout, (await WhileTimePasses(bob.ReadAsync<Bye>())).Code);
        Assert.IsType<Pong>(await ann.AskAsync(id => new PingRequest { Id = id }));

        // Second by second, and eve talks in between: a client that is still being answered counts as alive.
        async Task<T> WhileTimePasses<T>(Task<T> expected)
        {
            while (!expected.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await eve.AskAsync(id => new PingRequest { Id = id });
            }
            return await expected;
        }
    }

    [Fact]
    public async Task Silence_WhileAnswersAreReadSlowly_IsNone()
    {
        const int Pages = 10;
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(settings => settings with { SendBufferBytes = 16 * 1024 }, time);
        using var eve = await LineClient.ConnectAsync(server.EndPoint, receiveBuffer: 8 * 1024);
        await eve.SendAsync(new Hello { V = 1, Nick = LineClient.Nick("eve") });
        await eve.ReadAsync<Welcome>();
        await eve.JoinAsync("main", 0);
        for (var i = 0; i < 40; i++) await eve.SayAsync("main", new string('x', 8000));
        await eve.SendRawAsync(string.Concat(Enumerable.Repeat("{\"t\":\"history\",\"room\":\"main\",\"limit\":200}\n", Pages)) + "{\"t\":\"ping\",\"id\":\"last\"}\n");
        for (var read = 0; read < Pages;)
        {
            if ((await eve.ReadAsync<Page>()).More) continue;
            if (++read < Pages - 1) time.Advance(TimeSpan.FromSeconds(60)); // the server has not come to read behind the last request yet
        }
        Assert.IsType<Pong>(await eve.ReadAnswerAsync("last"));
    }

    [Fact]
    public async Task NoHello_InTime_IsCut()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.AskAsync(id => new PingRequest { Id = id });
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(RefusalCode.Timeout, (await client.ReadAsync<Bye>()).Code);
    }

    [Fact]
    public async Task TooManyConnections_FromOneAddress_AreToldAndNoOthersSuffer()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxConnectionsPerAddress = 2 });
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        using var third = await LineClient.ConnectAsync(server.EndPoint);
        Assert.Equal(RefusalCode.TooManyConnections, (await third.ReadAsync<Bye>()).Code);
        Assert.IsType<Done>(await ann.SayAsync("main", "still here"));
    }

    [Fact]
    public async Task Rooms_MoreThanAllowed_AreRefused()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxRooms = 3, MaxRoomsPerConnection = 2 });
        using var ann = await server.EnterAsync("ann", "one");
        await ann.JoinAsync("two");
        Assert.Equal(RefusalCode.Full, Assert.IsType<Refused>(await ann.AskAsync(id => new JoinRequest { Id = id, Room = LineClient.Room("main") })).Code);
        using var bob = await server.EnterAsync("bob");
        Assert.Equal(RefusalCode.Full, Assert.IsType<Refused>(await bob.AskAsync(id => new JoinRequest { Id = id, Room = LineClient.Room("three") })).Code);
        await bob.JoinAsync("one");
    }

    [Theory]
    [InlineData("{\"t\":\"send\",\"id\":\"1\",\"room\":\"main\",\"text\":\"  \"}", RefusalCode.TextBad)]
    [InlineData("{\"t\":\"send\",\"id\":\"1\",\"room\":\"main\",\"text\":\"a\\u001b\"}", RefusalCode.TextBad)]
    [InlineData("{\"t\":\"send\",\"id\":\"1\",\"room\":\"main\",\"text\":\"a\",\"kind\":\"shout\"}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"send\",\"id\":\"1\",\"room\":\"main\"}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"send\",\"id\":\"1\",\"room\":\"a b\",\"text\":\"a\"}", RefusalCode.RoomBad)]
    [InlineData("{\"t\":\"set-topic\",\"id\":\"1\",\"room\":\"main\",\"text\":\"a\\nb\"}", RefusalCode.TextBad)]
    [InlineData("{\"t\":\"history\",\"id\":\"1\",\"room\":\"main\",\"limit\":0}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"history\",\"id\":\"1\",\"room\":\"main\",\"after\":-1}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"history\",\"id\":\"1\",\"room\":\"other\"}", RefusalCode.NotMember)]
    [InlineData("{\"t\":\"people\",\"id\":\"1\",\"room\":\"other\"}", RefusalCode.NotMember)]
    [InlineData("{\"t\":\"leave\",\"id\":\"1\",\"room\":\"other\"}", RefusalCode.NotMember)]
    [InlineData("{\"t\":\"join\",\"id\":\"1\",\"room\":\"other\",\"lines\":201}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"quit\",\"id\":\"1\",\"text\":\"a\\u0007\"}", RefusalCode.TextBad)]
    public async Task Request_ThatBreaksARule_IsRefusedByCode(string line, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        await ann.SendRawAsync(line + "\n");
        Assert.Equal(code, Assert.IsType<Refused>(await ann.ReadAnswerAsync("1")).Code);
    }

    [Fact]
    public async Task Rooms_WithoutPeople_DoNotCountTowardsTheLimit()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxRooms = 2 });
        using var ann = await server.EnterAsync("ann");
        foreach (var room in (string[])["one", "two", "three"])
        {
            await ann.JoinAsync(room);
            Assert.IsType<Done>(await ann.SayAsync(room, "stored for ever"));
            Assert.IsType<Done>(await ann.AskAsync(id => new LeaveRequest { Id = id, Room = LineClient.Room(room) }));
        }
        Assert.Equal(4, server.Host.Context.Rooms.Count);
    }

    [Fact]
    public async Task Rooms_MadeByOneAddress_AreLimitedByTheHour()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(settings => settings with { MaxNewRoomsPerHour = 2 }, time);
        using var ann = await server.EnterAsync("ann");
        await ann.JoinAsync("one");
        await ann.JoinAsync("two");
        Assert.Equal(RefusalCode.Full, Assert.IsType<Refused>(await ann.AskAsync(id => new JoinRequest { Id = id, Room = LineClient.Room("three") })).Code);
        await ann.JoinAsync("two");
        ann.Dispose();
        time.Advance(TimeSpan.FromHours(1));
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("three");
    }

    [Fact]
    public async Task PlainText_FromLoopbackOfAServerThatListensOnAll_IsTaken()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Bind = "any" });
        using var ann = await server.EnterAsync("ann");
        Assert.IsType<Done>(await ann.SayAsync("main", "over a mapped or plain loopback address"));
    }
}
