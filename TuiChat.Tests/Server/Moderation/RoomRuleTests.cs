using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>Locks, invitations, passphrases, slow mode and mutes over real connections.</summary>
public sealed class RoomRuleTests
{
    static readonly RoomName Tea = LineClient.Room("tea");

    [Fact]
    public async Task Locked_TakesNobodyNew_ButThoseWhoWereIn()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        using var cleo = await server.EnterAsync("cleo");
        server.Promote("ann", ServerRank.Moderator);
        await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = Tea, Access = RoomAccess.Locked });
        Assert.Equal((RoomAccess.Locked, LineClient.Nick("ann")), await bob.ReadAsync<AccessChanged>() is var told ? (told.Access, told.By) : default);
        await cleo.RefuseAsync(RefusalCode.RoomLocked, id => new JoinRequest { Id = id, Room = Tea });
        await ann.RefuseAsync(RefusalCode.RoomLocked, id => new InviteRequest { Id = id, Room = Tea, Nick = LineClient.Nick("cleo") });
        await bob.DoAsync(id => new LeaveRequest { Id = id, Room = Tea });
        await bob.JoinAsync("tea");
        await ann.DoAsync(id => new KickRequest { Id = id, Room = Tea, Nick = LineClient.Nick("bob") });
        await bob.RefuseAsync(RefusalCode.RoomLocked, id => new JoinRequest { Id = id, Room = Tea });
        await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = Tea, Access = RoomAccess.Open });
        await bob.JoinAsync("tea");
        await cleo.JoinAsync("tea");
    }

    [Fact]
    public async Task InviteOnly_IsHidden_AndOpensToThoseWhoAreAsked()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob");
        server.Promote("ann", ServerRank.Moderator);
        await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = Tea, Access = RoomAccess.Invite });
        Assert.DoesNotContain(await RoomsAsync(bob), room => room.Room == Tea);
        Assert.Equal(RoomAccess.Invite, Assert.Single(await RoomsAsync(ann), room => room.Room == Tea).Access);
        await bob.RefuseAsync(RefusalCode.InviteOnly, id => new JoinRequest { Id = id, Room = Tea });
        await bob.RefuseAsync(RefusalCode.NotMember, id => new InviteRequest { Id = id, Room = Tea, Nick = LineClient.Nick("bob") });
        await ann.DoAsync(id => new InviteRequest { Id = id, Room = Tea, Nick = LineClient.Nick("bob") });
        Assert.Equal((Tea, LineClient.Nick("ann")), await bob.ReadAsync<Invited>() is var asked ? (asked.Room, asked.By) : default);
        Assert.Contains(await RoomsAsync(bob), room => room.Room == Tea);
        await bob.JoinAsync("tea");
        await bob.RefuseAsync(RefusalCode.NotAllowed, id => new InviteRequest { Id = id, Room = Tea, Nick = LineClient.Nick("ann") });
    }

    [Fact]
    public async Task Passphrase_IsAskedFor_GuessesAreSlowed_AndItOutlivesARestart()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            using var ann = await server.EnterAsync("ann", "tea");
            Assert.IsType<Done>(await ann.SayAsync("tea", "kept"));
            server.Promote("ann", ServerRank.Moderator);
            await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = Tea, Secret = "open sesame" });
            Assert.True((await ann.ReadAsync<AccessChanged>()).Passphrase);
        }
        var time = new ManualTime();
        await using (var server = await TestServer.StartAsync(folder: folder, time: time))
        {
            using var bob = await server.EnterAsync("bob");
            Assert.True(Assert.Single(await RoomsAsync(bob), room => room.Room == Tea).Passphrase);
            await bob.RefuseAsync(RefusalCode.PassphraseNeeded, id => new JoinRequest { Id = id, Room = Tea });
            for (var i = 0; i < TuiChat.Server.Access.GuessLimit<System.Net.IPAddress>.Free; i++)
                await bob.RefuseAsync(RefusalCode.WrongPassphrase, id => new JoinRequest { Id = id, Room = Tea, Secret = "guess" });
            Assert.Equal(1000, (await bob.RefuseAsync(RefusalCode.Flood, id => new JoinRequest { Id = id, Room = Tea, Secret = "open sesame" })).Wait);
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(Assert.IsType<RoomState>(await bob.AskAsync(id => new JoinRequest { Id = id, Room = Tea, Secret = "open sesame" })).Passphrase);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Slow_HoldsEachPersonToThePause_ButNotWhoSetsIt()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        server.Promote("ann", ServerRank.Moderator);
        await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = Tea, Slow = 10_000 });
        Assert.IsType<Done>(await bob.SayAsync("tea", "one"));
        var refused = Assert.IsType<Refused>(await bob.SayAsync("tea", "two"));
        Assert.Equal((RefusalCode.Slow, 10_000), (refused.Code, refused.Wait));
        await bob.DoAsync(id => new LeaveRequest { Id = id, Room = Tea });
        await bob.JoinAsync("tea");
        Assert.Equal(RefusalCode.Slow, Assert.IsType<Refused>(await bob.SayAsync("tea", "two")).Code);
        Assert.IsType<Done>(await ann.SayAsync("tea", "one"));
        Assert.IsType<Done>(await ann.SayAsync("tea", "two"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<Done>(await bob.SayAsync("tea", "two"));
        await ann.DoAsync(id => new RoomSetRequest { Id = id, Room = Tea, Slow = 0 });
        Assert.IsType<Done>(await bob.SayAsync("tea", "three"));
    }

    [Fact]
    public async Task Mute_OfARoomOrTheServer_HoldsUntilItEnds()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        server.Promote("ann", ServerRank.Moderator);
        var said = Assert.IsType<Done>(await bob.SayAsync("tea", "a line"));
        await ann.DoAsync(id => new MuteRequest { Id = id, Nick = LineClient.Nick("bob"), Room = Tea, For = 60_000, Text = "calm down" });
        var note = await bob.ReadAsync<Standing>();
        Assert.Equal(time.GetUtcNow().ToUnixTimeMilliseconds() + 60_000, note.Muted);
        var refused = Assert.IsType<Refused>(await bob.SayAsync("tea", "but"));
        Assert.Equal((RefusalCode.Muted, 60_000), (refused.Code, refused.Wait));
        Assert.Equal("You are muted in #tea until 1970-01-02 00:01 UTC by a moderator: calm down.", refused.Text);
        await bob.RefuseAsync(RefusalCode.Muted, id => new EditRequest { Id = id, Room = Tea, Target = said.Seq ?? 0, Text = "else" });
        await bob.RefuseAsync(RefusalCode.Muted, id => new ReactRequest { Id = id, Room = Tea, Target = said.Seq ?? 0, Text = "x" });
        await bob.RefuseAsync(RefusalCode.Muted, id => new SetTopicRequest { Id = id, Room = Tea, Text = "else" });
        await bob.JoinAsync("main");
        Assert.IsType<Done>(await bob.SayAsync("main", "free here"));
        await bob.DoAsync(id => new LeaveRequest { Id = id, Room = Tea });
        await bob.JoinAsync("tea");
        Assert.Equal(RefusalCode.Muted, Assert.IsType<Refused>(await bob.SayAsync("tea", "new place")).Code);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Done>(await bob.SayAsync("tea", "free again"));

        await ann.DoAsync(id => new MuteRequest { Id = id, Nick = LineClient.Nick("bob") });
        Assert.Equal(0, (await bob.ReadAsync<Standing>()).Muted);
        Assert.Equal(RefusalCode.Muted, Assert.IsType<Refused>(await bob.SayAsync("main", "no")).Code);
        Assert.Equal("bob", Assert.Single(Assert.IsType<BanList>(await ann.AskAsync(id => new BansRequest { Id = id, Mutes = true })).Bans).Nick?.Value);
        await ann.DoAsync(id => new UnmuteRequest { Id = id, Nick = LineClient.Nick("bob") });
        Assert.Null((await bob.ReadAsync<Standing>()).Muted);
        Assert.IsType<Done>(await bob.SayAsync("main", "yes"));
    }

    [Fact]
    public async Task Delete_ByAModerator_TakesALineOfSomebodyElse_AndIsNoted()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        using var cleo = await server.EnterAsync("cleo", "tea");
        var bad = Assert.IsType<Done>(await bob.SayAsync("tea", "bad"));
        var high = Assert.IsType<Done>(await cleo.SayAsync("tea", "high"));
        await ann.RefuseAsync(RefusalCode.NotYours, id => new DeleteRequest { Id = id, Room = Tea, Target = bad.Seq ?? 0 });
        server.Promote("ann", ServerRank.Moderator);
        server.Promote("cleo", ServerRank.Host);
        await ann.RefuseAsync(RefusalCode.NotYours, id => new DeleteRequest { Id = id, Room = Tea, Target = high.Seq ?? 0 });
        await ann.DoAsync(id => new DeleteRequest { Id = id, Room = Tea, Target = bad.Seq ?? 0 });
        Assert.Equal("ann", (await bob.ReadAsync<LineDeleted>()).From.Value);
        var entry = Assert.Single(await LogAsync(cleo), logged => logged.What == "delete");
        Assert.Equal(("ann", "bob", Tea, "line 1"), (entry.By, entry.Whom, entry.Room, entry.Text));
    }

    [Fact]
    public async Task ServerSet_RenamesLocksAndGivesAPassword_AndOutlivesARestart()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            using var ann = await server.EnterAsync("ann");
            server.Promote("ann", ServerRank.Host);
            await ann.DoAsync(id => new ServerSetRequest { Id = id, Name = " Tea House ", Password = "hush", Locked = true });
            var about = Assert.IsType<ServerInfo>(await ann.AskAsync(id => new AboutRequest { Id = id }));
            Assert.Equal(("Tea House", true), (about.Name, about.Locked));
            using var bob = await LineClient.ConnectAsync(server.EndPoint);
            await bob.RefuseAsync(RefusalCode.PasswordNeeded, id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("bob") });
            await bob.RefuseAsync(RefusalCode.ServerLocked, id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("bob"), Password = "hush" });
        }
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            Assert.Equal("Tea House", server.Host.Name);
            using var bob = await LineClient.ConnectAsync(server.EndPoint);
            await bob.RefuseAsync(RefusalCode.ServerLocked, id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("bob"), Password = "hush" });
            await server.Host.Context.Desks.Server.SetAsync(TuiChat.Server.Commands.Actor.Operator, new ServerSetRequest { Locked = false, Password = "" });
            Assert.IsType<Welcome>(await bob.AskAsync(id => new Hello { Id = id, V = 1, Nick = LineClient.Nick("bob") }));
        }
        Directory.Delete(folder, recursive: true);
    }

    static async Task<IReadOnlyList<RoomSummary>> RoomsAsync(LineClient client) => Assert.IsType<RoomList>(await client.AskAsync(id => new RoomsRequest { Id = id })).Rooms;

    /// <summary>What is noted behind the answer is asked for until it is there.</summary>
    static async Task<IReadOnlyList<LogEntry>> LogAsync(LineClient client)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            if (Assert.IsType<LogPage>(await client.AskAsync(id => new LogRequest { Id = id })).Entries is { Count: > 0 } entries) return entries;
        }
    }
}
