using TuiChat.Protocol;
using TuiChat.Server.Operator;

namespace TuiChat.Tests.Server.Operator;

public sealed class OperatorConsoleTests
{
    [Fact]
    public async Task Broadcast_IsStoredInEveryRoomWithPeopleAndHeard()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "one");
        using var bob = await server.EnterAsync("bob", "two");
        Assert.Equal("2 rooms were told.", await RunAsync(server, "broadcast  restart at noon "));

        Assert.Equal("restart at noon", (await ann.ReadAsync<Notice>()).Text);
        Assert.Equal(1, (await bob.ReadAsync<Notice>()).Seq);
        var page = Assert.IsType<Page>(await ann.AskAsync(id => new HistoryRequest { Id = id, Room = LineClient.Room("one") }));
        Assert.IsType<Notice>(Assert.Single(page.Events));
    }

    [Fact]
    public async Task Kick_CutsWithTheReason()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        Assert.Equal("Ann is out.", await RunAsync(server, "kick Ann spam"));
        var bye = await ann.ReadAsync<Bye>();
        Assert.Equal((RefusalCode.Kicked, "The operator removed you: spam"), (bye.Code, bye.Text));
        Assert.Contains("Nobody here is called bob", await RunAsync(server, "/kick bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_And_Rooms_ShowWhoIsWhere()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("Nobody is here.", await RunAsync(server, "LIST"));
        using var ann = await server.EnterAsync("ann", "tea");
        Assert.Contains("ann", await RunAsync(server, "list"), StringComparison.Ordinal);
        Assert.Contains("#tea", await RunAsync(server, "rooms"), StringComparison.Ordinal);
        Assert.Contains("people       1", await RunAsync(server, "info"), StringComparison.Ordinal);
        Assert.StartsWith("Up for 0 d", await RunAsync(server, "uptime"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownWord_IsExplained_AndExitEnds()
    {
        await using var server = await TestServer.StartAsync();
        var output = new StringWriter();
        await new OperatorConsole(server.Host.Control, new StringReader("\n\ndance\nhelp\nexit\nnever\n"), output).RunAsync();
        Assert.StartsWith("There is no command “dance”. Type help for the list.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("broadcast TEXT", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("never", output.ToString(), StringComparison.Ordinal);
    }

    static async Task<string> RunAsync(TestServer server, string line)
    {
        var output = new StringWriter();
        Assert.True(await new OperatorConsole(server.Host.Control, TextReader.Null, output).RunAsync(line));
        return output.ToString().TrimEnd();
    }
}
