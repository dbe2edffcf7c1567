using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.Client;

/// <summary>Who hosts learns that nobody hears of the server, once, and only when that lasts.</summary>
public sealed class AnnouncementCheckTests : IDisposable
{
    readonly FakeClock _clock = new();
    readonly VirtualTerminal _terminal = new(new TerminalSize(80, 24));
    readonly Application _application;
    readonly ChatClient _client;
    readonly List<string> _told = [];
    readonly AnnouncementCheck _check;
    AnnouncementCheck.Hosting? _hosting = new("1", "192.0.2.7:9001", "There is no network.");

    public AnnouncementCheckTests()
    {
        _application = new Application(_terminal, new Label(""), new ApplicationOptions { TimeProvider = _clock });
        _client = new ChatClient(_clock);
        _client.Untold += (text, _) => _told.Add(text);
        _check = new AnnouncementCheck(_application.AddTimeout, _client, () => _hosting);
    }

    public void Dispose()
    {
        _application.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void Take_ServerThatIsNotAnnounced_IsToldOnceWithWhatToDo()
    {
        Enter();
        Assert.Empty(_told);
        Pass();
        Assert.Equal("Nobody finds your server by itself: it cannot be announced. There is no network. Until then others get in with: tuichat 192.0.2.7:9001", Assert.Single(_told));
        Enter();
        Pass();
        Assert.Single(_told);
    }

    [Fact]
    public void Take_MachineWithoutAddress_IsToldSo()
    {
        _hosting = _hosting! with { Where = null };
        Enter();
        Pass();
        Assert.EndsWith("This machine has no address either that others could use.", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void Take_AnnouncedMeanwhile_SaysNothing()
    {
        Enter();
        _hosting = _hosting! with { Problem = null };
        Pass();
        Assert.Empty(_told);
    }

    [Fact]
    public void Take_NothingHosted_SaysNothing()
    {
        _hosting = null;
        Enter();
        Pass();
        Assert.Empty(_told);
    }

    void Enter() => _check.Take(new SessionEvent.Entered(new Welcome { V = 1, Nick = Names.Nick("ada"), Name = "Harbour", Server = "1", At = 0, MaxText = Limits.MaxTextBytes, Idle = 60_000 }));

    void Pass()
    {
        _clock.Advance(AnnouncementCheck.Patience);
        _application.HandleWaiting();
    }
}
