using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>Kicks and bans over real connections.</summary>
public sealed class BanTests
{
    static readonly RoomName Tea = LineClient.Room("tea");

    [Fact]
    public async Task Kick_FromTheServer_SaysByWhomAndWhy_AndTheyMayComeBack()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        server.Promote("ann", ServerRank.Moderator);
        await ann.DoAsync(id => new KickRequest { Id = id, Nick = LineClient.Nick("BOB"), Text = "spam" });
        var bye = await bob.ReadAsync<Bye>();
        Assert.Equal((RefusalCode.Kicked, "You were removed by a moderator: spam. You may come back."), (bye.Code, bye.Text));
        Assert.Equal("Removed by a moderator: spam.", (await ann.ReadAsync<MemberLeft>()).Why);
        using var again = await server.EnterAsync("bob");
    }

    [Fact]
    public async Task Kick_FromARoom_EndsMembershipOnly()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        await bob.JoinAsync("main");
        server.Promote("ann", ServerRank.Host);
        await ann.DoAsync(id => new KickRequest { Id = id, Nick = LineClient.Nick("bob"), Room = Tea });
        var removed = await bob.ReadAsync<Removed>();
        Assert.Equal((Tea, RefusalCode.Kicked, "You were removed from #tea by a host. You may come back."), (removed.Room, removed.Code, removed.Text));
        Assert.Equal("Removed by a host.", (await ann.ReadAsync<MemberLeft>()).Why);
        Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await bob.SayAsync("tea", "still here")).Code);
        Assert.IsType<Done>(await bob.SayAsync("main", "here"));
        await ann.RefuseAsync(RefusalCode.NoPerson, id => new KickRequest { Id = id, Nick = LineClient.Nick("bob"), Room = Tea });
        await bob.JoinAsync("tea");
        Assert.IsType<Done>(await bob.SayAsync("tea", "back"));
        Assert.Equal("back", (await ann.ReadAsync<ChatMessage>()).Text);
    }

    [Fact]
    public async Task Ban_OfAGuest_HoldsTheSession_UntilItEnds()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var ann = await server.EnterAsync("ann");
        server.Promote("ann", ServerRank.Host);
        using var bob = await LineClient.ConnectAsync(server.EndPoint);
        var welcome = Assert.IsType<Welcome>(await bob.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("bob") }));
        await ann.DoAsync(id => new BanRequest { Id = id, Nick = LineClient.Nick("bob"), For = 3_600_000, Text = "spam" });
        var bye = await bob.ReadAsync<Bye>();
        Assert.Equal((RefusalCode.Banned, "You are banned from this server until 1970-01-02 01:00 UTC by a host: spam."), (bye.Code, bye.Text));

        time.Advance(TimeSpan.FromMinutes(20));
        using var back = await LineClient.ConnectAsync(server.EndPoint);
        var refused = await back.RefuseAsync(RefusalCode.Banned, id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("robert"), Resume = welcome.Session });
        Assert.Equal(40 * 60_000, refused.Wait);
        Assert.Null(server.Host.Context.Visitors.Find(LineClient.Nick("robert")));
    }

    [Fact]
    public async Task Ban_Ends_WithTheClockOrByOneCommand_AndOutlivesARestart()
    {
        var folder = TestServer.NewFolder();
        var clock = new TuiChat.Scripting.ScriptClock(isStanding: true) { Now = DateTimeOffset.UnixEpoch.AddDays(1) };
        string? session;
        await using (var server = await TestServer.StartAsync(time: clock, folder: folder))
        {
            using var ann = await server.EnterAsync("ann");
            server.Promote("ann", ServerRank.Host);
            using var bob = await LineClient.ConnectAsync(server.EndPoint);
            session = Assert.IsType<Welcome>(await bob.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("bob") })).Session;
            await ann.DoAsync(id => new BanRequest { Id = id, Nick = LineClient.Nick("bob"), For = 3_600_000 });
        }
        await using (var server = await TestServer.StartAsync(time: clock, folder: folder))
        {
            using var bob = await LineClient.ConnectAsync(server.EndPoint);
            await bob.RefuseAsync(RefusalCode.Banned, Hello);
            clock.Now = clock.Now.AddHours(1);
            Assert.IsType<Welcome>(await bob.AskAsync(Hello));

            using var ann = await server.EnterAsync("ann");
            server.Promote("ann", ServerRank.Host);
            await ann.DoAsync(id => new BanRequest { Id = id, Nick = LineClient.Nick("bob") });
            Assert.Equal("for good", Sentences.Until(Assert.Single(Assert.IsType<BanList>(await ann.AskAsync(id => new BansRequest { Id = id })).Bans).Until));
            await ann.DoAsync(id => new UnbanRequest { Id = id, Nick = LineClient.Nick("Bob") });
            await ann.RefuseAsync(RefusalCode.NoPerson, id => new UnbanRequest { Id = id, Nick = LineClient.Nick("Bob") });
            using var again = await LineClient.ConnectAsync(server.EndPoint);
            Assert.IsType<Welcome>(await again.AskAsync(Hello));
            var log = Assert.IsType<LogPage>(await ann.AskAsync(id => new LogRequest { Id = id })).Entries;
            Assert.Equal([(3L, "unban"), (2L, "ban"), (1L, "ban")], log.Select(entry => (entry.N, entry.What)));
            Assert.Equal(["ban"], Assert.IsType<LogPage>(await ann.AskAsync(id => new LogRequest { Id = id, Before = 3, Limit = 1 })).Entries.Select(entry => entry.What));
        }
        Directory.Delete(folder, recursive: true);

        Hello Hello(string id) => new() { Id = id, V = 1, Nick = LineClient.Nick("bob"), Resume = session };
    }

    [Fact]
    public async Task Ban_FromARoom_HoldsThereAlone()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        server.Promote("ann", ServerRank.Moderator);
        await ann.DoAsync(id => new BanRequest { Id = id, Nick = LineClient.Nick("bob"), Room = Tea, Text = "spam" });
        Assert.Equal(RefusalCode.Banned, (await bob.ReadAsync<Removed>()).Code);
        Assert.Equal("Banned by a moderator: spam.", (await ann.ReadAsync<MemberLeft>()).Why);
        await bob.RefuseAsync(RefusalCode.Banned, id => new JoinRequest { Id = id, Room = Tea });
        await bob.JoinAsync("main");
        await ann.DoAsync(id => new UnbanRequest { Id = id, Nick = LineClient.Nick("bob"), Room = Tea });
        await bob.JoinAsync("tea");
    }

    [Theory]
    [InlineData("127.0.0.1", RefusalCode.NotAllowed)]
    [InlineData("127.0.0.0/8", RefusalCode.NotAllowed)]
    [InlineData("0.0.0.0/0", RefusalCode.NotAllowed)]
    [InlineData("::1", RefusalCode.NotAllowed)]
    [InlineData("10.0.0.0/4", RefusalCode.BadField)]
    [InlineData("here", RefusalCode.BadField)]
    public async Task Ban_OfARange_IsRefusedWhereItIsASlip(string address, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        server.Promote("ann", ServerRank.Host);
        await ann.RefuseAsync(code, id => new BanRequest { Id = id, Address = address });
        await ann.RefuseAsync(RefusalCode.BadField, id => new BanRequest { Id = id });
        await ann.RefuseAsync(RefusalCode.BadField, id => new BanRequest { Id = id, Nick = LineClient.Nick("bob"), Address = "192.0.2.1" });
        await ann.RefuseAsync(RefusalCode.BadField, id => new BanRequest { Id = id, Address = "192.0.2.1", For = 0 });
    }

    [Fact]
    public async Task BanOf_AnAddress_KnowsRangesOfBothFamilies()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        server.Promote("ann", ServerRank.Host);
        await ann.DoAsync(id => new BanRequest { Id = id, Address = "192.0.2.0/24" });
        await ann.DoAsync(id => new BanRequest { Id = id, Address = "2001:db8::/32", For = 1000 });
        var book = server.Host.Context.Moderation;
        Assert.NotNull(book.BanOf(IPAddress.Parse("192.0.2.200")));
        Assert.NotNull(book.BanOf(IPAddress.Parse("::ffff:192.0.2.200")));
        Assert.Null(book.BanOf(IPAddress.Parse("192.0.3.1")));
        Assert.Null(book.BanOf(IPAddress.Loopback));
        Assert.NotNull(book.BanOf(IPAddress.Parse("2001:db8:ffff::1")));
        Assert.Null(book.BanOf(IPAddress.Parse("2001:db9::1")));
    }
}
