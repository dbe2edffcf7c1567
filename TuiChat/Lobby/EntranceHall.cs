using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// The screens before the chat and how they follow each other: the lobby, the form for a typed address, the questions before one
/// hosts. With a server on the command line there is only the form. Lives on the loop; owns the server that is hosted here.
/// </summary>
sealed class EntranceHall : IServerHall, IAsyncDisposable
{
    /// <summary>64 characters: the longest name of a server.</summary>
    const int MaxNameChars = 64;

    readonly Surroundings _surroundings;
    readonly KnownServers _known;
    readonly LobbyView _lobby;
    readonly ConnectView _form;
    readonly ServerWords _words;
    readonly List<Task> _starts = [];
    // A server that was hosted here and still writes to its folder.
    Task _stopping = Task.CompletedTask;
    Application? _application;
    LobbyFeed? _feed;
    // The lobby is on the screen, or about to be: it is fed.
    bool _isOpen;
    HostedServer? _hosted;
    LobbyRow? _chosen;

    /// <summary>Makes the screens; nothing is asked before <see cref="Begin"/>.</summary>
    /// <param name="known">The servers used before.</param>
    /// <param name="surroundings">What the lobby may ask and use.</param>
    /// <param name="server">The address or link of the command line, or null for the lobby.</param>
    /// <param name="nick">The nickname to begin with, or "".</param>
    /// <param name="defaultPort">The port of a typed address without one.</param>
    public EntranceHall(KnownServers known, Surroundings surroundings, string? server, string nick, int defaultPort)
    {
        _known = known;
        _surroundings = surroundings;
        _words = new ServerWords(defaultPort);
        _form = new ConnectView(server ?? "", nick, defaultPort);
        _form.Submitted += (target, name) => Choose(null, target, name);
        _form.Cancelled += () => Cancelled?.Invoke();
        _form.QuitAsked += () => QuitAsked?.Invoke();
        _lobby = new LobbyView(new ServerList(known.Load()), nick, surroundings.Network is not null);
        _lobby.Joined += (row, name) => Choose(row, row.Target!, name); // the lobby looks that there is an address
        _lobby.AddressAsked += OpenForm;
        _lobby.HostAsked += AskToHost;
        _lobby.Cancelled += () => Cancelled?.Invoke();
        _lobby.QuitAsked += () => QuitAsked?.Invoke();
        _lobby.Commanding = line => Commanding?.Invoke(line);
        _form.BackAsked += ShowLobby;
        Current = server is null ? _lobby : _form;
    }

    /// <summary>The screen from which one connects now.</summary>
    public Entrance Current { get; private set; }

    /// <inheritdoc/>
    public HostedServer? Hosted => _hosted;

    /// <summary>The server that is selected in the lobby, as <see cref="Find"/> takes it, or "".</summary>
    public string ChosenServer => _lobby.Selected is { } row ? Known().FirstOrDefault(known => known.Row == row).Word ?? "" : "";

    /// <summary>The nickname in the lobby, as it is typed.</summary>
    public string Nick => _lobby.Nick;

    /// <summary>Says something in the lobby.</summary>
    public void Tell(string text) => _lobby.Tell(text);

    /// <summary>Puts the beginning of a command into the line of the lobby, for somebody to go on.</summary>
    public void Type(string text) => _lobby.Type(text);

    /// <summary>How many others are on the server that is hosted here.</summary>
    public int Guests => _hosted is null ? 0 : Math.Max(0, _hosted.People - 1);

    /// <summary>A server and a nickname were chosen.</summary>
    public event Action<ServerTarget, Nickname>? Chosen;

    /// <summary>A command was typed in the lobby; returns what is wrong with it, or null.</summary>
    public Func<string, string?>? Commanding { get; set; }

    /// <summary>Somebody does not want to wait for the connection.</summary>
    public event Action? Cancelled;

    /// <summary>Somebody wants to leave the program.</summary>
    public event Action? QuitAsked;

    /// <summary>Begins to look for servers; the screen is the application's root already.</summary>
    public void Begin(Application application)
    {
        _application = application;
        if (Current == _lobby) BeginLobby();
        else _form.FocusFirstEmpty();
    }

    /// <summary>Back from a server: the lobby with what is known now.</summary>
    public void Return()
    {
        _lobby.Servers.Remember(_known.Load());
        _lobby.ShowProblem(null);
        ShowLobby();
    }

    /// <summary>Says why a server was not entered; one that was announced and cannot be reached is doubted, so that a dead entry goes.</summary>
    public void ShowFailure(SessionEnd end)
    {
        // The server says how a program goes on; a person is asked by a dialog.
        var problem = end switch
        {
            { Code: RefusalCode.PasswordNeeded } => "The server needs a password.",
            { Wants: EntryWish.Login } => "Log in, or take another name.",
            _ => end.Text,
        };
        Current.ShowProblem(problem, end.Refusal?.Suggest);
        if (Current == _lobby && _feed is null) BeginLobby();
        if (end.Kind is SessionEndKind.Unreachable && _chosen is { } chosen)
        {
            _lobby.Servers.Apply(chosen, null);
            _lobby.Refresh();
            if (chosen.Found?.Service is { } service) _feed?.Doubt(service);
        }
        _chosen = null;
    }

    /// <inheritdoc/>
    public ServerTarget? Find(string text, out string? problem) =>
        _words.Find(text, _hosted, _lobby.Servers.Rows.Select(row => (row.Name, row.Target)), out problem);

    /// <summary>The servers that are found or remembered and can be gone to, with what <see cref="Find"/> takes for each: the name where only one has it.</summary>
    public IEnumerable<(LobbyRow Row, string Word)> Known()
    {
        var rows = _lobby.Servers.Rows.Where(row => row.Target is not null).ToList();
        foreach (var row in rows)
        {
            var isAlone = rows.Count(other => string.Equals(other.Name, row.Name, StringComparison.OrdinalIgnoreCase)) == 1;
            yield return (row, isAlone && !row.Name.StartsWith('#') ? row.Name : row.Address?.ToString() ?? row.Name);
        }
    }

    /// <inheritdoc/>
    public void Look() => _feed?.LookAgain();

    /// <summary>The chat is on the screen: nobody looks at the lobby any more.</summary>
    public void Leave()
    {
        _isOpen = false;
        if (_feed is null) return;
        _starts.Add(_feed.DisposeAsync().AsTask());
        _feed = null;
    }

    /// <summary>Stops the server that is hosted here.</summary>
    public void StopHosting()
    {
        if (_hosted is not { } hosted) return;
        _hosted = null;
        _lobby.Servers.Host(null);
        if (_isOpen) _lobby.Refresh();
        _stopping = hosted.DisposeAsync().AsTask();
        _starts.Add(_stopping);
    }

    /// <summary>Hosts a server as it is wished, and joins it.</summary>
    /// <param name="nick">As whom.</param>
    /// <param name="wishes">What it is like.</param>
    /// <param name="folder">Its data folder; null for the one of servers hosted here.</param>
    public void Host(Nickname nick, HostingWishes wishes, string? folder = null)
    {
        if (_hosted is { } running)
        {
            Current.ShowProblem($"You host {running.Wishes.Name} already. Go there and /leave it first.");
            return;
        }
        Current.ShowProgress($"Starting {wishes.Name} …");
        var stopping = _stopping;
        _starts.Add(Task.Run(() => HostAsync(nick, wishes, folder ?? _surroundings.HostFolder, stopping)));
    }

    /// <summary>A server for trying things out: on this machine only, not announced, with a folder of its own.</summary>
    public void HostTest(Nickname nick) => Host(nick, new HostingWishes("test server", null, Openness.ThisMachine), _surroundings.HostFolder + "-test");

    /// <summary>Stops looking, and stops the server that is hosted here.</summary>
    public async ValueTask DisposeAsync()
    {
        Leave();
        StopHosting();
        await Task.WhenAll(_starts).ConfigureAwait(false);
        StopHosting(); // one that came up meanwhile
        await Task.WhenAll(_starts).ConfigureAwait(false);
    }

    void Choose(LobbyRow? row, ServerTarget target, Nickname nick)
    {
        _chosen = row;
        Chosen?.Invoke(target, nick);
    }

    void ShowLobby()
    {
        Current = _lobby;
        _application?.SetRoot(_lobby);
        BeginLobby();
    }

    void BeginLobby()
    {
        if (_application is null) return;
        _lobby.Servers.Host(_hosted);
        _isOpen = true;
        _application.AfterFrame(Feed);
        _lobby.Refresh();
        _lobby.Begin();
    }

    /// <summary>Looks and asks, unless somebody has gone on meanwhile.</summary>
    void Feed()
    {
        if (_isOpen && _application is not null) _feed ??= new LobbyFeed(_application, _lobby, _surroundings);
    }

    void OpenForm(string typed)
    {
        _form.Fill(typed, _lobby.Nick);
        Current = _form;
        _application?.SetRoot(_form);
        _form.FocusFirstEmpty(_form.ServerField);
    }

    void AskToHost(Nickname nick)
    {
        if (_application is null) return;
        if (_hosted is { } running)
        {
            Choose(null, running.Target, nick);
            return;
        }
        var name = new TextField { Text = $"{nick}'s server", MaxLength = MaxNameChars };
        var password = new TextField(isSecret: true) { MaxLength = Limits.MaxPasswordBytes, MeasureLength = System.Text.Encoding.UTF8.GetByteCount, Placeholder = "none: everybody may join" };
        var form = new Form(new FormField("Name", name, text => text.Trim().Length == 0 ? "Give it a name." : null), new FormField("Password", password)) { Note = "Who may join?" };
        var dialog = new Dialog("Host a server here", form, new DialogChoice("This network"), new DialogChoice("By link"), new DialogChoice("This machine"), new DialogChoice("Cancel"));
        form.Submitted += () => dialog.Close((int)Openness.Announced);
        dialog.Choosing = choice => choice is < 0 or > (int)Openness.ThisMachine || (name.Text.Trim().Length > 0 && name.Remaining >= 0 && password.Remaining >= 0);
        dialog.Closed += choice =>
        {
            var secret = password.Text.Length > 0 ? new Secret(password.Text) : null;
            password.Text = "";
            if (choice is >= 0 and <= (int)Openness.ThisMachine) Host(nick, new HostingWishes(name.Text.Trim(), secret, (Openness)choice));
        };
        dialog.Open(_application);
    }

    async Task HostAsync(Nickname nick, HostingWishes wishes, string folder, Task stopping)
    {
        try
        {
            await stopping.ConfigureAwait(false); // it may be the same folder
            var hosted = await HostedServer.StartAsync(folder, wishes, _surroundings.HostPort).ConfigureAwait(false);
            _hosted = hosted;
            _application?.Post(() => Choose(null, hosted.Target, nick));
        }
        catch (StartException e)
        {
            _application?.Post(() => Current.ShowProblem(e.Message));
        }
    }
}
