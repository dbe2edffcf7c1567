using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>A ban and an entering at the same moment: whoever is first, the banned one is out in the end.</summary>
public sealed class EntryRaceTests
{
    const int Rounds = 40;

    static readonly RoomName Tea = LineClient.Room("tea");

    [Fact]
    public async Task Ban_DuringAJoin_Holds()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", room: null);
        var desks = server.Host.Context.Desks;
        var tea = server.Host.Context.Rooms.Find(Tea);
        for (var i = 0; i < Rounds; i++)
        {
            var join = bob.AskAsync(id => new JoinRequest { Id = id, Room = Tea, Lines = 0 });
            var ban = desks.Removal.BanAsync(Actor.Operator, new BanRequest { Nick = LineClient.Nick("bob"), Room = Tea });
            Assert.Null(await ban);
            var answer = await join;
            while (answer.More) answer = await bob.ReadAnswerAsync(answer.Re ?? "");
            Assert.Equal(["ann"], tea?.ListPeople().Select(person => person.Nick.Value));
            Assert.Equal(RefusalCode.NotMember, Assert.IsType<Refused>(await bob.SayAsync("tea", "in?")).Code);
            Assert.Null(await desks.Removal.UnbanAsync(Actor.Operator, new UnbanRequest { Nick = LineClient.Nick("bob"), Room = Tea }));
        }
        // What is said now reaches nobody who was put out.
        Assert.IsType<Done>(await ann.SayAsync("tea", "alone"));
        Assert.IsType<Pong>(await bob.AskAsync(id => new PingRequest { Id = id }));
        await bob.JoinAsync("main");
        Assert.IsType<Done>(await bob.SayAsync("main", "mark"));
        Assert.NotEqual("alone", (await bob.ReadAsync<ChatMessage>()).Text);
    }

    [Fact]
    public async Task Ban_DuringAHello_Holds()
    {
        await using var server = await TestServer.StartAsync();
        var desks = server.Host.Context.Desks;
        var nick = LineClient.Nick("bob");
        var secret = new string('5', Limits.SessionChars);
        for (var i = 0; i < Rounds; i++)
        {
            using var first = await LineClient.ConnectAsync(server.EndPoint);
            Assert.IsType<Welcome>(await first.AskAsync(Hello));
            using var second = await LineClient.ConnectAsync(server.EndPoint);
            var hello = second.SendAsync(Hello("2")); // takes the place of the first, with the same secret
            var ban = desks.Removal.BanAsync(Actor.Operator, new BanRequest { Nick = nick });
            await hello;
            if (await ban is not null) continue; // neither was there at this moment
            await server.GoneAsync(nick);
            Assert.Null(await desks.Removal.UnbanAsync(Actor.Operator, new UnbanRequest { Nick = nick }));
        }

        Hello Hello(string id) => new() { Id = id, V = 1, Nick = nick, Resume = secret };
    }

    [Fact]
    public async Task Kick_ByManyAtOnce_PutsOutOnce()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        using var bob = await server.EnterAsync("bob", "tea");
        server.Promote("ann", ServerRank.Host);
        var desks = server.Host.Context.Desks;
        var kicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desks.Removal.KickAsync(Actor.Operator, new KickRequest { Nick = LineClient.Nick("bob"), Room = Tea }))));
        Assert.Single(kicks, problem => problem is null);
        Assert.IsType<Removed>(await bob.ReadAsync<Removed>());
        Assert.IsType<Done>(await ann.SayAsync("tea", "mark"));
        var left = 0;
        while (await ann.ReadAsync() is var message && message is not ChatMessage) left += message is MemberLeft ? 1 : 0;
        Assert.Equal(1, left);
    }
}
