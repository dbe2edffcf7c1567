using TuiChat.Protocol;
using TuiChat.Server.Logging;
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
        Assert.Equal((RefusalCode.Kicked, "You were removed by the operator: spam. You may come back."), (bye.Code, bye.Text));
        Assert.Contains("Nobody called bob", await RunAsync(server, "/kick bob", ConsoleResult.Refused), StringComparison.Ordinal);
        Assert.Equal("Type it so: kick NAME [#ROOM] [REASON]", await RunAsync(server, "kick", ConsoleResult.Misspelt));
        Assert.Contains("the operator: kick ann (spam)", await RunAsync(server, "log"), StringComparison.Ordinal);
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
        Assert.Contains("#tea", await RunAsync(server, "info ann"), StringComparison.Ordinal);
        Assert.StartsWith("Up for 0 d", await RunAsync(server, "uptime"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_KeepOrder_AndAreUndone()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        Assert.Equal("ann is muted for good.", await RunAsync(server, "mute ann #tea"));
        Assert.Contains("ann", await RunAsync(server, "mutes #tea"), StringComparison.Ordinal);
        Assert.Equal("ann may speak again.", await RunAsync(server, "unmute ann #tea"));
        Assert.Equal("#tea is locked.", await RunAsync(server, "lock #tea"));
        Assert.Equal("#tea is for those who are invited.", await RunAsync(server, "lock #tea invite"));
        Assert.Contains("invite", await RunAsync(server, "rooms"), StringComparison.Ordinal);
        Assert.Equal("#tea is open.", await RunAsync(server, "unlock #tea"));
        Assert.Equal("#tea is in slow mode.", await RunAsync(server, "slow #tea 10s"));
        Assert.Equal("#tea has no slow mode.", await RunAsync(server, "slow #tea off"));
        Assert.Equal("#tea takes a passphrase now.", await RunAsync(server, "passphrase #tea open sesame"));
        Assert.Equal("#tea takes no passphrase.", await RunAsync(server, "passphrase #tea"));
        Assert.StartsWith("192.0.2.0/24 is banned until ", await RunAsync(server, "ban 192.0.2.0/24 2h spam"), StringComparison.Ordinal);
        Assert.Contains("192.0.2.0/24", await RunAsync(server, "bans"), StringComparison.Ordinal);
        Assert.Equal("192.0.2.0/24 may come again.", await RunAsync(server, "unban 192.0.2.0/24"));
        Assert.Contains("It cannot be banned", await RunAsync(server, "ban 127.0.0.1", ConsoleResult.Refused), StringComparison.Ordinal);
        Assert.Equal("The server is called Tea House now.", await RunAsync(server, "new servername Tea House"));
        Assert.Equal("The server is locked: only hosts and moderators get in.", await RunAsync(server, "lock"));
        Assert.Equal("The server is open.", await RunAsync(server, "unlock"));
        Assert.DoesNotContain("sesame", await RunAsync(server, "log 100"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownWord_IsExplained_AndExitEnds()
    {
        await using var server = await TestServer.StartAsync();
        var output = new StringWriter();
        await new ConsoleLoop(new OperatorConsole(server.Host.Control), output, new SharedTerminal()).RunLinesAsync(new StringReader("\n\ndance\nhelp\nhelp broadcast\nexit\nnever\n"));
        Assert.StartsWith("There is no command “dance”. Type help for the list.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("broadcast TEXT", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("never", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_TypeALine_CompleteIt_AndKeepItWhileTheLogWrites()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        var output = new StringWriter();
        var terminal = new SharedTerminal();
        var keys = new Queue<ConsoleKeyInfo>([Key(ConsoleKey.K), Key(ConsoleKey.Tab), Key(ConsoleKey.A), Key(ConsoleKey.Tab), Key(ConsoleKey.Enter)]);
        await new ConsoleLoop(new OperatorConsole(server.Host.Control), output, terminal).RunKeysAsync(Next, () => 80);
        Assert.Contains("> kick ann \u001b[K", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\r\u001b[Klogged\n\r> kick ", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("ann is out.\n\r> \u001b[K", output.ToString().Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.Kicked, (await ann.ReadAsync<Bye>()).Code);

        ConsoleKeyInfo? Next()
        {
            if (keys.Count == 3) terminal.Write(output, "logged\n");
            return keys.TryDequeue(out var key) ? key : null;
        }

        static ConsoleKeyInfo Key(ConsoleKey key) => new(key is >= ConsoleKey.A and <= ConsoleKey.Z ? char.ToLowerInvariant((char)key) : '\0', key, false, false, false);
    }

    [Fact]
    public async Task Completion_OffersWhatFitsThePlace()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        var completion = new OperatorConsole(server.Host.Control).Completion;
        Assert.Equal(["ban", "bans", "broadcast"], completion.Find("b"));
        Assert.Equal(["ann"], completion.Find("kick a"));
        Assert.Equal(["#main", "#tea"], completion.Find("kick ann "));
        Assert.Equal(["#tea"], completion.Find("kick #t"));
        Assert.Equal(["host"], completion.Find("role ann h"));
        Assert.Empty(completion.Find("broadcast a"));
        Assert.Empty(completion.Find("nonsense a"));
    }

    static async Task<string> RunAsync(TestServer server, string line, ConsoleResult expected = ConsoleResult.Done)
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(expected, await new OperatorConsole(server.Host.Control).RunAsync(line, output));
        return output.ToString().TrimEnd();
    }
}
