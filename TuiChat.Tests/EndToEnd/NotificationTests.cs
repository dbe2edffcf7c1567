using TuiChat.Settings;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What rings the bell and reaches the desktop, on the running client.</summary>
public sealed class NotificationTests
{
    readonly SettingsStore _settings = new();

    [Fact]
    public async Task Mention_WithoutTheKeyboard_IsToldOnce()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        ada.Focus(true);
        bob.Type("ada: are you there?\n");
        bob.ExpectConfirmation();
        ada.Expect("are you there?");
        Assert.Equal((0, 0), (ada.Terminal.Bells, ada.Terminal.Notifications.Count));

        ada.Focus(false);
        bob.Type("nothing for her\n");
        bob.ExpectConfirmation();
        ada.Expect("nothing for her");
        Assert.Equal(0, ada.Terminal.Bells);
        bob.Type("and a lamp for @ada;too\n");
        bob.ExpectConfirmation();
        ada.Expect("a lamp for");
        Assert.Equal(1, ada.Terminal.Bells);
        Assert.Equal(["9;TuiChat: main: bob: and a lamp for @ada;too"], ada.Terminal.Notifications);
        Assert.StartsWith("(1) main", ada.Terminal.Title, StringComparison.Ordinal);
        ada.Focus(true);
        ada.Expect(() => ada.Terminal.Title.StartsWith("main", StringComparison.Ordinal), "a title without a count");
        Assert.Empty(ada.Terminal.Unknown);
    }

    [Fact]
    public async Task LineWithoutTheKeyboard_StandsBelowTheNewLine()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        bob.Type("seen\n");
        bob.ExpectConfirmation();
        ada.Expect("seen");
        ada.Focus(false);
        bob.Type("not seen\n");
        bob.ExpectConfirmation();
        ada.Expect("not seen");
        ada.Focus(true);
        bob.Type("seen again\n");
        bob.ExpectConfirmation();
        ada.Expect("seen again");
        var rows = ada.Terminal.ScreenText().Split('\n');
        var mark = Array.FindIndex(rows, row => row.Contains("─ new ─", StringComparison.Ordinal));
        Assert.Contains("bob  seen", rows[mark - 1], StringComparison.Ordinal);
        Assert.Contains("bob  not seen", rows[mark + 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flood_WithinThePause_MakesOneMore()
    {
        Set("notifyPause", "1");
        Set("notify", "all");
        Set("desktop", "osc777");
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        ada.Focus(false);
        for (var i = 1; i <= 10; i++)
        {
            bob.Type($"line {i}\n");
            bob.ExpectConfirmation();
        }
        ada.Expect("line 10");
        ada.Expect(() => ada.Terminal.Notifications is [.., var last] && last.EndsWith("line 10", StringComparison.Ordinal), "the last note");
        Assert.Equal("777;notify;TuiChat;main: bob: line 1", ada.Terminal.Notifications[0]);
        Assert.Contains("lines, the last in main: bob: line 10", ada.Terminal.Notifications[^1], StringComparison.Ordinal);
        Assert.Equal(ada.Terminal.Notifications.Count, ada.Terminal.Bells);
    }

    [Fact]
    public async Task Flood_WithinALongPause_TellsOnce()
    {
        Set("notifyPause", "3600");
        Set("notify", "all");
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        ada.Focus(false);
        for (var i = 1; i <= 10; i++)
        {
            bob.Type($"line {i}\n");
            bob.ExpectConfirmation();
        }
        ada.Expect("line 10");
        Assert.Equal((1, 1), (ada.Terminal.Bells, ada.Terminal.Notifications.Count));
    }

    [Fact]
    public async Task OwnWords_CountAsBeingNamed_AndQuietRoomsDoNot()
    {
        Set("highlights", "lighthouse");
        Set("notifyPause", "0");
        Set("bell", "off");
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        ada.Focus(false);
        bob.Type("the Lighthouse is lit\n");
        bob.ExpectConfirmation();
        ada.Expect("is lit");
        Assert.Equal((0, 1), (ada.Terminal.Bells, ada.Terminal.Notifications.Count));
        ada.Type("/notify none\n");
        ada.Expect("rooms.main = none");
        bob.Type("a lighthouse again\n");
        bob.ExpectConfirmation();
        ada.Expect("again");
        Assert.Single(ada.Terminal.Notifications);
    }

    [Fact]
    public async Task Mention_WhereTheTerminalNeverTellsOfTheKeyboard_RingsTheBellOnly()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        bob.Type("ada!\n");
        bob.ExpectConfirmation();
        ada.Expect("ada!");
        Assert.Equal((1, 0), (ada.Terminal.Bells, ada.Terminal.Notifications.Count));
    }

    [Fact]
    public async Task Title_CountsMentionsElsewhere()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("2 people");
        ada.Expect("2 people");
        ada.Type("/cd lounge\n");
        ada.Expect("▸ lounge");
        bob.Type("ada one\n");
        bob.ExpectConfirmation();
        bob.Type("ada two\n");
        bob.ExpectConfirmation();
        ada.Expect(() => ada.Terminal.Title == "(2) lounge · test · TuiChat", "the count in the title");
        ada.Press("Alt+A");
        ada.Expect(() => ada.Terminal.Title == "main · test · TuiChat", "no count");
    }

    void Set(string key, string value) => Assert.Null(_settings.Set(SettingTable.Find(key)!, value)); // the tests name settings that exist

    TestClient Enter(TestServer server)
    {
        var options = new ClientOptions { Host = server.EndPoint.Address.ToString(), Port = server.EndPoint.Port, Nick = Names.Nick("ada"), Room = Names.Room("main") };
        var ada = new TestClient(options, settings: _settings);
        ada.Expect("1 person");
        return ada;
    }
}
