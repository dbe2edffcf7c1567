using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// The screens before the chat and how they follow each other: the lobby, the form for a typed address, the questions before one
/// hosts. With a server on the command line there is only the form. Lives on the loop; owns the server that is hosted here.
/// </summary>
sealed class EntranceHall : IAsyncDisposable
{
    /// <summary>64 characters: the longest name of a server.</summary>
    const int MaxNameChars = 64;

    readonly Surroundings _surroundings;
    readonly LobbyView? _lobby;
    readonly ConnectView _form;
    readonly List<Task> _starts = [];
    Application? _application;
    LobbyFeed? _feed;
    HostedServer? _hosted;

    /// <summary>Makes the screens; nothing is asked before <see cref="Begin"/>.</summary>
    /// <param name="known">The servers used before.</param>
    /// <param name="surroundings">What the lobby may ask and use.</param>
    /// <param name="server">The server of the command line, or null for the lobby.</param>
    /// <param name="nick">The nickname to begin with, or "".</param>
    /// <param name="defaultPort">The port of a typed address without one.</param>
    public EntranceHall(KnownServers known, Surroundings surroundings, ServerAddress? server, string nick, int defaultPort)
    {
        _surroundings = surroundings;
        _form = new ConnectView(server?.ToString() ?? "", nick, defaultPort);
        _form.Submitted += (address, name) => Chosen?.Invoke(address, name);
        _form.Cancelled += () => Cancelled?.Invoke();
        _form.QuitAsked += () => QuitAsked?.Invoke();
        Current = _form;
        if (server is not null) return;
        _lobby = new LobbyView(new ServerList(known.Load()), nick, surroundings.Network is not null);
        _lobby.Joined += (row, name) => Chosen?.Invoke(row.Address!, name); // the lobby looks that there is one
        _lobby.AddressAsked += OpenForm;
        _lobby.HostAsked += AskToHost;
        _lobby.Cancelled += () => Cancelled?.Invoke();
        _lobby.QuitAsked += () => QuitAsked?.Invoke();
        _form.BackAsked += () => Show(_lobby);
        Current = _lobby;
    }

    /// <summary>The screen from which one connects now.</summary>
    public Entrance Current { get; private set; }

    /// <summary>Where the server is that is hosted here, behind the word "hosting"; null when there is none.</summary>
    public string? Hosting => _hosted?.Where;

    /// <summary>How many others are on the server that is hosted here.</summary>
    public int Guests => _hosted is null ? 0 : Math.Max(0, _hosted.People - 1);

    /// <summary>A server and a nickname were chosen.</summary>
    public event Action<ServerAddress, Nickname>? Chosen;

    /// <summary>Somebody does not want to wait for the connection.</summary>
    public event Action? Cancelled;

    /// <summary>Somebody wants to leave the program.</summary>
    public event Action? QuitAsked;

    /// <summary>Begins to look for servers; the screen is the application's root already.</summary>
    public void Begin(Application application)
    {
        _application = application;
        if (_lobby is null)
        {
            _form.FocusFirstEmpty();
            return;
        }
        _feed = new LobbyFeed(application, _lobby, _surroundings);
        _lobby.Begin();
    }

    /// <summary>The chat is on the screen: nobody looks at the lobby any more.</summary>
    public void Leave()
    {
        if (_feed is null) return;
        _starts.Add(_feed.DisposeAsync().AsTask());
        _feed = null;
    }

    /// <summary>Stops looking, and stops the server that is hosted here.</summary>
    public async ValueTask DisposeAsync()
    {
        Leave();
        await Task.WhenAll(_starts).ConfigureAwait(false);
        if (_hosted is not null) await _hosted.DisposeAsync().ConfigureAwait(false);
    }

    void Show(Entrance entrance)
    {
        Current = entrance;
        _application?.SetRoot(entrance);
    }

    void OpenForm(string typed)
    {
        if (_lobby is null) return;
        _form.Fill(typed, _lobby.Nick);
        Show(_form);
        _form.FocusFirstEmpty(_form.ServerField);
    }

    void AskToHost(Nickname nick)
    {
        if (_application is null) return;
        if (_hosted is { } running)
        {
            Chosen?.Invoke(running.Address, nick);
            return;
        }
        var name = new TextField { Text = $"{nick}'s server", MaxLength = MaxNameChars };
        var form = new Form(new FormField("Name", name, text => text.Trim().Length == 0 ? "Give it a name." : null));
        var dialog = new Dialog("Host a server here", form, new DialogChoice("Next"), new DialogChoice("Cancel"));
        form.Submitted += () => dialog.Close(0);
        dialog.Choosing = choice => choice != 0 || (name.Text.Trim().Length > 0 && name.Remaining >= 0);
        dialog.Closed += choice =>
        {
            if (choice == 0) AskWhoMayJoin(nick, name.Text.Trim());
        };
        dialog.Open(_application);
    }

    void AskWhoMayJoin(Nickname nick, string name)
    {
        if (_application is null) return;
        var text = new Label("Nothing is encrypted yet: let other machines in only on a network that you trust. There the server is announced by its name.", StandardRoles.Dialog);
        var dialog = new Dialog("Who may join?", text, new DialogChoice("Other machines", "o"), new DialogChoice("This one only", "t"), new DialogChoice("Cancel"));
        dialog.Closed += choice =>
        {
            if (choice is 0 or 1) Host(nick, name, isOpen: choice == 0);
        };
        dialog.Open(_application);
    }

    void Host(Nickname nick, string name, bool isOpen)
    {
        Current.ShowProgress($"Starting {name} …");
        _starts.Add(Task.Run(() => HostAsync(nick, name, isOpen)));
    }

    async Task HostAsync(Nickname nick, string name, bool isOpen)
    {
        try
        {
            var hosted = await HostedServer.StartAsync(_surroundings.HostFolder, name, isOpen, _surroundings.HostPort).ConfigureAwait(false);
            _hosted = hosted;
            _application?.Post(() => Chosen?.Invoke(hosted.Address, nick));
        }
        catch (StartException e)
        {
            _application?.Post(() => Current.ShowProblem(e.Message));
        }
    }
}
