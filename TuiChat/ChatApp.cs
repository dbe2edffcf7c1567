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

    /// <summary>8 lines: what the question about old lines shows of them.</summary>
    const int MaxOldLinesShown = 8;

    readonly ClientOptions _options;
    readonly KnownServers _known;
    readonly ChatClient _client;
    readonly CommandTable _commands = new();
    readonly CommandContext _context;
    readonly ChatView _chat;
    readonly EntranceHall _hall;
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _pumps = [];
    Session? _session;
    Dialog? _oldLines;
    bool _hasEntered;
    bool _isTicking;

    /// <summary>Makes the client on a terminal; nothing is sent anywhere before the loop runs.</summary>
    public ChatApp(ITerminal terminal, ClientOptions options, KnownServers known, ApplicationOptions applicationOptions, string defaultNick, Surroundings surroundings)
    {
        _options = options;
        _known = known;
        _client = new ChatClient(applicationOptions.TimeProvider);
        _context = new CommandContext(_client, Quit, () => ChooseRoom(), ShowHelp, _commands);
        _chat = new ChatView(_client);
        _chat.Input.Accepting = Accept;
        _chat.QuitAsked += AskToQuit;
        _chat.HelpAsked += ShowHelp;
        _hall = new EntranceHall(known, surroundings, GivenServer, _options.Nick?.Value ?? KnownNick() ?? defaultNick, _options.Port ?? Limits.DefaultPort);
        _hall.Chosen += Connect;
        _hall.Cancelled += Cancel;
        _hall.QuitAsked += Quit;
        Application = new Application(terminal, _hall.Current, applicationOptions) { IsMouseCaptured = true };
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
        _client.Leave();
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_session is not null) await _session.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_pumps).ConfigureAwait(false);
        await _hall.DisposeAsync().ConfigureAwait(false);
        Application.Dispose();
        _stop.Dispose();
    }

    ServerAddress? GivenServer => _options.Host is { } host ? new ServerAddress(host, _options.Port ?? Limits.DefaultPort) : null;

    /// <summary>As whom we were on the server that is given, or where we were last.</summary>
    string? KnownNick() => _known.Load().FirstOrDefault(known => GivenServer is null || known.Address == GivenServer.ToString())?.Nick;

    /// <summary>With everything given no screen is needed before the chat; otherwise it asks for what is missing.</summary>
    void Begin()
    {
        _hall.Begin(Application);
        if (GivenServer is { } server && _options.Nick is { } nick) Connect(server, nick);
    }

    void Connect(ServerAddress address, Nickname nick)
    {
        _hall.Current.ShowProgress($"Connecting to {address} …");
        var before = _session;
        _hasEntered = false;
        _session = _client.Connect(new SessionOptions { Address = address, Nick = nick });
        _pumps.RemoveAll(pump => pump.IsCompleted);
        _pumps.Add(PumpAsync(_session, before));
    }

    void Cancel()
    {
        if (_session is { } session) _pumps.Add(session.DisposeAsync().AsTask());
        _session = null;
        _hall.Current.ShowProblem("Cancelled. Enter tries again.");
    }

    /// <summary>Lets the events of a session into the loop, a batch at a time; the next batch waits until the loop has taken this one.</summary>
    async Task PumpAsync(Session session, Session? before)
    {
        try
        {
            if (before is not null) await before.DisposeAsync().ConfigureAwait(false);
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
        var isReturn = happened is SessionEvent.Answered { Request: JoinRequest again } && _client.State.Find(again.Room) is { IsJoined: true };
        // Before the client sends by itself what was typed long ago.
        var old = happened is SessionEvent.Entered && _hasEntered ? _client.HoldOldLines() : [];
        _client.Apply(happened);
        _chat.ShowCurrentRoom();
        if (old.Count > 0) AskAboutOldLines(old);
        KeepTicking();
        switch (happened)
        {
            case SessionEvent.Entered when !_hasEntered:
                EnterServer();
                break;
            case SessionEvent.Waiting { End: var end } when !_hasEntered:
                if (_session is { } session) _pumps.Add(session.DisposeAsync().AsTask());
                ShowFailure(end);
                break;
            case SessionEvent.Answered { Request: JoinRequest, Answer: RoomState } when !isReturn:
                ShowChat();
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Refused refused } when _client.State.Current is null:
                ChooseRoom($"{join.Room}: {refused.Text}");
                break;
            case SessionEvent.Ended { End: { Kind: not SessionEndKind.Left } end } when !_hasEntered:
                ShowFailure(end);
                break;
        }
    }

    void ShowFailure(SessionEnd end)
    {
        CloseChooser();
        Application.SetRoot(_hall.Current);
        _hall.Current.ShowProblem(end.Text, end.Refusal?.Suggest);
    }

    /// <summary>Counts down on the screen and does what was put off, once a second while there is such a thing.</summary>
    void KeepTicking()
    {
        if (_isTicking || !_client.WantsTicks) return;
        _isTicking = true;
        Application.AddTimeout(TimeSpan.FromSeconds(1), () =>
        {
            _isTicking = false;
            _client.Tick();
            KeepTicking();
        });
    }

    void AskAboutOldLines(IReadOnlyList<SendRequest> lines)
    {
        _oldLines?.Close(-1);
        var text = string.Join('\n', lines.Take(MaxOldLinesShown).Select(line => $"{line.Room}: {line.Text.ReplaceLineEndings(" ")}"));
        if (lines.Count > MaxOldLinesShown) text += $"\nand {lines.Count - MaxOldLinesShown} more";
        var dialog = new Dialog("These lines waited for more than ten minutes. Send them now?", new Label(text, StandardRoles.Dialog), new DialogChoice("Send", "s"), new DialogChoice("Drop", "d"));
        _oldLines = dialog;
        dialog.Choosing = choice => choice >= 0; // nothing is sent before there is an answer, so there has to be one
        dialog.Closed += choice =>
        {
            if (choice == 0) _client.SendOldLines();
            else if (choice == 1) _client.DropOldLines(lines);
        };
        dialog.Open(Application);
    }

    /// <summary>Where one goes on a server: to the room that was asked for, where one was last, or to the list on the first visit.</summary>
    void EnterServer()
    {
        var visit = _known.Load().FirstOrDefault(known => known.Id == _client.State.Welcome?.Server);
        var last = _options.Room?.Value ?? visit?.Room;
        foreach (var name in (visit?.Rooms ?? []).Append(last))
        {
            if (RoomName.TryParse(name, out var room, out _)) _client.Enter(room);
        }
        if (_client.State.Conversations.Count == 0) ChooseRoom();
        else if (RoomName.TryParse(last, out var open, out _)) _client.Enter(open);
    }

    void ShowChat()
    {
        _hasEntered = true;
        if (Application.Root != _chat) Application.SetRoot(_chat);
        _hall.Leave();
        _chat.Hosting = _hall.Hosting;
        _chat.Input.Field.SetFocus();
    }

    void ChooseRoom(string? problem = null) => _client.Ask(new RoomsRequest(), (answer, _) =>
    {
        if (answer is Refused refused) problem = refused.Text;
        else if (answer.More) return;
        CloseChooser();
        var chooser = new RoomChooser(_client.State.Rooms ?? [], _client.State.Current?.Room ?? RoomName.Main, canClose: _client.State.Current is not null, problem);
        chooser.Chosen += room =>
        {
            CloseChooser();
            _client.Enter(room);
            _chat.ShowCurrentRoom();
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
        if (line.Length == 0 && _client.State.Connection is ConnectionState.Waiting)
        {
            _client.TryNow();
            return AcceptResult.Refused;
        }
        var before = _client.State.Current;
        var result = _commands.Run(_context, line);
        KeepTicking();
        if (!result.IsDone)
        {
            _chat.ShowProblem(result.Problem);
            return AcceptResult.Refused;
        }
        if (_client.State.Current == before) return AcceptResult.Accepted;
        _chat.ShowCurrentRoom(usedLine: line);
        return AcceptResult.AcceptedInSilence;
    }

    void ShowHelp()
    {
        var help = new HelpView(_commands, Application.KeyBindings);
        help.Closed += () => Application.CloseModal(help);
        Application.OpenModal(help);
    }

    void AskToQuit()
    {
        if (_hall.Guests > 0)
        {
            Quit();
            return;
        }
        Confirm("Leave TuiChat?", "Your rooms are remembered for the next time.", 0, Quit, new DialogChoice("Leave"), new DialogChoice("Stay"));
    }

    /// <summary>Leaves at once, unless that would end the talk of others or lose what was typed.</summary>
    void Quit()
    {
        if (_hall.Guests is var guests and > 0) AskToStopHosting(guests);
        else if (!_client.IsOnline && _client.UnsentLines > 0) AskToLose();
        else Leave();
    }

    void AskToStopHosting(int guests)
    {
        if (Application.TopModal is Dialog) return; // asked already
        var text = guests == 1 ? "Somebody else is" : $"{guests} others are";
        Confirm("Stop hosting?", $"{text} on the server that you host; leaving stops it.", 0, Leave, new DialogChoice("Leave"), new DialogChoice("Stay"));
    }

    void AskToLose()
    {
        if (Application.TopModal is Dialog) return; // asked already
        var text = $"Not sent yet: {_client.UnsentLines}. They wait for the connection.";
        Confirm("Leave and lose what you typed?", text, 1, Leave, new DialogChoice("Stay", "s"), new DialogChoice("Leave", "l"));
    }

    /// <summary>Asks, and does it when the choice of that number is taken.</summary>
    void Confirm(string title, string text, int agreement, Action then, params DialogChoice[] choices)
    {
        var dialog = new Dialog(title, new Label(text, StandardRoles.Dialog), choices);
        dialog.Closed += choice =>
        {
            if (choice == agreement) then();
        };
        dialog.Open(Application);
    }

    void Leave() => Application.RequestStop();

    void RememberServer()
    {
        if (!_hasEntered || _client.State is not { Welcome: { } welcome, Current: { } current } state || _client.Options is not { } options) return;
        var rooms = state.Conversations.Select(room => room.Room.Value).ToList();
        var problem = _known.Remember(new KnownServer(welcome.Server, welcome.Name, options.Address.ToString(), welcome.Nick.Value, current.Room.Value, rooms, _client.Time.GetUtcNow()));
        if (problem is not null) current.Tell(problem, isError: true);
    }
}
