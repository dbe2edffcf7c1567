using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Tests.Server.Accounts;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>Nobody locks everybody out by mistake: the last host stays, and bans of addresses turn away at the door and at the hello.</summary>
public sealed class LastHostTests
{
    [Fact]
    public async Task LastHost_IsNeitherDemotedNorBannedNorDeleted_AlsoByTwoAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, _) = await Visit.RegisterAsync(server, "ann", "main");
        var (bob, _) = await Visit.RegisterAsync(server, "bob", "main");
        var desks = server.Host.Context.Desks;
        Assert.Null(await desks.Server.RoleAsync(TuiChat.Server.Commands.Actor.Operator, Role("ann", ServerRole.Host)));
        Assert.Equal(RefusalCode.LastHost, await Visit.CodeAsync(ann, id => Role("ann", ServerRole.Member) with { Id = id }));
        Assert.Equal(RefusalCode.LastHost, (await desks.Removal.BanAsync(TuiChat.Server.Commands.Actor.Operator, new BanRequest { Nick = LineClient.Nick("ann") }))?.Code);
        Assert.Equal(RefusalCode.LastHost, await Visit.CodeAsync(ann, id => new DeleteAccountRequest { Id = id, Secret = Visit.Secret }));
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await desks.Server.RoleAsync(TuiChat.Server.Commands.Actor.Operator, Role("ann", ServerRole.Host)));
            Assert.Null(await desks.Server.RoleAsync(TuiChat.Server.Commands.Actor.Operator, Role("bob", ServerRole.Host)));
            await Task.WhenAll(
                Visit.CodeAsync(ann, id => Role("bob", ServerRole.Member) with { Id = id }),
                Visit.CodeAsync(bob, id => Role("ann", ServerRole.Member) with { Id = id }));
            Assert.Equal(1, server.Host.Context.Accounts.Hosts);
        }
        ann.Dispose();
        bob.Dispose();
    }

    [Fact]
    public async Task Role_OfSomebodyWhoIsAway_HoldsWhenTheyCome_AndIsTold()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, welcome) = await Visit.RegisterAsync(server, "ann", "main");
        var desks = server.Host.Context.Desks;
        Assert.Null(await desks.Server.RoleAsync(TuiChat.Server.Commands.Actor.Operator, Role("ann", ServerRole.Moderator)));
        Assert.Equal((ServerRole.Moderator, "You are moderator of this server now."), await ann.ReadAsync<Standing>() is var told ? (told.Role, told.Text) : default);
        Assert.Equal(ServerRole.Moderator, (await ann.ReadAsync<PersonChanged>()).Role);
        ann.Dispose();
        await server.GoneAsync(LineClient.Nick("ann"));
        Assert.Null(await desks.Server.RoleAsync(TuiChat.Server.Commands.Actor.Operator, Role("ann", ServerRole.Host)));
        var (again, back) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token));
        Assert.Equal(ServerRole.Host, back.Role);
        again.Dispose();
    }

    [Fact]
    public async Task Ban_OfAnAccount_HoldsOnEveryDevice_AndAlsoWhoIsAway()
    {
        await using var server = await TestServer.StartAsync();
        var (one, welcome) = await Visit.RegisterAsync(server, "mallory", "main");
        var (two, _) = await Visit.EnterAsync(server, Visit.Hello("mallory", token: welcome.Token), "main");
        var desks = server.Host.Context.Desks;
        Assert.Null(await desks.Removal.BanAsync(TuiChat.Server.Commands.Actor.Operator, new BanRequest { Nick = LineClient.Nick("mallory"), Text = "spam" }));
        Assert.Equal(RefusalCode.Banned, await Visit.ByeAsync(one));
        Assert.Equal(RefusalCode.Banned, await Visit.ByeAsync(two));
        Assert.Equal(RefusalCode.Banned, await Visit.CodeAsync(server, Visit.Hello("mallory", token: welcome.Token)));
        Assert.Equal(RefusalCode.Banned, await Visit.CodeAsync(server, Visit.Hello("mallory", Visit.Secret)));
        Assert.Null(await Visit.CodeAsync(server, Visit.Hello("guest")));
        one.Dispose();
        two.Dispose();
    }

    [Fact]
    public async Task Ban_OfARange_TurnsAwayAtTheDoor_AndAtTheHello_WhoeverItIs()
    {
        await using var server = await TestServer.StartAsync();
        using var early = await LineClient.ConnectAsync(server.EndPoint);
        var book = server.Host.Context.Moderation;
        var ban = new Sanction(0, SanctionKind.Ban, null, new IPNetwork(new IPAddress([127, 0, 0, 0]), 8), null, null, null, "ann", Level.Host, "a test", book.Now);
        await book.AddAsync(ban, new LogEntry { N = 0, At = book.Now, By = "ann", What = "ban" }); // no command would: it is this very machine
        await early.RefuseAsync(RefusalCode.Banned, id => Visit.Hello("ann") with { Id = id });
        Assert.Equal(RefusalCode.Banned, await Visit.CodeAsync(early, id => Visit.Hello("ann", Visit.Secret, register: true) with { Id = id }));
        Assert.Equal(0, server.Host.Context.Accounts.Count);
        using var late = await LineClient.ConnectAsync(server.EndPoint);
        await late.SendAsync(new AboutRequest { Id = "1" });
        var bye = await late.ReadAsync<Bye>();
        Assert.Equal((RefusalCode.Banned, "Your address is banned from this server for good by a host: a test."), (bye.Code, bye.Text));
    }

    [Fact]
    public async Task Rooms_BelongToTheAccountThatMadeThem_AlsoAfterARestart()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var (ann, _) = await Visit.RegisterAsync(server, "ann", "tea");
            using var bob = await server.EnterAsync("bob", "tea");
            Assert.Equal(RoomRank.Owner, Assert.IsType<PeopleList>(await bob.AskAsync(id => new PeopleRequest { Id = id, Room = LineClient.Room("tea") })).People.Single(person => person.Nick.Value == "ann").Rank);
            await ann.SayAsync("tea", "kept");
            await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = LineClient.Room("tea"), Slow = 5000 });
            ann.Dispose();
        }
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var (ann, _) = await Visit.EnterAsync(server, Visit.Hello("ann", Visit.Secret));
            Assert.Equal(5000, Assert.IsType<RoomState>(await ann.AskAsync(id => new JoinRequest { Id = id, Room = LineClient.Room("tea") })).Slow);
            using var bob = await server.EnterAsync("bob", "tea");
            await ann.DoAsync(id => new KickRequest { Id = id, Nick = LineClient.Nick("bob"), Room = LineClient.Room("tea") });
            Assert.Equal("You were removed from #tea by the owner of #tea. You may come back.", (await bob.ReadAsync<Removed>()).Text);
            await ann.RefuseAsync(RefusalCode.NotAllowed, id => new KickRequest { Id = id, Nick = LineClient.Nick("bob") });
            ann.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Requests_FuzzedByALoggedInClient_ChangeNothingAndBreakNothing()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestsPerSecond = 1_000_000 });
        var (ann, _) = await Visit.RegisterAsync(server, "ann", "main");
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] types = ["kick", "ban", "unban", "bans", "mute", "unmute", "room-set", "invite", "role", "broadcast", "server-set", "log"];
        string[] values = ["\"ann\"", "\"bob\"", "\"main\"", "\"@aaaaaaaaaaaaaaaaaaaaaaaaaa\"", "\"host\"", "\"\"", "0", "-1", "9223372036854775807", "1e9", "true", "null", "[]", "{}", "\"10.0.0.0/8\"", "\"\\u0000\"", "\"\\ud800\"", "\"locked\""];
        string[] fields = ["nick", "room", "text", "address", "for", "access", "secret", "slow", "role", "name", "password", "locked", "before", "limit", "mutes"];
        for (var i = 0; i < 500; i++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => $",\"{fields[random.Next(fields.Length)]}\":{values[random.Next(values.Length)]}"));
            await ann.SendRawAsync($"{{\"t\":\"{types[random.Next(types.Length)]}\",\"id\":\"f\"{body}}}\n");
            var answer = await ann.ReadAsync<Answer>();
            Assert.True(answer is Refused { Code: not RefusalCode.Internal } or Done or BanList or LogPage, $"seed {seed}: {body} was answered by {answer}");
        }
        Assert.Empty(server.Host.Context.Moderation.List(SanctionKind.Ban, null));
        Assert.Equal("test", server.Host.Name);
        Assert.IsType<Done>(await ann.SayAsync("main", "still here"));
        ann.Dispose();
    }

    static RoleRequest Role(string nick, string role) => new() { Nick = LineClient.Nick(nick), Role = role };
}
