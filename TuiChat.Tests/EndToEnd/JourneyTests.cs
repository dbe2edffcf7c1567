using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What people do, from key to screen: the real client on terminals in memory, the real server on a socket.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task TwoPeople_Talk_SeeEachOtherComeAndGo()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        await using (var bob = TestClient.Enter(server.EndPoint, "bob"))
        {
            bob.Expect("2 people");
            ada.Expect("bob came in");
            ada.Type("hello bob\n");
            bob.Expect("ada  hello bob");
            ada.Expect("ada  hello bob");
            bob.Type("/me waves\n");
            ada.Expect("*  bob waves");
            bob.Type(".exit\n");
            bob.Expect(() => bob.IsStopping, "the end");
        }
        ada.Expect("bob left");
        ada.Expect("1 person");
    }

    [Fact]
    public async Task Rooms_AreSeparate_AndUnreadIsCounted()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada");
        ada.Expect("1 person");
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        bob.Type("/cd lounge\n");
        bob.Expect("▸ lounge");
        ada.Type("for main only\n");
        bob.Expect("unread: main 1");
        bob.Type("for the lounge\n");
        bob.Expect("bob  for the lounge");
        Assert.DoesNotContain("for main only", bob.Screen, StringComparison.Ordinal);
        bob.Type("/cd -\n");
        bob.Expect("for main only");
        bob.ExpectNot("unread: main");
        Assert.DoesNotContain("for the lounge", ada.Screen, StringComparison.Ordinal);
    }

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
    public async Task Rooms_AreRemembered_AlsoWhenOneIsAskedFor()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        foreach (var room in (string[])["main", "lounge", "galley"])
        {
            await using var ada = TestClient.Enter(server.EndPoint, "ada", room, data);
            ada.Expect($"▸ {room}");
            ada.Type(".exit\n");
        }
        await using (var again = TestClient.Enter(server.EndPoint, "ada", room: null, data))
        {
            again.Expect("▸ galley");
            again.Expect("1 main");
            again.Expect("2 lounge");
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task FirstVisit_AsksForTheRoom_TheNextOneGoesBack()
    {
        await using var server = await TestServer.StartAsync();
        var data = TestServer.NewFolder();
        await using (var ada = TestClient.Enter(server.EndPoint, "ada", room: null, data))
        {
            ada.Expect("Which room?");
            ada.Type("harbour\n");
            ada.Expect("▸ harbour");
            ada.Type("/cd lounge\n");
            ada.Expect("▸ lounge");
            ada.Type("/cd harbour\n");
            ada.Expect("▸ harbour");
            ada.Type("/quit\n");
        }
        await using (var again = TestClient.Enter(server.EndPoint, "ada", room: null, data))
        {
            again.Expect("▸ harbour");
            again.Expect("lounge");
        }
        Directory.Delete(data, recursive: true);
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
    public async Task AServerOnThisMachine_StandsInTheLobby_AndEnterJoins()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = new TestClient(new ClientOptions(), defaultNick: "ada", ownPort: server.EndPoint.Port);
        ada.Expect("0 people");
        ada.Press("Enter");
        ada.Expect("Which room?");
        ada.Press("Escape"); // back to the lobby, not out of the program
        ada.Expect("Enter joins");
        ada.Press("Enter");
        ada.Expect("Which room?");
        ada.Press("Enter");
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
    public async Task TakenNick_OffersAnother()
    {
        await using var server = await TestServer.StartAsync();
        await using var first = TestClient.Enter(server.EndPoint, "ada");
        first.Expect("1 person");
        await using var second = TestClient.Enter(server.EndPoint, "Ada");
        second.Expect("Choose another nickname");
        second.Press("Enter");
        second.Expect("2 people");
    }

    [Fact]
    public async Task EveryCommand_AnswersOnTheScreen()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = TestClient.Enter(server.EndPoint, "ada", width: 120, height: 60);
        ada.Expect("1 person");
        (string Line, string Answer)[] journeys =
        [
            ("/whoami", "You are ada on test"),
            ("/list", "1 person in main: ada"),
            ("/rooms", "1 room on test"),
            ("/topic", "main has no topic"),
            ("/topic Lunch at one", "ada set the topic: Lunch at one"),
            ("/topic", "Topic of main: Lunch at one"),
            ("/topic -", "ada took the topic away"),
            ("/ping", "The server answered after"),
            ("/uptime", "test has been running for"),
            ("/version", "protocol 1"),
            ("/help join", "/j"),
            ("/nosuch", "There is no command /nosuch"),
        ];
        foreach (var (line, answer) in journeys)
        {
            ada.Press("Ctrl+U");
            ada.Type(line + "\n");
            ada.Expect(answer);
        }
        ada.Expect("> /nosuch");
        ada.Press("Ctrl+U");
        ada.Type("/HELP\n");
        ada.Expect("Esc closes");
        ada.Type("next room");
        ada.Expect("Go to the next room.");
        ada.Press("Escape"); // the word that was looked for goes first
        ada.Press("Escape");
        ada.ExpectNot("Esc closes");
        ada.Type("/nosuch\n");
        ada.Expect("There is no command /nosuch");
        Assert.Contains("> /nosuch", ada.Screen, StringComparison.Ordinal);
        ada.Press("Ctrl+U");
        ada.Type("//shrug\n");
        ada.Expect("ada  /shrug");
        ada.Type("/part\n");
        ada.Expect("your only room");
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
