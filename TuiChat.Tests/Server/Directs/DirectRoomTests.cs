using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Directs;

/// <summary>Rooms of two people through a real server: who gets in, who learns of them, and that nothing said there is lost.</summary>
public sealed class DirectRoomTests
{
    [Fact]
    public async Task Open_AndSay_TheOtherLearnsOfItAndReadsItAll()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        var room = await ann.OpenDirectAsync("bob");
        Assert.Equal(("bob", 0L, true), (room.With?.Value, room.Head, room.Room.IsDirect));
        await ann.SayAsync(room.Room.Value, "psst");
        await ann.SayAsync(room.Room.Value, "are you there?");

        var note = await bob.ReadAsync<DirectRoom>();
        Assert.Equal((room.Room, "ann", 1L), (note.Room, note.With.Value, note.Head));
        Assert.Equal(2, (await bob.ReadAsync<DirectRoom>()).Head);
        Assert.Equal(["psst", "are you there?"], Texts(await bob.JoinAsync(note.Room.Value)));
        await bob.SayAsync(room.Room.Value, "yes");
        Assert.Equal("yes", (await ann.ReadAsync<ChatMessage>(said => said.From.Value == "bob")).Text);
        Assert.Equal(room.Room, (await bob.OpenDirectAsync("ann")).Room);
    }

    [Fact]
    public async Task ThirdPeople_NeitherSeeNorEnterIt()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        using var eve = await server.EnterAsync("eve");
        var room = (await ann.OpenDirectAsync("bob")).Room;
        await ann.SayAsync(room.Value, "psst");

        Request[] tries =
        [
            new JoinRequest { Id = eve.NextId(), Room = room },
            new HistoryRequest { Id = eve.NextId(), Room = room },
            new PeopleRequest { Id = eve.NextId(), Room = room },
            new SendRequest { Id = eve.NextId(), Room = room, Text = "me too" },
            new ReactRequest { Id = eve.NextId(), Room = room, Target = 1, Text = "👍" },
        ];
        foreach (var request in tries) Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await eve.AskAsync(id => request with { Id = id })).Code);
        var list = Assert.IsType<RoomList>(await eve.AskAsync(id => new RoomsRequest { Id = id }));
        Assert.Equal("main", Assert.Single(list.Rooms).Room.Value);
        Assert.Equal(1, Assert.IsType<ServerInfo>(await eve.AskAsync(id => new AboutRequest { Id = id })).Rooms);
        Assert.Empty(Assert.IsType<DirectList>(await eve.AskAsync(id => new DirectsRequest { Id = id })).Directs);
    }

    [Fact]
    public async Task Join_OfARoomThatNeverWas_IsRefusedAndMakesNone()
    {
        await using var server = await TestServer.StartAsync();
        using var eve = await server.EnterAsync("eve");
        var name = LineClient.Room("@" + new string('a', 26));
        Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await eve.AskAsync(id => new JoinRequest { Id = id, Room = name })).Code);
        Assert.Null(server.Host.Context.Rooms.Find(name));
    }

    [Fact]
    public async Task FirstLine_OfOneWhoIsGoneAtOnce_IsKeptForTheOther()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        using (var ann = await server.EnterAsync("ann", null))
        {
            var room = (await ann.OpenDirectAsync("bob")).Room;
            await ann.SendRawAsync($$"""{"t":"send","room":"{{room}}","text":"one"}""" + "\n" + $$"""{"t":"leave","room":"{{room}}"}""" + "\n");
        }
        var note = await bob.ReadAsync<DirectRoom>();
        Assert.Equal(["one"], Texts(await bob.JoinAsync(note.Room.Value)));
        var direct = Assert.Single(Assert.IsType<DirectList>(await bob.AskAsync(id => new DirectsRequest { Id = id })).Directs);
        Assert.Equal((note.Room, "ann", 1L), (direct.Room, direct.With.Value, direct.Head));
    }

    [Fact]
    public async Task AfterARestart_TheTwoFindTheirRoomAgain()
    {
        var folder = TestServer.NewFolder();
        RoomName room;
        string? secret;
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            using var bob = await server.EnterAsync("bob");
            using var ann = await LineClient.ConnectAsync(server.EndPoint);
            await ann.SendAsync(new Hello { V = 1, Nick = LineClient.Nick("ann") });
            secret = (await ann.ReadAsync<Welcome>()).Session;
            room = (await ann.OpenDirectAsync("bob")).Room;
            await ann.SayAsync(room.Value, "psst");
        }
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            using var ann = await LineClient.ConnectAsync(server.EndPoint);
            await ann.SendAsync(new Hello { V = 1, Nick = LineClient.Nick("ann"), Resume = secret });
            await ann.ReadAsync<Welcome>();
            Assert.Equal("bob", Assert.Single(Assert.IsType<DirectList>(await ann.AskAsync(id => new DirectsRequest { Id = id })).Directs).With.Value);
            Assert.Equal(["psst"], Texts(await ann.JoinAsync(room.Value)));
            using var other = await server.EnterAsync("bob");
            Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await other.AskAsync(id => new JoinRequest { Id = id, Room = room })).Code);
            Assert.NotEqual(room, (await ann.OpenDirectAsync("bob")).Room); // another guest of the same name is another person
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Open_WithNobody_IsRefusedWithItsCode()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { MaxRoomsPerConnection = 1 });
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        using var cleo = await server.EnterAsync("cleo");
        Assert.Equal(RefusalCode.NoPerson, await CodeAsync(ann, "dora"));
        Assert.Equal(RefusalCode.BadField, await CodeAsync(ann, "ann"));
        Assert.Equal(RefusalCode.BadField, Assert.IsType<Refused>(await ann.AskAsync(id => new DirectRequest { Id = id, With = LineClient.Nick("bob"), Lines = 201 })).Code);
        await ann.OpenDirectAsync("bob");
        Assert.Equal(RefusalCode.Full, await CodeAsync(ann, "cleo"));
    }

    [Fact]
    public async Task Say_ToAGuestWhoHasLeft_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        RoomName room;
        using (var bob = await server.EnterAsync("bob"))
        {
            room = (await ann.OpenDirectAsync("bob")).Room;
            Assert.IsType<Done>(await ann.SayAsync(room.Value, "psst"));
            await bob.SendAsync(new QuitRequest());
            await bob.ReadAsync<Bye>();
        }
        await ann.ReadAsync<MemberLeft>();
        Answer answer;
        do answer = await ann.SayAsync(room.Value, "and?"); // the others learn first that bob has left
        while (answer is Done);
        Assert.Equal(RefusalCode.NoPerson, Assert.IsType<Refused>(answer).Code);
    }

    static async Task<string> CodeAsync(LineClient client, string with) =>
        Assert.IsType<Refused>(await client.AskAsync(id => new DirectRequest { Id = id, With = LineClient.Nick(with) })).Code;

    static IEnumerable<string> Texts(IEnumerable<NumberedEvent> events) => events.OfType<ChatMessage>().Select(message => message.Text);
}
