using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// The client put together: the one loop, the screens and how they follow each other, and the session whose events are let
/// into the loop. Everything here happens on the loop but <see cref="PumpAsync"/>.
/// </summary>
sealed class ChatApp : IAsyncDisposable
{
    /// <summary>1,024 events at most per turn of the loop, so that a flood leaves room for keys.</summary>
    const int MaxEventsPerTurn = 1024;

    readonly ClientOptions _options;
    readonly KnownServers _known;
    readonly ChatClient _client;
    readonly CommandTable _commands = new();
    readonly CommandContext _context;
    readonly ChatView _chat;
    readonly ConnectView _connect;
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _pumps = [];
    Session? _session;
    bool _hasEntered;

    /// <summary>Makes the client on a terminal; nothing is sent anywhere before the loop runs.</summary>
    public ChatApp(ITerminal terminal, ClientOptions options, KnownServers known, ApplicationOptions applicationOptions, string defaultNick)
    {
        _options = options;
        _known = known;
        _client = new ChatClient(applicationOptions.TimeProvider);
        _context = new CommandContext(_client, Quit, ChooseRoom, _commands);
        _chat = new ChatView(_client);
        _chat.Input.Accepting = Accept;
        _chat.QuitAsked += AskToQuit;
        _chat.HelpAsked += () => Accept("/help");
        _connect = new ConnectView(FirstServer(), _options.Nick?.Value ?? defaultNick);
        _connect.Submitted += Connect;
        _connect.Cancelled += Cancel;
        _connect.QuitAsked += Quit;
        Application = new Application(terminal, _connect, applicationOptions);
        Application.Post(Begin);
    }

    /// <summary>The loop; whoever runs or steps it is the UI thread.</summary>
    public Application Application { get; }

    /// <summary>The state, for scripts and tests.</summary>
    public ChatClient Client => _client;

    /// <summary>Ends the session: what was sent before is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        RememberServer();
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_session is not null) await _session.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_pumps).ConfigureAwait(false);
        Application.Dispose();
        _stop.Dispose();
    }

    string FirstServer()
    {
        if (_options.Host is { } host) return new ServerAddress(host, _options.Port ?? Limits.DefaultPort).ToString();
        return _known.Load() is [var last, ..] ? last.Address : "";
    }

    /// <summary>With everything given the form is not needed; otherwise it asks for what is missing.</summary>
    void Begin()
    {
        _connect.FocusFirstEmpty();
        if (_options is { Host: { } host, Nick: { } nick }) Connect(new ServerAddress(host, _options.Port ?? Limits.DefaultPort), nick);
    }

    void Connect(ServerAddress address, Nickname nick)
    {
        _connect.ShowProgress($"Connecting to {address} …");
        var before = _session;
        _hasEntered = false;
        _session = _client.Connect(new SessionOptions { Address = address, Nick = nick });
        _pumps.RemoveAll(pump => pump.IsCompleted);
        _pumps.Add(PumpAsync(_session, before));
    }

    void Cancel()
    {
        if (_session is { } session) _pumps.Add(session.DisposeAsync().AsTask());
        _connect.ShowProblem("Cancelled. Enter tries again.");
    }

    /// <summary>Lets the events of a session into the loop, a batch at a time; the next batch waits until the loop has taken this one.</summary>
    async Task PumpAsync(Session session, Session? before)
    {
        if (before is not null) await before.DisposeAsync().ConfigureAwait(false);
        try
        {
            while (await session.Events.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Application.Post(() =>
                {
                    for (var i = 0; i < MaxEventsPerTurn && session.Events.TryRead(out var happened); i++)
                    {
                        if (session == _session) Apply(happened);
                    }
                    taken.SetResult();
                });
                await taken.Task.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends; nobody looks any more.
        }
    }

    void Apply(SessionEvent happened)
    {
        _client.Apply(happened);
        switch (happened)
        {
            case SessionEvent.Entered:
                EnterServer();
                break;
            case SessionEvent.Answered { Request: JoinRequest, Answer: RoomState }:
                ShowChat();
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Refused refused } when !_hasEntered:
                ChooseRoom();
                _connect.ShowProblem($"{join.Room}: {refused.Text}");
                break;
            case SessionEvent.Ended { End: { Kind: not SessionEndKind.Left } end } when !_hasEntered:
                CloseChooser();
                Application.SetRoot(_connect);
                _connect.ShowProblem(end.Text, end.Refusal?.Suggest);
                break;
        }
    }

    /// <summary>Where one goes on a server: to the room that was asked for, where one was last, or to the list on the first visit.</summary>
    void EnterServer()
    {
        var visit = _known.Load().FirstOrDefault(known => known.Id == _client.State.Welcome?.Server);
        if (_options.Room is { } room)
        {
            _client.Ask(new JoinRequest { Room = room });
            return;
        }
        var rooms = (visit?.Rooms ?? []).Append(visit?.Room ?? "").Where(name => name.Length > 0).ToList();
        if (rooms.Count == 0)
        {
            ChooseRoom();
            return;
        }
        // The room that was on the screen comes last, because the room joined last is the one on the screen.
        foreach (var name in rooms.Distinct().OrderBy(name => name == visit?.Room))
        {
            if (RoomName.TryParse(name, out var known, out _)) _client.Ask(new JoinRequest { Room = known });
        }
    }

    void ShowChat()
    {
        _hasEntered = true;
        if (Application.Root != _chat) Application.SetRoot(_chat);
        _chat.Input.SetFocus();
        Application.SetTitle($"{_client.State.Current?.Room} · {_client.State.Welcome?.Name} · TuiChat");
        RememberServer();
    }

    void ChooseRoom() => _client.Ask(new RoomsRequest(), (answer, _) =>
    {
        if (answer is not RoomList { More: false } || _client.State.Rooms is not { } rooms) return;
        CloseChooser();
        var chooser = new RoomChooser(rooms, _client.State.Current?.Room ?? RoomName.Main, canClose: _hasEntered);
        chooser.Chosen += room =>
        {
            CloseChooser();
            _client.Enter(room);
        };
        chooser.Closed += CloseChooser;
        chooser.QuitAsked += Quit;
        Application.OpenModal(chooser);
    });

    void CloseChooser()
    {
        if (Application.TopModal is RoomChooser chooser) Application.CloseModal(chooser);
    }

    AcceptResult Accept(string line)
    {
        var result = _commands.Run(_context, line);
        if (!result.IsDone) _chat.ShowProblem(result.Problem);
        return result.IsDone ? AcceptResult.Accepted : AcceptResult.Refused;
    }

    void AskToQuit()
    {
        var dialog = new Dialog("Leave TuiChat?", new Label("Your rooms are remembered for the next time.", StandardRoles.Dialog), new DialogChoice("Leave", "l"), new DialogChoice("Stay", "s"));
        dialog.Closed += choice =>
        {
            if (choice == 0) Quit();
        };
        dialog.Open(Application);
    }

    void Quit()
    {
        if (_client.IsOnline) _client.Ask(new QuitRequest());
        Application.RequestStop();
    }

    void RememberServer()
    {
        if (!_hasEntered || _client.State is not { Welcome: { } welcome, Current: { } current } state || _client.Options is not { } options) return;
        var rooms = state.Conversations.Select(room => room.Room.Value).ToList();
        var problem = _known.Remember(new KnownServer(welcome.Server, welcome.Name, options.Address.ToString(), welcome.Nick.Value, current.Room.Value, rooms, _client.Time.GetUtcNow()));
        if (problem is not null) current.Tell(problem, isError: true);
    }
}
