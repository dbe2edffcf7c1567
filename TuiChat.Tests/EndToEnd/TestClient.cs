using System.Net;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Inputs;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Tests.Client;
using TuiChat.Views;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The whole client on a terminal in memory, stepped by the test: keys in, screen out, a real session behind it.</summary>
sealed class TestClient : IAsyncDisposable
{
    /// <summary>How long anything may take before a test gives up; far more than it ever needs.</summary>
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly ChatApp _app;
    readonly ApplicationHarness _harness;
    readonly string? _ownFolder;
    readonly LocalHistory _history;
    readonly ServerProbe _probe = new(TimeProvider.System);

    public TestClient(ClientOptions options, string? data = null, int width = 80, int height = 24, string defaultNick = "somebody", string? theme = null, TimeProvider? clock = null, Neighbourhood? network = null, int? ownPort = null, SettingsStore? settings = null, ThemeCatalog? themes = null)
    {
        _ownFolder = data is null ? Directory.CreateTempSubdirectory("tuichat-client-").FullName : null;
        Settings = settings ??= new SettingsStore();
        Terminal = new VirtualTerminal(new TerminalSize(width, height));
        var look = theme is null ? Theme.Plain(ChatRoles.Schema) : new ThemeCatalog(Repository.PathOf("themes")).Load(theme).Theme;
        var applicationOptions = new ApplicationOptions { KeyBindings = ChatBindings.Create(), Theme = look, TimeProvider = clock ?? TimeProvider.System };
        var folder = data ?? _ownFolder!; // one of both is there
        var surroundings = new Surroundings(network, _probe.AskAsync, Path.Combine(folder, "hosted"), HostPort: 0, ownPort) { Trust = new ServerTrust(new PinStore(folder, TimeProvider.System)), Tokens = new TokenStore(folder, TimeProvider.System) };
        _history = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System);
        _app = new ChatApp(Terminal, options, new KnownServers(folder), applicationOptions, defaultNick, surroundings, new InputStore(folder), settings, themes, _history);
        _harness = new ApplicationHarness(_app.Application, Terminal);
    }

    public VirtualTerminal Terminal { get; }

    public SettingsStore Settings { get; }

    public Theme Theme => _app.Application.Theme;

    public bool IsStopping => _app.Application.IsStopping;

    /// <summary>The server that this client is on, such as the one it hosts.</summary>
    public IPEndPoint Hosted => new(IPAddress.Loopback, _app.Client.Options?.Address.Port ?? 0);

    /// <summary>What it remembers on its disk.</summary>
    public LocalHistory History => _history;

    /// <summary>What commands act on.</summary>
    public ChatClient Client => _app.Client;

    /// <summary>The state behind the screen.</summary>
    public ChatState State => _app.Client.State;

    public string Screen => Terminal.ScreenText();

    /// <summary>A client that knows everything it needs.</summary>
    public static TestClient Enter(IPEndPoint server, string nick, string? room = "main", string? data = null, int width = 80, int height = 24, string? theme = null, TimeProvider? clock = null, Fingerprint? key = null, SettingsStore? settings = null) =>
        new(new ClientOptions { Host = server.Address.ToString(), Port = server.Port, Link = key is null ? null : InviteLink.Create(server.Address.ToString(), server.Port, fingerprint: key), Nick = Names.Nick(nick), Room = room is null ? null : Names.Room(room) }, data, width, height, theme: theme, clock: clock, settings: settings);

    public void Type(string text) => _harness.Type(text);

    /// <summary>
    /// Steps until nothing waits in the room on the screen: a line is sent when the one before it is confirmed, and a client moves only
    /// while somebody looks at it.
    /// </summary>
    public void ExpectConfirmation() => Expect(() => State.Current?.Timeline.Waiting.Any() == false, "the lines confirmed");

    public void Press(params string[] keys)
    {
        foreach (var key in keys) _harness.Press(key);
    }

    /// <summary>Keys that arrive in one read, handled before the next frame; a line feed is Enter.</summary>
    public void Burst(params string[] keysAndTexts) => _harness.Send(keysAndTexts.SelectMany(part => Key.TryParse(part, out var key) && part.Length > 1
        ? [new KeyPressed(key)]
        : part.EnumerateRunes().Select(rune => new KeyPressed(rune.Value == '\n' ? Key.Of(KeyCode.Enter) : Key.Of(rune)))));

    public void Paste(string text) => _harness.Send(new Pasted(text, IsTruncated: false));

    public void Focus(bool hasFocus) => _harness.Send(new FocusChanged(hasFocus));

    public void Resize(int width, int height)
    {
        Terminal.Resize(new TerminalSize(width, height));
        _harness.Send(new Resized(new TerminalSize(width, height)));
    }

    /// <summary>Waits until the text is on the screen.</summary>
    public void Expect(string text) => Expect(() => Screen.Contains(text, StringComparison.Ordinal), $"“{text}” on the screen");

    /// <summary>Waits until the text is gone from the screen.</summary>
    public void ExpectNot(string text) => Expect(() => !Screen.Contains(text, StringComparison.Ordinal), $"“{text}” gone from the screen");

    public void Expect(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        if (!_harness.SettleUntil(condition, deadline.Token) && !condition()) Assert.Fail($"Waited in vain for {what}. The screen:\n{Screen}");
    }

    /// <summary>Waits, pressing Enter on an empty line whenever the client waits for its next attempt to connect.</summary>
    public void ExpectAfterReturn(Func<bool> condition, string what)
    {
        while (!condition())
        {
            Expect(() => condition() || State.Connection is ConnectionState.Waiting, what);
            if (State.Connection is not ConnectionState.Waiting waiting) continue;
            Press("Enter");
            Expect(() => condition() || State.Connection != waiting, what);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _harness.Dispose();
        await _app.DisposeAsync();
        _history.Dispose();
        _probe.Dispose();
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }
}
