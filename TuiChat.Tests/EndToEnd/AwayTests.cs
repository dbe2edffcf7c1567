using TuiChat.Scripting;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What was said while one was away, told on the screen once one is back.</summary>
public sealed class AwayTests : IDisposable
{
    const string Title = "While you were away";

    readonly string _data = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    public async Task Start_WithUnreadRooms_TellsThem_AndEnterOpensTheFirstUnreadLine(int width, int height)
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("lounge");
        await bob.JoinAsync("quiet");
        await VisitAsync(server);
        for (var i = 1; i <= 30; i++) await bob.SayAsync("lounge", i == 7 ? "ada: look" : $"line {i} of thirty");
        await bob.SayAsync("main", "one line");

        await using var ada = TestClient.Enter(server.EndPoint, "ada", room: null, data: _data, width: width, height: height);
        ada.Expect(Title);
        ada.Expect("@1 for you");
        Assert.Contains("30 lines", ada.Screen, StringComparison.Ordinal);
        Assert.Contains("1 line", ada.Screen, StringComparison.Ordinal);
        ada.Press("Enter");
        ada.ExpectNot(Title);
        Assert.Equal("lounge", ada.State.Current?.Room.Value);
        ada.Expect("line 1 of thirty");
        ada.Press("Alt+I");
        ada.Expect(Title);
        ada.Press("Escape");
        ada.Type("/cd main\n");
        ada.Expect("one line");
        ada.Type("/cd quiet\n");
        ada.Type("/unread\n");
        ada.Expect("Nothing is unread.");
    }

    /// <summary>More than are fetched on coming back: the newest are there first.</summary>
    [Fact]
    public async Task Enter_AfterThousandOfLines_OpensTheFirstUnreadOne()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 10_000, RequestsPerSecond = 10_000 });
        using var bob = await server.EnterAsync("bob");
        await using var ada = await ComeBackToAsync(server, bob, lines: 1_200);
        ada.Expect("1200 lines");
        ada.Press("Enter");
        ada.Expect("line 1 of many");
        Assert.Contains("── new ──", ada.Screen, StringComparison.Ordinal);
        Assert.Null(ada.State.Current?.UnreadFrom);
        ada.Type("/cd quiet\n");
        ada.Type("/cd main\n");
        ada.ExpectNot("── new ──");
    }

    /// <summary>More than are loaded back at once: it is said how many more there are, and what leads to them does.</summary>
    [Fact]
    public async Task Enter_AfterMoreThanIsLoadedAtOnce_SaysHowMuchMore_AndGoesOn()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 10_000, RequestsPerSecond = 10_000 });
        using var bob = await server.EnterAsync("bob");
        await using var ada = await ComeBackToAsync(server, bob, lines: 3_500);
        ada.Press("Enter");
        ada.Expect("more unread lines stand further up; /unread goes on to them.");
        Assert.Contains($"About {ada.State.Current?.First - ada.State.Current?.UnreadFrom} more", ada.Screen, StringComparison.Ordinal);
        ada.Type("/unread\n");
        ada.Expect(Title);
        ada.Press("Enter");
        ada.Expect("line 1 of many");
        Assert.Null(ada.State.Current?.UnreadFrom);
    }

    [Fact]
    public async Task Start_WithNothingUnread_ShowsNothing()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        await VisitAsync(server);
        await using var ada = TestClient.Enter(server.EndPoint, "ada", room: null, data: _data);
        ada.Expect(() => ada.Client.IsSettled && ada.State.Conversations.Count == 3, "all rooms");
        Assert.DoesNotContain(Title, ada.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(6, true)]
    public async Task Return_TellsAfterALongAbsenceOnly(int minutes, bool isTold)
    {
        var clock = new ScriptClock(isStanding: true);
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        using var bob = await server.EnterAsync("bob");
        await bob.JoinAsync("lounge");
        await using var ada = TestClient.Enter(proxy.EndPoint, "ada", data: _data, clock: clock);
        ada.Expect("2 people");
        ada.Type("/cd lounge\n");
        ada.Expect(() => ada.State.Find(Names.Room("lounge")) is { IsJoined: true } && ada.Client.IsSettled, "the lounge");
        ada.Type("/cd main\n");
        ada.Expect("▸ main");
        ada.Expect("2 people");
        proxy.IsClosed = true;
        proxy.Cut();
        ada.Expect("Offline; trying again in");
        await bob.SayAsync("lounge", "anybody?");
        clock.Now += TimeSpan.FromMinutes(minutes);
        proxy.IsClosed = false;
        ada.ExpectAfterReturn(() => ada.State.Find(Names.Room("lounge"))?.Unread == 1 && ada.Client.IsSettled, "the missed line");
        if (isTold) ada.Expect(Title);
        else Assert.DoesNotContain(Title, ada.Screen, StringComparison.Ordinal);
        if (!isTold) return;
        ada.Press("Enter"); // one of those that asked to try again
        ada.Expect(Title);
        Assert.Equal("main", ada.State.Current?.Room.Value);
        ada.Type("typing on");
        ada.ExpectNot(Title);
        ada.Expect("> typing on");
    }

    /// <summary>Lets somebody say many lines while ada is away, and ada come back to the list of what was missed.</summary>
    async Task<TestClient> ComeBackToAsync(TestServer server, LineClient bob, int lines)
    {
        await bob.JoinAsync("lounge");
        await bob.JoinAsync("quiet");
        await VisitAsync(server);
        for (var i = 1; i <= lines; i++) await bob.SayAsync("main", $"line {i} of many");
        var ada = TestClient.Enter(server.EndPoint, "ada", room: null, data: _data);
        ada.Expect(Title);
        return ada;
    }

    async Task VisitAsync(TestServer server)
    {
        await using var ada = TestClient.Enter(server.EndPoint, "ada", data: _data);
        ada.Expect("2 people");
        foreach (var room in (string[])["lounge", "quiet"])
        {
            ada.Type($"/cd {room}\n");
            ada.Expect(() => ada.State.Current is { IsJoined: true } current && current.Room.Value == room, room);
            ada.Type($"hello, {room}\n");
            ada.ExpectConfirmation();
        }
        ada.Type("/cd main\n");
        ada.Type("hello\n");
        ada.ExpectConfirmation();
        ada.Type("/cd quiet\n");
    }
}
