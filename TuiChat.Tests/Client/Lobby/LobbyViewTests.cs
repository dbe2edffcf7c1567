using TuiChat.Discovery;
using TuiChat.Lobby;
using TuiChat.Terminal;
using TuiChat.Tests.Terminal;
using TuiChat.Views;

namespace TuiChat.Tests.Client.Lobby;

/// <summary>The lobby as drawings.</summary>
public sealed class LobbyViewTests : IDisposable
{
    readonly List<AppScreen> _screens = [];

    public void Dispose() => _screens.ForEach(screen => screen.Dispose());

    [Fact]
    public void AtOnce_BeforeAnyAnswer_ShowsWhatIsKnown()
    {
        var (screen, _) = Open(80, 24, known: true);
        screen.Shows("""
             TuiChat
             Nickname  ada

             On this network
               looking …

             Used before
               Castle  192.0.2.9:9005                                             asking …















             Enter joins · c address · h host · n nickname · type to filter · / command
            """);
    }

    [Fact]
    public void ServersWithAnswers_ShowPeopleRoomsLockAndRoundTrip()
    {
        var (screen, view) = Open(80, 12, known: true);
        Find(view, "Harbour", 12, 3, 0.4);
        Find(view, "Galley", 1, 1, 17, locked: true);
        view.Refresh();
        screen.Press("Down");
        screen.Shows("""
             TuiChat
             Nickname  ada
             On this network
               Harbour  127.0.0.1                              12 people   3 rooms   <1 ms
               Galley  127.0.0.1                       locked   1 person    1 room   17 ms

             Used before
               Castle  192.0.2.9:9005                                             asking …



             Enter joins · c address · h host · n nickname · type to filter · / command
            """);
    }

    [Fact]
    public void NoServer_SaysWhatOneCanDo_UntilOneTypesOrThereIsOne()
    {
        var (screen, view) = Open(80, 18);
        screen.Shows("""
             TuiChat
             Nickname  ada

             On this network
               looking …


                    No server is known here yet.

                    h   hosts one here; others on this network find it by themselves
                    c   connects to an address or an invite link that you were given
                    /   begins a command, such as /theme, /set or /help





             Enter joins · c address · h host · n nickname · type to filter · / command
            """);
        screen.Type("x");
        Assert.DoesNotContain("No server", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        screen.Press("Escape");
        Assert.Contains("No server", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Find(view, "Harbour", 12, 3, 0.4);
        view.Refresh();
        screen.Press("Down");
        Assert.DoesNotContain("No server", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.StartsWith("   Harbour", screen.Terminal.Row(4), StringComparison.Ordinal);
    }

    [Fact]
    public void SmallestScreen_LongSentence_LeavesTheFirstServerInSight()
    {
        var (screen, view) = Open(20, 6, known: true, looks: false);
        view.ShowNotice("Servers on this network are not looked for (--no-discovery). Press c to type an address.");
        screen.Application.Post(() => { });
        screen.Settle();
        Assert.Contains("Castle", screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void SmallScreen_NothingFound_SaysWhyAndWhatToType()
    {
        var (screen, view) = Open(40, 12);
        view.ShowNotice("Asked on eth0; no server answered. Press c to type a server's address, h to host one here.");
        screen.Application.Post(() => { });
        screen.Settle();
        screen.Shows("""
             TuiChat
             Nickname  ada
             On this network
               none found




             Asked on eth0; no server answered.
             Press c to type a server's address, h
             to host one here.
             Enter join · c type · h host · / more
            """);
    }

    [Fact]
    public void SmallScreen_LongReason_IsReadToItsEnd()
    {
        var (screen, view) = Open(40, 12);
        view.ShowNotice("Asked on eth0; no server answered. Not even our own question came back: a firewall on this machine may block UDP port 5353. Press c to type a server's address, h to host one here.");
        screen.Application.Post(() => { });
        screen.Settle();
        screen.Shows("""
             TuiChat
             Nickname  ada
             On this network
               none found


             Asked on eth0; no server answered. Not
             even our own question came back: a
             firewall on this machine may block UDP
             port 5353. Press c to type a server's
             address, h to host one here.
             Enter join · c type · h host · / more
            """);
    }

    [Fact]
    public void Letters_NarrowTheList_EscapeShowsAll_EnterJoins()
    {
        var (screen, view) = Open(80, 12);
        Find(view, "Harbour", 2, 1, 1);
        Find(view, "Galley", 1, 1, 1);
        view.Refresh();
        string? joined = null;
        view.Joined += (row, nick) => joined = $"{nick} to {row.Name}";
        screen.Type("gal");
        Assert.DoesNotContain("Harbour", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.Contains("Filter: gal", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        screen.Press("Enter");
        Assert.Equal("ada to Galley", joined);
        screen.Press("Escape");
        Assert.Contains("Harbour", screen.Terminal.ScreenText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_MoveOverServersOnly_AndReachNickAddressAndHost()
    {
        var (screen, view) = Open(80, 24, known: true);
        Find(view, "Harbour", 2, 1, 1);
        view.Refresh();
        var seen = new List<string>();
        view.Joined += (row, nick) => seen.Add($"{nick} to {row.Name}");
        view.AddressAsked += typed => seen.Add($"address {typed}");
        view.HostAsked += nick => seen.Add($"{nick} hosts");
        view.QuitAsked += () => seen.Add("quit");
        screen.Press("Ctrl+Home", "Enter", "Down", "Down", "Enter", "Up", "Up", "Enter", "n", "2", "Enter", "h", "c", "Escape", "Ctrl+C");
        Assert.Equal(["ada to Harbour", "ada to Castle", "ada to Harbour", "ada2 hosts", "address ", "quit", "quit"], seen);
    }

    [Fact]
    public void BadNick_IsSaid_AndNothingJoined()
    {
        var (screen, view) = Open(80, 24, nick: "");
        Find(view, "Harbour", 2, 1, 1);
        view.Refresh();
        var joined = false;
        view.Joined += (_, _) => joined = true;
        screen.Type("a@b");
        screen.Press("Enter");
        Assert.Contains("not allowed", screen.Terminal.ScreenText(), StringComparison.Ordinal);
        Assert.False(joined);
    }

    [Fact]
    public void HostileName_IsDrawnHarmlessly()
    {
        var (screen, view) = Open(80, 24);
        view.Servers.Apply(new ServiceEvent.Found(Services.Service("\u001b]0;pwned\u0007" + new string('界', 15))));
        view.Refresh();
        screen.Application.Redraw();
        screen.Settle();
        Assert.Empty(screen.Terminal.Unknown);
        Assert.DoesNotContain("pwned", screen.Terminal.Title ?? "", StringComparison.Ordinal);
    }

    static void Find(LobbyView view, string name, int people, int rooms, double milliseconds, bool locked = false)
    {
        var row = view.Servers.Apply(new ServiceEvent.Found(Services.Service(name, locked: locked ? "1" : "0")));
        Assert.NotNull(row);
        view.Servers.Apply(row, new ServerReport(row.Addresses[0], name, name, people, rooms, locked, TimeSpan.FromMilliseconds(milliseconds)));
    }

    (AppScreen Screen, LobbyView View) Open(int width, int height, bool known = false, string nick = "ada", bool looks = true)
    {
        KnownServer[] servers = known ? [new("9", "Castle", "192.0.2.9:9005", "ada", "main", ["main"], DateTimeOffset.UnixEpoch)] : [];
        var view = new LobbyView(new ServerList(servers), nick, looks);
        var screen = new AppScreen(view, width, height, new ApplicationOptions { KeyBindings = ChatBindings.Create(), Theme = Theme.Plain(ChatRoles.Schema) });
        _screens.Add(screen);
        view.Begin();
        screen.Settle();
        return (screen, view);
    }
}
