using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What people do, from key to screen, where a script of <c>Scripts</c> cannot say it: the real client on terminals in memory, the real server on a socket.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task KeysInOneRead_GoToTheRoomTheyWereTypedFor()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        ada.Burst("/cd lounge\n", "for the lounge\n", "a draft");
        ada.Expect("ada  for the lounge");
        ada.Burst("Alt+1", "for main\n");
        ada.Expect("ada  for main");
        Assert.DoesNotContain("lounge", string.Join(' ', ada.Screen.Split('\n').Where(row => row.Contains("ada  ", StringComparison.Ordinal))), StringComparison.Ordinal);
        ada.Press("Alt+2");
        ada.Expect("> a draft");
    }

    [Fact]
    public async Task NothingGiven_IsAskedForOnTheScreen()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "");
        ada.Expect("Nickname");
        ada.Press("Escape", "c");
        ada.Expect("Server");
        ada.Type($"127.0.0.1:{server.EndPoint.Port}\n");
        ada.Type("ada\n");
        ada.Expect("Which room?");
        ada.Press("Enter");
        ada.Expect("▸ main");
        ada.Expect("ada on test");
    }

    [Fact]
    public async Task OnlyTheNickIsMissing_ItIsAskedFor()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = new TestClient(new ClientOptions { Host = "127.0.0.1", Port = server.EndPoint.Port, Room = Client.Names.Room("lounge") }, defaultNick: "");
        ada.Expect("Nickname");
        ada.Type("ada\n");
        ada.Expect("▸ lounge");
    }

    [Fact]
    public async Task ServerStops_IsSaid_AndWhatIsTypedWaitsForTheConnection()
    {
        await using var ada = await EnterAndLoseAsync();
        ada.Expect("Offline; trying again in");
        Assert.Contains("> half a thought", ada.Screen, StringComparison.Ordinal);
        ada.Press("Enter");
        ada.Expect("ada  half a thought …");
        Assert.DoesNotContain("> half a thought", ada.Screen, StringComparison.Ordinal);
        ada.Type("/quit\n");
        ada.Expect("Leave with lines unsent?");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(40, 12)]
    [InlineData(200, 50)]
    public async Task AnySize_ShowsTheTalk(int width, int height)
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada", width: width, height: height);
        ada.Expect("ada on test");
        ada.Type("hello\n");
        ada.Expect("ada  hello");
        ada.Resize(10, 3);
        ada.Resize(width, height);
        ada.Expect("ada  hello");
        Assert.Empty(ada.Terminal.Unknown);
    }

    static async Task<TestClient> EnterAndLoseAsync()
    {
        await using var server = await TestServer.StartAsync();
        var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        ada.Type("half a thought");
        return ada;
    }
}
