using System.Text.Json;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The pipe mode and people: who changes, who speaks to us alone, who puts us out.</summary>
public sealed class PipePeopleTests
{
    [Fact]
    public async Task Persons_NamesAndAccess_AreTold()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada");
        await pipe.ExpectAsync("room");
        using var bob = await server.EnterAsync("bob");
        await bob.AskAsync(id => new AwayRequest { Id = id, Text = "lunch" });
        var away = await pipe.ExpectAsync("person");
        Assert.Equal(("bob", "away", "lunch"), (Text(away, "nick"), Text(away, "state"), Text(away, "note")));
        await bob.AskAsync(id => new RenameRequest { Id = id, Nick = LineClient.Nick("robert") });
        var renamed = await pipe.ExpectAsync("renamed");
        Assert.Equal(("bob", "robert"), (Text(renamed, "nick"), Text(renamed, "to")));
        await BeHostAsync(server, bob);
        await bob.AskAsync(id => new RoomSetRequest { Id = id, Room = RoomName.Main, Slow = 2000 });
        var access = await pipe.ExpectAsync("access");
        Assert.Equal(("robert", 2000), (Text(access, "by"), access.GetProperty("slow").GetInt32()));
        await bob.AskAsync(id => new MuteRequest { Id = id, Nick = LineClient.Nick("ada"), Room = RoomName.Main, For = 60_000 });
        var you = await pipe.ExpectAsync("you", happened => happened.TryGetProperty("muted", out _));
        Assert.Equal(("ada", "main"), (Text(you, "nick"), Text(you, "room")));
        pipe.EndInput();
        Assert.Equal(0, await pipe.EndAsync());
    }

    [Fact]
    public async Task DirectLine_IsTold_AnswersStayThere_AndPlainLinesDoNotGoThere()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { HearsDirects = true });
        await pipe.ExpectAsync("room");
        using var bob = await server.EnterAsync("bob");
        var room = Assert.IsType<RoomState>(await bob.AskAsync(id => new DirectRequest { Id = id, With = LineClient.Nick("ada") })).Room;
        for (var i = 1; i <= 3; i++) await bob.SayAsync(room.Value, $"psst {i}");
        Assert.Equal("bob", Text(await pipe.ExpectAsync("direct-room"), "with"));
        var said = await pipe.ExpectAsync("msg", happened => Text(happened, "text") == "psst 3");
        Assert.Equal(room.Value, Text(said, "room"));
        Assert.Equal(["psst 1", "psst 2", "psst 3"], pipe.Said());
        Assert.DoesNotContain(pipe.Events, happened => happened.TryGetProperty("past", out _));
        pipe.Say($$"""{"room":"{{room}}","text":"heard","id":"a"}""");
        pipe.Say("""{"t":"leave","room":"main","id":"b"}""");
        await pipe.ExpectAsync("ok", happened => Text(happened, "re") == "b");
        pipe.Say("to all");
        Assert.Equal("not-member", Text(await pipe.ExpectAsync("error"), "code"));
        await bob.ReadAsync<ChatMessage>(line => line.Text == "heard" && line.Room == room);
        await bob.SayAsync(room.Value, "bye");
        await pipe.ExpectAsync("msg", happened => Text(happened, "text") == "bye");
        Assert.Single(pipe.Events, happened => Text(happened, "t") == "direct-room");
        pipe.EndInput();
        Assert.Equal(1, await pipe.EndAsync());
    }

    [Fact]
    public async Task DirectLine_ThatIsNotAskedFor_IsNotHeard()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada");
        await pipe.ExpectAsync("room");
        using var bob = await server.EnterAsync("bob");
        var room = Assert.IsType<RoomState>(await bob.AskAsync(id => new DirectRequest { Id = id, With = LineClient.Nick("ada") })).Room;
        await bob.SayAsync(room.Value, "psst");
        Assert.Equal("bob", Text(await pipe.ExpectAsync("direct-room"), "with"));
        await bob.SayAsync("main", "aloud");
        await pipe.ExpectAsync("msg");
        pipe.EndInput();
        Assert.Equal(0, await pipe.EndAsync());
        Assert.Equal(["aloud"], pipe.Said());
    }

    [Fact]
    public async Task RoomThatPutsUsOut_IsTold_AndItsLinesGoNowhereElse()
    {
        await using var server = await TestServer.StartAsync();
        await using var pipe = PipeClient.Start(server.EndPoint, "ada", options => options with { Rooms = [RoomName.Main, LineClient.Room("lounge")] });
        await pipe.ExpectAsync("room", happened => Text(happened, "room") == "lounge");
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("lounge");
        await BeHostAsync(server, bob);
        await bob.JoinAsync("ops");
        await bob.AskAsync(id => new InviteRequest { Id = id, Nick = LineClient.Nick("ada"), Room = LineClient.Room("ops") });
        Assert.Equal("ops", Text(await pipe.ExpectAsync("invited"), "room"));
        await bob.AskAsync(id => new KickRequest { Id = id, Nick = LineClient.Nick("ada"), Room = RoomName.Main, Text = "calm down" });
        var removed = await pipe.ExpectAsync("removed");
        Assert.Equal(("main", "kicked"), (Text(removed, "room"), Text(removed, "code")));
        pipe.Say("meant for main");
        Assert.Equal("not-member", Text(await pipe.ExpectAsync("error"), "code"));
        pipe.Say("""{"t":"join","room":"main"}""");
        await pipe.ExpectAsync("room", happened => Text(happened, "room") == "main");
        pipe.Say("back again");
        pipe.EndInput();
        Assert.Equal(1, await pipe.EndAsync());
        Assert.Equal(["main"], pipe.Events.Where(happened => Text(happened, "t") == "msg").Select(happened => Text(happened, "room")));
    }

    /// <summary>Who has said goodbye leaves the name free: the next one of it is let in, however soon it comes.</summary>
    [Fact]
    public async Task NameOfWhoHasLeft_IsFreeAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        for (var round = 0; round < 50; round++)
        {
            await using var pipe = PipeClient.Start(server.EndPoint, "ada");
            pipe.EndInput();
            Assert.True(await pipe.EndAsync() == 0, $"round {round}: {pipe.Error}");
        }
    }

    static async Task BeHostAsync(TestServer server, LineClient client) =>
        Assert.IsType<Done>(await client.AskAsync(id => new ClaimRequest { Id = id, Code = server.Host.ClaimCode ?? "" }));

    static string? Text(JsonElement happened, string field) => happened.TryGetProperty(field, out var value) ? value.GetString() : null;
}
