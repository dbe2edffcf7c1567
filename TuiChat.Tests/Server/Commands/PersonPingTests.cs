using TuiChat.Protocol;
using TuiChat.Tests.Server.Accounts;

namespace TuiChat.Tests.Server.Commands;

/// <summary>Measuring the way to another person.</summary>
public sealed class PersonPingTests
{
    static readonly Nickname Bob = LineClient.Nick("bob");

    [Fact]
    public async Task Ping_IsPassedOn_AndOnlyThatClientCanAnswerIt()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        using var mallory = await server.EnterAsync("mallory");
        await ann.SendAsync(new PingRequest { Id = "p", Nick = Bob });
        var asked = await bob.ReadAsync<PingRequest>();
        await mallory.SendAsync(new Pong { Re = asked.Id });
        await mallory.AskAsync(id => new PingRequest { Id = id }); // and that was handled
        await bob.SendAsync(new Pong { Re = "other" });
        Assert.Equal(RefusalCode.Flood, await Visit.CodeAsync(mallory, id => new PingRequest { Id = id, Nick = Bob }));
        await bob.SendAsync(new Pong { Re = asked.Id });
        Assert.IsType<Pong>(await ann.ReadAnswerAsync("p"));
    }

    [Fact]
    public async Task Ping_ThatNobodyAnswers_IsRefusedAfterAWhile()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var ann = await server.EnterAsync("ann");
        using var bob = await server.EnterAsync("bob");
        await ann.SendAsync(new PingRequest { Id = "p", Nick = Bob });
        await bob.ReadAsync<PingRequest>();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(RefusalCode.NoPerson, Assert.IsType<Refused>(await ann.ReadAnswerAsync("p")).Code);
        Assert.Equal(RefusalCode.NoPerson, await Visit.CodeAsync(ann, id => new PingRequest { Id = id, Nick = LineClient.Nick("nobody") }));
    }

    [Fact]
    public async Task Ping_OfSomebodyWhoBlocks_OrBeforeTheHello_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var (bob, _) = await Visit.RegisterAsync(server, "bob");
        using var leaving = bob;
        using var ann = await server.EnterAsync("ann");
        Assert.IsType<Done>(await bob.AskAsync(id => new BlockRequest { Id = id, Nick = LineClient.Nick("ann") }));
        Assert.Equal(RefusalCode.Blocked, await Visit.CodeAsync(ann, id => new PingRequest { Id = id, Nick = Bob }));
        using var stranger = await LineClient.ConnectAsync(server.EndPoint);
        Assert.Equal(RefusalCode.HelloFirst, await Visit.CodeAsync(stranger, id => new PingRequest { Id = id, Nick = Bob }));
    }
}
