using TuiChat.Discovery;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat.Scripting;

/// <summary>
/// The clients of a script and its server. All live on the thread of the script: while it waits for something, every one of them is
/// stepped, and nothing waits but for events and a deadline.
/// </summary>
/// <param name="options">What the command line says.</param>
/// <param name="folder">The temporary folder of the script.</param>
/// <param name="clock">The clock of everything in it.</param>
/// <param name="isStanding">The clock is the script's own.</param>
/// <param name="stop">Ends the script.</param>
sealed class Cast(ScriptOptions options, string folder, ScriptClock clock, bool isStanding, CancellationToken stop) : IAsyncDisposable
{
    /// <summary>Among the words of a client: it begins in the lobby.</summary>
    const string Lobby = "--lobby";

    /// <summary>80x24: what a terminal has that says nothing else.</summary>
    static readonly TerminalSize Usual = new(80, 24);

    readonly ApplicationGroup _group = new();
    readonly Dictionary<string, ScriptClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, Task> _endings = new(StringComparer.OrdinalIgnoreCase);
    readonly ServiceDiscovery _discovery = new(); // opens nothing until a lobby looks
    string? _acting;

    /// <summary>The server of the script.</summary>
    public ScriptServer Server { get; } = new(Path.Combine(folder, "server"), isStanding ? clock : null);

    /// <summary>Who acts; null before the first.</summary>
    public ScriptClient? Acting => _acting is null ? null : _clients.GetValueOrDefault(_acting);

    /// <summary>All clients that run.</summary>
    public IReadOnlyCollection<ScriptClient> Running => _clients.Values;

    /// <summary>What is posted to anybody here, counted.</summary>
    public long Events => _group.Wakes;

    /// <summary>Who acts; starts the client of the command line when nobody did yet.</summary>
    /// <exception cref="ScriptFailure">Who acted has left.</exception>
    public ScriptClient Somebody()
    {
        if (_acting is null) Start(options.Client.Nick?.Value ?? OwnName(), options.Client);
        return Acting ?? throw new ScriptFailure($"{_acting} has left the program; !as {_acting} starts it again.") { ShowsScreen = false };
    }

    /// <summary>Goes on as a client, which is started when it does not run.</summary>
    public void Act(string name, IReadOnlyList<string> words)
    {
        WaitUntil(() => true, Timeout.InfiniteTimeSpan); // who has just left is seen to be gone
        _acting = name;
        if (_clients.ContainsKey(name))
        {
            if (words.Count > 0) throw ScriptFailure.Usage($"{name} runs already; words can follow only where it is started.");
            return;
        }
        if (_endings.Remove(name, out var ending)) Await(ending);
        var rest = words.Where(word => word != Lobby).ToList();
        if (CommandLine.ReadClient(rest, out var said) is { } problem) throw ScriptFailure.Usage(problem);
        var nick = Nickname.TryParse(name, out var own, out _) ? own : default; // the parser has looked
        Start(name, (rest.Count < words.Count || said.Host is not null ? said : Guided(said)) with { Nick = said.Nick ?? nick });
    }

    /// <summary>Without an address one goes to the server of the script, or where the command line says.</summary>
    ClientOptions Guided(ClientOptions said) => Server.EndPoint is null
        ? said with { Link = options.Client.Link, Host = options.Client.Host, Port = options.Client.Port, Room = said.Room ?? options.Client.Room, Theme = said.Theme ?? options.Client.Theme }
        : said with { Link = Link, Host = Link.Host, Port = Link.Port, Room = said.Room ?? RoomName.Main };

    /// <summary>The link that leads to the server of the script, with its key.</summary>
    public InviteLink Link => InviteLink.Create("127.0.0.1", Server.EndPoint?.Port ?? Limits.DefaultPort, fingerprint: Server.Key);

    /// <summary>Steps everybody until something is so. False when the time is up.</summary>
    public bool WaitUntil(Func<bool> condition, TimeSpan within)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(within);
        var isSo = _group.SettleUntil(() =>
        {
            EndThoseWhoLeft();
            return condition();
        }, deadline.Token);
        stop.ThrowIfCancellationRequested();
        return isSo;
    }

    /// <summary>Steps everybody while something else is done.</summary>
    public void Await(Task task)
    {
        _ = task.ContinueWith(_ => _group.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        WaitUntil(() => task.IsCompleted, Timeout.InfiniteTimeSpan);
        task.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values.ToList()) End(client);
        await Task.WhenAll(_endings.Values).ConfigureAwait(false);
        await Server.DisposeAsync().ConfigureAwait(false);
        await _discovery.DisposeAsync().ConfigureAwait(false);
    }

    void Start(string name, ClientOptions said)
    {
        _acting = name;
        var folders = said.Data is null && options.Client.Data is null ? Own(Path.Combine(folder, "clients", name)) : DataFolders.Find(said.Data ?? Path.Combine(options.Client.Data ?? "", name));
        var place = new ClientPlace
        {
            Folders = folders,
            Settings = new SettingsStore(Path.Combine(folders.Config, "config.json")),
            Themes = ThemeCatalog.Of(folders.Config),
            Application = new ApplicationOptions { KeyBindings = ChatBindings.Create(), TimeProvider = clock, Posted = _group.Wake },
            DefaultNick = OwnName(),
            Network = options.LooksAround && !said.NoDiscovery ? Neighbourhood.Of(_discovery) : null,
            OwnPort = Server.EndPoint?.Port,
        };
        var client = new ScriptClient(name, said, place, Usual);
        _clients.Add(name, client);
        _group.Add(client.Harness);
        // With a server and a name it is on its way, and would take what is typed now for something else.
        if ((said.Host ?? said.Link?.Host) is not null && said.Nick is not null) WaitUntil(() => client.HasArrived, options.Within);
    }

    void EndThoseWhoLeft()
    {
        foreach (var client in _clients.Values.Where(client => client.IsStopping).ToList()) End(client);
    }

    void End(ScriptClient client)
    {
        _clients.Remove(client.Name);
        _group.Remove(client.Harness);
        _endings[client.Name] = client.DisposeAsync().AsTask();
    }

    static DataFolders Own(string path) => DataFolders.Find(Directory.CreateDirectory(path).FullName);

    static string OwnName() => Nickname.TryParse(Environment.UserName, out var nick, out _) ? nick.Value : "me";
}
