using TuiChat.Protocol;

namespace TuiChat.Tests.Server;

/// <summary>People talk through a real server over real sockets.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task Send_ToARoom_ReachesEverybodyInItOnceWithItsNumber()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");

        var cid = Guid.CreateVersion7();
        var done = Assert.IsType<Done>(await ann.SayAsync("main", "hello bob", cid));
        var heard = await bob.ReadAsync<ChatMessage>();

        Assert.Equal(1, done.Seq);
        Assert.Equal((1, "hello bob", "ann", cid), (heard.Seq, heard.Text, heard.From.Value, heard.Cid));
        Assert.Equal(done.At, heard.At);
    }

    [Fact]
    public async Task Send_OwnLine_ComesBackAsEcho()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        await ann.SendAsync(new SendRequest { Room = RoomName.Main, Text = "echo" });
        Assert.Equal("echo", (await ann.ReadAsync<ChatMessage>()).Text);
    }

    [Fact]
    public async Task Send_ToOneRoom_IsNotHeardInAnother()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "one");
        using var bob = await server.EnterAsync("bob", "two");

        await ann.SayAsync("one", "secret");
        await bob.SayAsync("two", "open");

        Assert.Equal("open", (await bob.ReadAsync<ChatMessage>()).Text);
        Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await bob.SayAsync("one", "let me in")).Code);
    }

    [Fact]
    public async Task Join_AnswersRoomPeopleAndPage_BeforeAnyLiveEvent()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        for (var i = 1; i <= 60; i++) await ann.SayAsync("main", $"line {i}");

        using var bob = await server.EnterAsync("bob", room: null);
        await bob.SendAsync(new JoinRequest { Id = "j", Room = RoomName.Main, Lines = 10 });
        var room = Assert.IsType<RoomState>(await bob.ReadAsync()); // entering a room says nothing else before
        var people = Assert.IsType<PeopleList>(await bob.ReadAsync());
        var page = Assert.IsType<Page>(await bob.ReadAsync());

        Assert.Equal((60, 2, true), (room.Head, room.People, room.More));
        Assert.Equal(["ann", "bob"], people.People.Select(person => person.Nick.Value).Order());
        Assert.Equal(Enumerable.Range(51, 10).Select(seq => (long)seq), page.Events.Select(e => e.Seq));
        Assert.False(page.More);
        Assert.Equal("bob", (await ann.ReadAsync<MemberJoined>(joined => joined.Nick.Value != "ann")).Nick.Value);
    }

    [Fact]
    public async Task Leave_IsToldToTheRoom()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");

        Assert.IsType<Done>(await bob.AskAsync(id => new LeaveRequest { Id = id, Room = RoomName.Main }));
        Assert.Equal("bob", (await ann.ReadAsync<MemberLeft>()).Nick.Value);
        Assert.IsType<Refused>(await bob.SayAsync("main", "am I here?"));
    }

    [Fact]
    public async Task Quit_SaysGoodbyeAfterAllAnswers_AndTellsLastWords()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");

        await bob.SendRawAsync("{\"t\":\"send\",\"id\":\"s\",\"room\":\"main\",\"text\":\"last\"}\n{\"t\":\"quit\",\"id\":\"q\",\"text\":\"off to bed\"}\n");
        var lines = await bob.ReadToEndAsync();

        Assert.Contains(lines, line => line.Contains("\"re\":\"s\"", StringComparison.Ordinal));
        Assert.Contains("\"t\":\"bye\",\"re\":\"q\"", lines[^1], StringComparison.Ordinal);
        Assert.Equal("off to bed", (await ann.ReadAsync<MemberLeft>()).Why);
    }

    [Fact]
    public async Task Disconnect_WithoutGoodbye_FreesTheNameAndIsTold()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        (await server.EnterAsync("bob")).Dispose();

        Assert.Equal("bob", (await ann.ReadAsync<MemberLeft>()).Nick.Value);
        using var again = await server.EnterAsync("bob");
    }

    [Fact]
    public async Task History_Pages_AreAscendingAndRespectBothEnds()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        for (var i = 1; i <= 30; i++) await ann.SayAsync("main", $"line {i}");

        async Task<IEnumerable<long>> AskAsync(long? after, long? before, int? limit)
        {
            var request = new HistoryRequest { Room = RoomName.Main, After = after, Before = before, Limit = limit };
            return Assert.IsType<Page>(await ann.AskAsync(id => request with { Id = id })).Events.Select(e => e.Seq);
        }

        Assert.Equal([6, 7, 8], await AskAsync(5, null, 3));
        Assert.Equal([17, 18, 19], await AskAsync(null, 20, 3));
        Assert.Equal([6, 7], await AskAsync(5, 8, 10));
        Assert.Equal([28, 29, 30], await AskAsync(null, null, 3));
        Assert.Empty(await AskAsync(30, null, 3));
    }

    [Fact]
    public async Task Topic_IsKeptAndTold()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        Assert.IsType<Done>(await ann.AskAsync(id => new SetTopicRequest { Id = id, Room = RoomName.Main, Text = "tea" }));
        using var bob = await server.EnterAsync("bob", room: null);
        var state = Assert.IsType<RoomState>(await bob.AskAsync(id => new JoinRequest { Id = id, Room = RoomName.Main }));
        Assert.Equal("tea", state.Topic);
    }

    [Fact]
    public async Task Rooms_AreListedWithPeopleAndTopic_AndVanishWhenEmptyWithoutEvents()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "empty");
        await ann.JoinAsync("used");
        await ann.SayAsync("used", "something");
        var all = Assert.IsType<RoomList>(await ann.AskAsync(id => new RoomsRequest { Id = id }));
        Assert.Equal(["empty 1", "used 1", "main 0"], all.Rooms.Select(room => $"{room.Room} {room.People}"));

        await ann.AskAsync(id => new LeaveRequest { Id = id, Room = LineClient.Room("empty") });
        await ann.AskAsync(id => new LeaveRequest { Id = id, Room = LineClient.Room("used") });
        var left = Assert.IsType<RoomList>(await ann.AskAsync(id => new RoomsRequest { Id = id }));
        Assert.Equal(["main 0", "used 0"], left.Rooms.Select(room => $"{room.Room} {room.People}"));
    }

    [Fact]
    public async Task Send_RepeatedClientId_IsAnsweredWithTheFirstPlaceAndHeardOnce()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        var cid = Guid.CreateVersion7();

        var first = Assert.IsType<Done>(await ann.SayAsync("main", "once", cid));
        var second = Assert.IsType<Done>(await ann.SayAsync("main", "once", cid));
        var third = Assert.IsType<Done>(await ann.SayAsync("main", "next"));

        Assert.Equal((first.Seq, first.At), (second.Seq, second.At));
        Assert.Equal(first.Seq + 1, third.Seq);
    }

    [Fact]
    public async Task About_BeforeHello_TellsWhoAndHowMany()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var lobby = await LineClient.ConnectAsync(server.EndPoint);
        var info = Assert.IsType<ServerInfo>(await lobby.AskAsync(id => new AboutRequest { Id = id }));
        Assert.Equal(("test", 1, 1), (info.Name, info.People, info.Rooms));
        Assert.IsType<Pong>(await lobby.AskAsync(id => new PingRequest { Id = id }));
        Assert.Equal(RefusalCode.HelloFirst, Assert.IsType<Refused>(await lobby.AskAsync(id => new RoomsRequest { Id = id })).Code);
    }
}
