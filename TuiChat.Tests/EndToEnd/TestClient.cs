using System.Net;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Scripting;
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

    readonly ScriptClient _client;
    readonly string? _ownFolder;

    public TestClient(ClientOptions options, string? data = null, int width = 80, int height = 24, string defaultNick = "somebody", string? theme = null, TimeProvider? clock = null, Neighbourhood? network = null, int? ownPort = null, SettingsStore? settings = null, ThemeCatalog? themes = null)
    {
        _ownFolder = data is null ? Directory.CreateTempSubdirectory("tuichat-client-").FullName : null;
        Settings = settings ??= new SettingsStore();
        var look = theme is null ? Theme.Plain(ChatRoles.Schema) : new ThemeCatalog(Repository.PathOf("themes")).Load(theme).Theme;
        var place = new ClientPlace
        {
            Folders = DataFolders.Find(data ?? _ownFolder),
            Settings = settings,
            Themes = themes,
            Application = new ApplicationOptions { KeyBindings = ChatBindings.Create(), Theme = look, TimeProvider = clock ?? TimeProvider.System },
            DefaultNick = defaultNick,
            Network = network,
            OwnPort = ownPort,
        };
        _client = new ScriptClient(defaultNick, options, place, new TerminalSize(width, height));
    }

    public VirtualTerminal Terminal => _client.Terminal;

    public SettingsStore Settings { get; }

    public Theme Theme => _client.Application.Theme;

    public bool IsStopping => _client.IsStopping;

    /// <summary>The server that this client is on, such as the one it hosts.</summary>
    public IPEndPoint Hosted => new(IPAddress.Loopback, _client.Client.Options?.Address.Port ?? 0);

    /// <summary>What it remembers on its disk.</summary>
    public LocalHistory History => _client.History;

    /// <summary>What commands act on.</summary>
    public ChatClient Client => _client.Client;

    /// <summary>The state behind the screen.</summary>
    public ChatState State => _client.State;

    public string Screen => _client.Screen;

    /// <summary>A client that knows everything it needs.</summary>
    public static TestClient Enter(IPEndPoint server, string nick, string? room = "main", string? data = null, int width = 80, int height = 24, string? theme = null, TimeProvider? clock = null, Fingerprint? key = null, SettingsStore? settings = null) =>
        new(new ClientOptions { Host = server.Address.ToString(), Port = server.Port, Link = key is null ? null : InviteLink.Create(server.Address.ToString(), server.Port, fingerprint: key), Nick = Names.Nick(nick), Room = room is null ? null : Names.Room(room) }, data, width, height, theme: theme, clock: clock, settings: settings);

    public void Type(string text) => _client.Type(text);

    /// <summary>
    /// Steps until nothing waits in the room on the screen: a line is sent when the one before it is confirmed, and a client moves only
    /// while somebody looks at it.
    /// </summary>
    public void ExpectConfirmation() => Expect(() => State.Current?.Timeline.Waiting.Any() == false, "the lines confirmed");

    public void Press(params string[] keys)
    {
        foreach (var key in keys) _client.Press(Key.Parse(key));
    }

    /// <summary>Keys that arrive in one read, handled before the next frame; a line feed is Enter.</summary>
    public void Burst(params string[] keysAndTexts) => _client.Harness.Send(keysAndTexts.SelectMany(part => Key.TryParse(part, out var key) && part.Length > 1
        ? [new KeyPressed(key)]
        : part.EnumerateRunes().Select(rune => new KeyPressed(rune.Value == '\n' ? Key.Of(KeyCode.Enter) : Key.Of(rune)))));

    public void Paste(string text) => _client.Paste(text);

    public void Focus(bool hasFocus) => _client.Harness.Send(new FocusChanged(hasFocus));

    public void Resize(int width, int height) => _client.Resize(new TerminalSize(width, height));

    /// <summary>Waits until the text is on the screen.</summary>
    public void Expect(string text) => Expect(() => Screen.Contains(text, StringComparison.Ordinal), $"“{text}” on the screen");

    /// <summary>Waits until the text is gone from the screen.</summary>
    public void ExpectNot(string text) => Expect(() => !Screen.Contains(text, StringComparison.Ordinal), $"“{text}” gone from the screen");

    public void Expect(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        if (!_client.Harness.SettleUntil(condition, deadline.Token) && !condition()) Assert.Fail($"Waited in vain for {what}. The screen:\n{Screen}");
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
        await _client.DisposeAsync();
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }
}
