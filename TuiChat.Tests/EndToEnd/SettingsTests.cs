using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server;
using TuiChat.Views;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Settings, themes and keys on the running client.</summary>
public sealed class SettingsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tuichat-settings-").FullName;

    string Config => Path.Combine(_folder, "config.json");

    [Fact]
    public async Task Set_ByCommand_HoldsAtOnceAndIsKept()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Type("/set roomsPanel off\n");
        ada.Expect("roomsPanel = false");
        Assert.DoesNotContain("▸ main", ada.Screen, StringComparison.Ordinal);
        ada.Type("/set teme nord\n");
        ada.Expect("Did you mean theme?");
        ada.Press("Ctrl+U");
        ada.Type("/set theme nrod\n");
        ada.Expect("Did you mean nord?");
        ada.Press("Ctrl+U");
        ada.Type("/set theme nord\n");
        ada.Expect(() => ada.Theme.Name == "nord", "the theme");
        Assert.Equal("{\n  // What there is to set: /set in the client, or docs/SETTINGS.md.\n  \"roomsPanel\": false,\n  \"theme\": \"nord\"\n}\n", File.ReadAllText(Config));
    }

    [Fact]
    public async Task AmbiguousWidth_Two_HoldsForBordersAndTextAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Expect("│");
        ada.Type("/set ambiguousWidth 2\n");
        ada.Expect("test            | main"); // a border that takes one column
        ada.Type("/set ambiguousWidth 1\n");
        ada.Expect("│");
    }

    [Fact]
    public async Task Values_AreCompleted()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Type("/set theme dra");
        ada.Expect("dracula");
        ada.Press("Tab");
        ada.Expect("> /set theme dracula");
        ada.Press("Ctrl+U");
        ada.Type("/set notify ");
        ada.Expect(() => (string[])["mentions", "all", "none", "default"] is var all && all.All(word => ada.Screen.Contains($" {word}", StringComparison.Ordinal)), "the values");
        ada.Expect("now");
        ada.Press("Ctrl+U");
        ada.Type("/set clock off\n");
        ada.Expect("clock = off");
        ada.Type("no time\n");
        ada.Expect("ada  no time");
    }

    [Fact]
    public async Task Servers_AreCompletedAndInTheSwitcher()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync(settings => settings with { Name = "Quiet Bay" });
        await using (var first = TestClient.Enter(other.EndPoint, "ada", data: _folder)) first.Expect("1 person");
        await using var ada = Enter(server);
        ada.Type("/join qui");
        ada.Expect("used before · 127.0.0.1:");
        ada.Press("Tab");
        ada.Expect("> /join Quiet Bay");
        ada.Press("Ctrl+C", "Alt+K");
        ada.Expect("server · used before");
        ada.Type("bay");
        ada.Press("Enter");
        ada.Expect("ada on Quiet Bay");
    }

    [Fact]
    public async Task Theme_InTheList_IsWornWhileOneMoves()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        Assert.Equal("dark", ada.Theme.Name);
        ada.Type("/theme\n");
        ada.Expect("How shall it look?");
        ada.Press("Down");
        ada.Expect(() => ada.Theme.Name == "dracula", "the next theme");
        ada.Press("Escape");
        ada.Expect(() => ada.Theme.Name == "dark", "the theme of before");
        ada.Type("/theme\nlight");
        ada.Press("Enter");
        ada.Expect(() => ada.Theme.Name == "light", "the chosen theme");
        Assert.Contains("\"theme\": \"light\"", File.ReadAllText(Config), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_ChangedFile_IsWornAndABrokenOneIsNot()
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder, "themes")).FullName;
        var file = Path.Combine(own, "mine.json");
        File.WriteAllText(file, "{ \"name\": \"first\", \"kind\": \"dark\" }");
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Type("/theme mine\n");
        ada.Expect(() => ada.Theme.Name == "first", "the own theme");
        File.WriteAllText(file, "{ \"name\": \"second\", \"kind\": \"light\" }");
        ada.Expect(() => ada.Theme.Name == "second", "the changed theme");
        File.WriteAllText(file, "{ \"name\": \"third\",\n  \"kind\": \"light\", \"roles\": { \"texd\": \"red\" } }");
        ada.Expect("mean \"text\"?");
        Assert.Contains("mine.json:2:", ada.Screen.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("second", ada.Theme.Name);
    }

    [Fact]
    public async Task File_ChangedOutside_IsTakenOver()
    {
        File.WriteAllText(Config, "{ \"hints\": 1 }");
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Expect("is true or false.");
        File.WriteAllText(Config, "{ \"mouse\": false, \"color\": \"#0000aa\" }");
        ada.Expect(() => !ada.Terminal.IsMouseCaptured, "the mouse given back");
        var own = ada.Theme[ChatRoles.Self];
        Assert.True(Contrast.Ratio(own.Foreground, own.Background) >= Contrast.Readable);
        Assert.True(own.Foreground.B > own.Foreground.R);
    }

    [Fact]
    public async Task Keys_Rebound_WorkAtOnceAndAfterARestart()
    {
        await using var server = await TestServer.StartAsync();
        await using (var ada = Enter(server))
        {
            ada.Type("/keys chat.hlep F2\n");
            ada.Expect("did you mean \"chat.help\"?");
            ada.Press("Ctrl+U");
            ada.Type("/keys chat.help Ctlr+O\n");
            ada.Expect("did you mean Ctrl+O?");
            ada.Press("Ctrl+U");
            ada.Type("/keys chat.help F7\n");
            ada.Expect("which loses it.");
            ada.Press("F7");
            ada.Expect("Esc closes");
            ada.Press("Escape");
        }
        await using var again = Enter(server);
        again.Press("F7");
        again.Expect("Esc closes");
        again.Press("Escape");
        again.Type("/keys chat.help default\n");
        again.Expect("(F1)");
    }

    [Fact]
    public async Task Keys_ALetter_IsNotTakenFromTheTyping()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Type("/keys chat.help a\n");
        ada.Expect("“a” is typed into the message");
        ada.Press("Ctrl+U");
        ada.Type("/keys select.reply a\n");
        ada.Expect("(a)");
    }

    /// <summary>What stands above the conversation has an edge that needs no colour.</summary>
    [Fact]
    public async Task WithoutColours_HelpAndRoomsHaveABorder()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Press("F1");
        ada.Expect("┌─ Help ─");
        ada.Expect("└─ Esc closes");
        ada.Press("Escape");
        ada.Type("/cd\n");
        ada.Expect("┌─ Which room? ─");
    }

    [Fact]
    public async Task Keys_InTheList_AreFoundAndCaught()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        ada.Type("/keys\n");
        ada.Expect("Enter changes one");
        ada.Type("show the com");
        ada.Press("Enter");
        ada.Expect("Press the new key");
        ada.Press("F5");
        ada.Expect("F5");
        ada.Press("Escape", "F5");
        ada.Expect("Esc closes");
    }

    [Fact]
    public async Task Set_WhatCannotBeStored_HoldsAndLeavesTheInput()
    {
        await using var server = await TestServer.StartAsync();
        await using var ada = Enter(server);
        Directory.CreateDirectory(Config); // no file can be written in its place
        ada.Type("/set clock 12h\n");
        ada.Expect("clock = 12h");
        ada.Expect("It holds until you leave");
        ada.Expect("> Type a message");
        Assert.Equal("12h", SettingTable.Find("clock")?.Show(ada.Settings.Current));

        ada.Type("/ignore bob\n");
        ada.Expect("You read nothing of bob");
        ada.Expect("> Type a message");
        ada.Type("/set clock noon\n");
        ada.Expect("> /set clock noon"); // a mistake stays, to be mended
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    TestClient Enter(TestServer server)
    {
        var options = new ClientOptions { Host = server.EndPoint.Address.ToString(), Port = server.EndPoint.Port, Nick = Names.Nick("ada"), Room = Names.Room("main") };
        var ada = new TestClient(options, data: _folder, settings: new SettingsStore(Config), themes: new ThemeCatalog(Repository.PathOf("themes"), Path.Combine(_folder, "themes")));
        ada.Expect("1 person");
        return ada;
    }
}
