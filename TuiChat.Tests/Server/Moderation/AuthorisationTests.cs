using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using static TuiChat.Tests.Server.Moderation.Cast;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>
/// Every command of moderation, tried by every level upon every level over real connections, and compared with the one table that
/// docs/SECURITY.md shows. What is refused changes nothing and is not in the log; what is done is.
/// </summary>
public sealed class AuthorisationTests
{
    /// <summary>What is done to somebody, and how it is undone.</summary>
    static readonly (Act Act, Func<string, Nickname, Level, Request> Ask)[] UponOthers =
    [
        (Act.KickFromServer, (id, nick, _) => new KickRequest { Id = id, Nick = nick }),
        (Act.KickFromRoom, (id, nick, _) => new KickRequest { Id = id, Nick = nick, Room = Tea }),
        (Act.BanFromServer, (id, nick, _) => new BanRequest { Id = id, Nick = nick }),
        (Act.BanFromRoom, (id, nick, _) => new BanRequest { Id = id, Nick = nick, Room = Tea }),
        (Act.MuteOnServer, (id, nick, _) => new MuteRequest { Id = id, Nick = nick }),
        (Act.MuteInRoom, (id, nick, _) => new MuteRequest { Id = id, Nick = nick, Room = Tea }),
        (Act.SetRole, (id, nick, level) => new RoleRequest { Id = id, Nick = nick, Role = Role(level) }),
        (Act.SetRoomRank, (id, nick, level) => new RoleRequest { Id = id, Nick = nick, Role = Rank(level), Room = Tea }),
    ];

    /// <summary>What is done to nobody. What finds nothing to do counts as allowed.</summary>
    static readonly (Act Act, Func<string, Request> Ask)[] UponNobody =
    [
        (Act.BanAddress, id => new BanRequest { Id = id, Address = "192.0.2.0/24" }),
        (Act.UnbanFromServer, id => new UnbanRequest { Id = id, Address = "192.0.2.0/24" }),
        (Act.UnbanFromRoom, id => new UnbanRequest { Id = id, Nick = LineClient.Nick("nobody"), Room = Tea }),
        (Act.UnmuteOnServer, id => new UnmuteRequest { Id = id, Nick = LineClient.Nick("nobody") }),
        (Act.UnmuteInRoom, id => new UnmuteRequest { Id = id, Nick = LineClient.Nick("nobody"), Room = Tea }),
        (Act.ListBans, id => new BansRequest { Id = id }),
        (Act.ListBans, id => new BansRequest { Id = id, Mutes = true }),
        (Act.ListRoomBans, id => new BansRequest { Id = id, Room = Tea }),
        (Act.ReadLog, id => new LogRequest { Id = id }),
        (Act.ReadRoomLog, id => new LogRequest { Id = id, Room = Tea }),
        (Act.SetRoom, id => new RoomSetRequest { Id = id, Room = Tea, Slow = 0 }),
        (Act.SetRoom, id => new RoomSetRequest { Id = id, Room = Tea, Access = RoomAccess.Open }),
        (Act.SetRoom, id => new RoomSetRequest { Id = id, Room = Tea, Secret = "" }),
        (Act.InviteToOpenRoom, id => new InviteRequest { Id = id, Room = Tea, Nick = LineClient.Nick(Target(Level.Member)) }),
        (Act.Broadcast, id => new BroadcastRequest { Id = id, Text = "hear" }),
        (Act.SetServer, id => new ServerSetRequest { Id = id, Locked = false }),
        (Act.SetServer, id => new ServerSetRequest { Id = id, Name = "test" }),
        (Act.SetServer, id => new ServerSetRequest { Id = id, Password = "" }),
    ];

    [Fact]
    public async Task EveryCommand_ByEveryLevel_UponEveryLevel_IsAsTheTableSays()
    {
        await using var server = await TestServer.StartAsync();
        await using var cast = await GatherAsync(server);
        foreach (var (act, ask) in UponOthers)
        {
            foreach (var actor in Ladder)
            {
                foreach (var target in Ladder) await TryAsync(cast, act, ask, actor, Actor(actor), target, Target(target), isOneself: false);
                await TryAsync(cast, act, ask, actor, Actor(actor), actor, Actor(actor), isOneself: true);
            }
        }
    }

    [Fact]
    public async Task EveryCommand_UponNobody_IsAsTheTableSays()
    {
        await using var server = await TestServer.StartAsync();
        await using var cast = await GatherAsync(server);
        foreach (var (act, ask) in UponNobody)
        {
            foreach (var actor in Ladder)
            {
                var answer = await cast.Of(Actor(actor)).AskAsync(ask);
                Assert.True(Rights.May(act, Place(act, actor)) == answer is not Refused { Code: RefusalCode.NotAllowed }, $"{actor} {act}: {(answer as Refused)?.Text}");
            }
        }
    }

    [Fact]
    public async Task Lines_AreDeletedAsTheTableSays()
    {
        await using var server = await TestServer.StartAsync();
        await using var cast = await GatherAsync(server);
        foreach (var actor in Ladder)
        {
            foreach (var target in Ladder)
            {
                var line = Assert.IsType<Done>(await cast.Of(Target(target)).SayAsync(Tea.Value, "a line")).Seq ?? 0;
                var answer = await cast.Of(Actor(actor)).AskAsync(id => new DeleteRequest { Id = id, Room = Tea, Target = line });
                Assert.True(Rights.Judge(Act.DeleteLine, actor, target, false) == Verdict.Yes == answer is Done, $"{actor} deletes a line of {target}: {(answer as Refused)?.Text}");
                Assert.True(answer is Done or Refused { Code: RefusalCode.NotYours });
            }
        }
    }

    [Fact]
    public async Task ClosedRooms_AndLockedServers_OpenAsTheTableSays()
    {
        await using var server = await TestServer.StartAsync();
        await using var cast = await GatherAsync(server);
        foreach (var level in Ladder) await cast.Of(Target(level)).DoAsync(id => new LeaveRequest { Id = id, Room = Tea });
        foreach (var access in (string[])[RoomAccess.Invite, RoomAccess.Locked])
        {
            Assert.Null(await cast.Desks.Rooms.SetAsync(TheOperator, new RoomSetRequest { Room = Tea, Access = access }));
            foreach (var level in Ladder)
            {
                var may = Rights.May(Act.EnterClosedRoom, level);
                var rooms = Assert.IsType<RoomList>(await cast.Of(Target(level)).AskAsync(id => new RoomsRequest { Id = id })).Rooms;
                Assert.Equal(may || access == RoomAccess.Locked, rooms.Any(room => room.Room == Tea));
                var answer = await cast.Of(Target(level)).AskAsync(id => new JoinRequest { Id = id, Room = Tea, Lines = 0 });
                Assert.True(may == answer is RoomState, $"{level} enters a room that is {access}");
                if (may) await cast.Of(Target(level)).DoAsync(id => new LeaveRequest { Id = id, Room = Tea });
            }
        }
        Assert.Null(await cast.Desks.Rooms.SetAsync(TheOperator, new RoomSetRequest { Room = Tea, Access = RoomAccess.Invite }));
        foreach (var level in Ladder)
        {
            var answer = await cast.Of(Actor(level)).AskAsync(id => new InviteRequest { Id = id, Room = Tea, Nick = LineClient.Nick(Target(Level.Member)) });
            Assert.True(Rights.May(Act.InviteToClosedRoom, level) == answer is Done, $"{level} invites");
        }
        Assert.Null(await cast.Desks.Rooms.SetAsync(TheOperator, new RoomSetRequest { Room = Tea, Access = RoomAccess.Open }));
        await cast.LeaveAllAsync();
        Assert.Null(await cast.Desks.Server.SetAsync(TheOperator, new ServerSetRequest { Locked = true }));
        foreach (var level in Ladder)
        {
            var may = Rights.May(Act.EnterLockedServer, OnServer(level));
            var problem = await Record.ExceptionAsync(() => cast.EnterAsync(Target(level)));
            Assert.True(may == problem is null, $"{level} enters a locked server: {problem?.Message}");
        }
    }

    [Fact]
    public async Task Addresses_AreShownAsTheTableSays()
    {
        await using var server = await TestServer.StartAsync();
        await using var cast = await GatherAsync(server);
        foreach (var level in Ladder)
        {
            var info = Assert.IsType<PersonInfo>(await cast.Of(Actor(level)).AskAsync(id => new InfoRequest { Id = id, Nick = LineClient.Nick(Target(Level.Guest)) }));
            Assert.Equal(Rights.May(Act.SeeAddresses, OnServer(level)), info.Address is not null);
        }
    }

    [Fact]
    public async Task EveryCommand_BeforeTheHello_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        foreach (var (_, ask) in UponOthers) await client.RefuseAsync(RefusalCode.HelloFirst, id => ask(id, LineClient.Nick("ann"), Level.Guest));
        foreach (var (_, ask) in UponNobody) await client.RefuseAsync(RefusalCode.HelloFirst, ask);
    }

    [Fact]
    public async Task EveryCommand_InARoomOfTwo_OrWhereThereIsNone_IsRefusedForAll()
    {
        await using var server = await TestServer.StartAsync();
        await using var cast = await GatherAsync(server);
        Assert.True(RoomName.TryParse("@" + new string('a', 26), out var direct, out _));
        var host = cast.Of(Actor(Level.Host));
        var bob = LineClient.Nick(Target(Level.Guest));
        foreach (var (room, code) in ((RoomName, string)[])[(direct, RefusalCode.NotAllowed), (LineClient.Room("nowhere"), RefusalCode.NotMember)])
        {
            Assert.Equal(code, await CodeOfAsync(host, id => new KickRequest { Id = id, Nick = bob, Room = room }));
            Assert.Equal(code, await CodeOfAsync(host, id => new BanRequest { Id = id, Nick = bob, Room = room }));
            Assert.Equal(code, await CodeOfAsync(host, id => new MuteRequest { Id = id, Nick = bob, Room = room }));
            Assert.Equal(code, await CodeOfAsync(host, id => new RoomSetRequest { Id = id, Room = room, Slow = 1000 }));
            Assert.Equal(code, await CodeOfAsync(host, id => new RoleRequest { Id = id, Nick = bob, Role = RoomRank.Owner, Room = room }));
            Assert.Equal(RefusalCode.NotMember, await CodeOfAsync(host, id => new InviteRequest { Id = id, Nick = bob, Room = room }));
        }
    }

    static async Task<string?> CodeOfAsync(LineClient client, Func<string, Request> ask) => (await client.AskAsync(ask) as Refused)?.Code;

    static async Task TryAsync(Cast cast, Act act, Func<string, Nickname, Level, Request> ask, Level actor, string actorName, Level target, string targetName, bool isOneself)
    {
        var expected = Rights.Judge(act, Place(act, actor), Place(act, target), isOneself);
        var nick = LineClient.Nick(targetName);
        var before = await cast.LogHeadAsync();
        var answer = await cast.Of(actorName).AskAsync(id => ask(id, nick, target));
        var code = (answer as Refused)?.Code;
        var said = $"{actor} {act} {(isOneself ? "oneself" : target)}: {code ?? "done"}, {(answer as Refused)?.Text}";
        var noted = await cast.LogHeadAsync() > before;
        if (expected == Verdict.Yes && act is (Act.SetRole or Act.SetRoomRank) && target == Level.Guest)
        {
            Assert.True(code == RefusalCode.AccountNeeded, said);
            return;
        }
        Assert.True(expected == Verdict.Yes ? code is null : code == RefusalCode.NotAllowed, said);
        Assert.True(noted == (code is null), $"In the log: {noted}. {said}");
        if (code is null) await UndoAsync(cast, act, targetName);
        else Assert.True(await IsUntouchedAsync(cast, targetName), said);
    }

    static async Task<bool> IsUntouchedAsync(Cast cast, string name) => await cast.Of(name).SayAsync(Tea.Value, "still here") is Done;

    static async Task UndoAsync(Cast cast, Act act, string name)
    {
        var nick = LineClient.Nick(name);
        RoomName? room = Rights.Of(act).IsInRoom ? Tea : null;
        if (act is Act.BanFromServer or Act.BanFromRoom) Assert.Null(await cast.Desks.Removal.UnbanAsync(TheOperator, new UnbanRequest { Nick = nick, Room = room }));
        if (act is Act.MuteOnServer or Act.MuteInRoom) Assert.Null(await cast.Desks.Mutes.UnmuteAsync(TheOperator, new UnmuteRequest { Nick = nick, Room = room }));
        if (act is Act.KickFromServer or Act.BanFromServer) await cast.EnterAsync(name);
        if (act is Act.KickFromRoom or Act.BanFromRoom) await cast.Of(name).JoinAsync(Tea.Value, lines: 0);
        Assert.True(await IsUntouchedAsync(cast, name), $"{act} was not undone for {name}.");
    }

    /// <summary>The level that counts for an act.</summary>
    static Level Place(Act act, Level level) => Rights.Of(act).IsInRoom ? level : OnServer(level);

    static Level OnServer(Level level) => level is Level.RoomModerator or Level.RoomOwner ? Level.Member : level;
}
