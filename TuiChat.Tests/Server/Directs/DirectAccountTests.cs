using TuiChat.Protocol;
using TuiChat.Tests.Server.Accounts;

namespace TuiChat.Tests.Server.Directs;

/// <summary>What accounts have of direct rooms: lines wait for them, their devices read together, and they choose whom they hear.</summary>
public sealed class DirectAccountTests
{
    [Fact]
    public async Task LinesToAnAccountThatIsAway_AreThereWhenItComes_AlsoUnderAnotherName()
    {
        await using var server = await TestServer.StartAsync();
        var (bob, welcome) = await Visit.RegisterAsync(server, "bob");
        bob.Dispose();
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        var room = (await ann.OpenDirectAsync("bob")).Room;
        Assert.IsType<Done>(await ann.SayAsync(room.Value, "call me"));
        await ann.AskAsync(id => new RenameRequest { Id = id, Nick = LineClient.Nick("anna") });

        var (back, _) = await Visit.EnterAsync(server, Visit.Hello("bob", token: welcome.Token));
        var direct = Assert.Single(Assert.IsType<DirectList>(await back.AskAsync(id => new DirectsRequest { Id = id })).Directs);
        Assert.Equal((room, "anna", 1L, null), (direct.Room, direct.With.Value, direct.Head, direct.Read));
        Assert.Equal("call me", Assert.IsType<ChatMessage>(Assert.Single(await back.JoinAsync(room.Value))).Text);
        ann.Dispose();
        back.Dispose();
    }

    [Fact]
    public async Task Read_OnOneDevice_IsKnownOnTheOtherAndAfterwards()
    {
        await using var server = await TestServer.StartAsync();
        var (desk, welcome) = await Visit.RegisterAsync(server, "ann", "main");
        var (phone, _) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token));
        await desk.SayAsync("main", "one");
        await desk.SayAsync("main", "two");
        Assert.IsType<Done>(await desk.AskAsync(id => new ReadRequest { Id = id, Room = RoomName.Main, Seq = 2 }));
        Assert.Equal((RoomName.Main, 2L), await phone.ReadAsync<ReadMark>() is var mark ? (mark.Room, mark.Read) : default);
        await desk.AskAsync(id => new ReadRequest { Id = id, Room = RoomName.Main, Seq = 1 }); // one reads forward only
        Assert.Equal([new Marker { Room = RoomName.Main, Read = 2 }], Assert.IsType<MarkerList>(await phone.AskAsync(id => new MarkersRequest { Id = id })).Markers);
        Assert.Equal(RefusalCode.BadField, await Visit.CodeAsync(desk, id => new ReadRequest { Id = id, Room = RoomName.Main, Seq = 3 }));
        Assert.Equal(RefusalCode.NotMember, await Visit.CodeAsync(phone, id => new ReadRequest { Id = id, Room = RoomName.Main, Seq = 1 }));
        desk.Dispose();
        phone.Dispose();
    }

    [Fact]
    public async Task Block_KeepsDirectLinesAway_UntilItIsTakenBack()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        using var eve = await server.EnterAsync("eve");
        var room = (await eve.OpenDirectAsync("ann")).Room;
        Assert.IsType<Done>(await eve.SayAsync(room.Value, "buy this"));
        Assert.IsType<Done>(await ann.AskAsync(id => new BlockRequest { Id = id, Nick = LineClient.Nick("EVE") }));
        Assert.Equal(["eve"], Assert.IsType<BlockList>(await ann.AskAsync(id => new BlocksRequest { Id = id })).Nicks.Select(nick => nick.Value));

        Assert.Equal(RefusalCode.Blocked, Assert.IsType<Refused>(await eve.SayAsync(room.Value, "no, really")).Code);
        Assert.Equal(RefusalCode.Blocked, await Visit.CodeAsync(eve, id => new ReactRequest { Id = id, Room = room, Target = 1, Text = "👍" }));
        Assert.Equal(RefusalCode.Blocked, await Visit.CodeAsync(eve, id => new DirectRequest { Id = id, With = LineClient.Nick("ann") }));
        Assert.Equal(RefusalCode.Blocked, await Visit.CodeAsync(ann, id => new DirectRequest { Id = id, With = LineClient.Nick("eve") }));
        Assert.IsType<Done>(await ann.AskAsync(id => new BlockRequest { Id = id, Nick = LineClient.Nick("eve"), Remove = true }));
        Assert.IsType<Done>(await eve.SayAsync(room.Value, "sorry"));
        Assert.Equal(RefusalCode.NoPerson, await Visit.CodeAsync(ann, id => new BlockRequest { Id = id, Nick = LineClient.Nick("nobody") }));
        Assert.Equal(RefusalCode.BadField, await Visit.CodeAsync(ann, id => new BlockRequest { Id = id, Nick = LineClient.Nick("ann") }));
        ann.Dispose();
    }

    [Fact]
    public async Task GuestsOfALimitedServer_DoNotBeginConversations_ButAnswerThem()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Guests = TuiChat.Server.Configuration.ServerSettings.GuestsLimited });
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        using var guest = await server.EnterAsync("gus");
        Assert.Equal(RefusalCode.AccountNeeded, await Visit.CodeAsync(guest, id => new DirectRequest { Id = id, With = LineClient.Nick("ann") }));
        var room = (await ann.OpenDirectAsync("gus")).Room;
        await ann.SayAsync(room.Value, "hello");
        await guest.JoinAsync((await guest.ReadAsync<DirectRoom>()).Room.Value);
        Assert.IsType<Done>(await guest.SayAsync(room.Value, "hello yourself"));
        ann.Dispose();
    }

    [Fact]
    public async Task Idle_IsThePersonWhenAllDevicesAre()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        var (desk, welcome) = await Visit.RegisterAsync(server, "ann", "main");
        var (phone, _) = await Visit.EnterAsync(server, Visit.Hello("ann", token: welcome.Token), "main");
        await desk.AskAsync(id => new AwayRequest { Id = id, Idle = true });
        await phone.AskAsync(id => new AwayRequest { Id = id, Idle = true });
        await phone.AskAsync(id => new BackRequest { Id = id });
        await phone.AskAsync(id => new AwayRequest { Id = id, Text = "walking" });
        var states = new List<string?>();
        while (states.LastOrDefault() != PersonState.Away) states.Add((await bob.ReadAsync<PersonChanged>()).State);
        Assert.Equal([PersonState.Idle, null, PersonState.Away], states);
        desk.Dispose();
        phone.Dispose();
    }
}
