using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// The way from the entrance onto a server, into its rooms, and what happens there: owns the session and lets its events into the
/// loop. Everything here happens on the loop but <see cref="PumpAsync"/>.
/// </summary>
sealed class ServerVisit : IAsyncDisposable
{
    /// <summary>1 s: several rooms that are entered one after the other are one write.</summary>
    static readonly TimeSpan MemoryPause = TimeSpan.FromSeconds(1);

    readonly ClientOptions _options;
    readonly KnownServers _known;
    readonly ChatClient _client;
    readonly ChatView _chat;
    readonly EntranceHall _hall;
    readonly Application _application;
    readonly Questions _questions;
    readonly EntryQuestions _entry;
    readonly ServerTrust _trust;
    readonly HistoryKeeper? _keeper;
    readonly Foresight _foresight;
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _pumps = [];
    Session? _session;
    bool _hasEntered;
    bool _isTicking;
    // It is still to be said what the server is trusted for.
    bool _tellsTrust;
    (RoomName Open, int Rooms)? _remembered;
    IDisposable? _remembering;

    /// <summary>Listens to the entrance; nothing is sent before somebody chooses a server there.</summary>
    public ServerVisit(Application application, ClientOptions options, KnownServers known, ChatClient client, ChatView chat, EntranceHall hall, Questions questions, ServerTrust trust, HistoryKeeper? keeper = null)
    {
        _keeper = keeper;
        _application = application;
        _options = options;
        _known = known;
        _client = client;
        _chat = chat;
        _hall = hall;
        _questions = questions;
        _trust = trust;
        _entry = new EntryQuestions(application);
        _foresight = new Foresight(client, known, options.Room, keeper);
        _foresight.Shown += ShowScreen;
        _foresight.Failed += Fail;
        _hall.Chosen += Connect;
        _hall.Cancelled += Cancel;
    }

    /// <summary>Something happened on the session, and is on the screen by now.</summary>
    public event Action<SessionEvent>? Happened;

    /// <summary>Ctrl+C where one has to choose a room.</summary>
    public event Action? QuitAsked;

    /// <summary>Ends the session: what was sent before is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        RememberServer();
        _client.Leave();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _client.EndAsync().ConfigureAwait(false);
        await Task.WhenAll(_pumps).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Where logins are kept; forgets everything with the program unless set.</summary>
    public TokenStore Tokens { private get; init; } = new(null, TimeProvider.System);

    /// <summary>Begins to connect, in place of what was before.</summary>
    public void Connect(ServerTarget target, Nickname nick) => Connect(target, nick, null);

    /// <summary>Begins to connect as an account.</summary>
    public void Connect(ServerTarget target, Nickname nick, Login? login) => Connect(new SessionOptions { Target = target, Nick = nick, Login = login, Trust = _trust, Tokens = Tokens });

    /// <summary>Goes on with this stay as an account, on another connection.</summary>
    public void LogIn(Nickname nick, Login login)
    {
        if (_client.Options is { } options) Resume(options with { Nick = nick, Login = login });
    }

    /// <summary>Forgets the login of this server that is kept.</summary>
    public void ForgetLogin()
    {
        if (_client.Options is { } options) options.Tokens.Forget(_client.TokenPlace, _client.State.Self);
    }

    void Connect(SessionOptions options)
    {
        _hall.Current.ShowProgress($"Connecting to {options.Target.Name ?? options.Address.ToString()} …");
        _hasEntered = false;
        _remembered = null; // another server, perhaps with rooms of the same names
        var visit = _foresight.Of(options.Target);
        Follow(_client.Connect(options with { IsPatient = visit is not null }, visit is null ? null : new Whereabouts(visit.Id, visit.Name, options.Nick)));
        _foresight.Begin(visit);
    }

    /// <summary>Goes on where the stay has ended, for want of a password or of trust.</summary>
    void Resume(SessionOptions options) => Follow(_client.Resume(options));

    /// <summary>Tries once more to go on where the stay has ended; whatever has to be asked is asked again. False when it has not ended.</summary>
    public bool TryAgain()
    {
        if (!_hasEntered || _client is not { State.Connection: ConnectionState.Offline, Options: { } options }) return false;
        Resume(options with { Login = null, Nick = _client.State.Self });
        return true;
    }

    void Follow(Session session)
    {
        _session = session;
        _pumps.RemoveAll(pump => pump.IsCompleted);
        _pumps.Add(PumpAsync(session));
    }

    /// <summary>Leaves the server for the lobby; what was sent before is still written.</summary>
    public void Leave()
    {
        RememberServer();
        CloseChooser();
        _client.Leave();
        _session = null;
        _hasEntered = false;
        _foresight.End();
        _client.Disconnect();
        _chat.Input.Field.Text = ""; // the command that led here is no draft
        _chat.ShowCurrentRoom();
        _hall.Return();
    }

    void End()
    {
        _client.EndAsync();
        _session = null;
    }

    void Cancel()
    {
        End();
        _foresight.End();
        _hall.Current.ShowProblem("Cancelled. Enter tries again.");
    }

    /// <summary>Lets the events of a session into the loop, a batch at a time; the next batch waits until the loop has taken this one.</summary>
    async Task PumpAsync(Session session)
    {
        var turn = new EventTurn(_application.TimeProvider);
        try
        {
            while (await session.Events.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _application.Post(() =>
                {
                    turn.Take(session.Events, happened =>
                    {
                        if (session == _session) Apply(happened);
                    });
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
        var (before, old) = (_client.State, happened is SessionEvent.Entered ? _client.HoldOldLines() : []);
        _client.Apply(happened);
        if (_client.State != before)
        {
            old = []; // another server answers: they are not meant for it
            _foresight.End();
        }
        _keeper?.Take(happened);
        if (happened is SessionEvent.Entered) ClaimHosted();
        _chat.ShowCurrentRoom();
        if (old.Count > 0) _questions.OldLines.Ask(old);
        KeepTicking();
        RememberSoon();
        switch (happened)
        {
            case SessionEvent.Entered when !_hasEntered:
                EnterServer();
                break;
            case SessionEvent.Waiting { End: var end } when !_hasEntered && !_foresight.Withstands(end):
                Fail(end);
                break;
            case SessionEvent.Answered { Request: JoinRequest, Answer: RoomState } when !isReturn && _client.State.Current is not null:
                ShowChat();
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Refused { Code: RefusalCode.PassphraseNeeded or RefusalCode.WrongPassphrase } locked }:
                _entry.AskForPassphrase(join.Room.Value, locked.Code == RefusalCode.WrongPassphrase && join.Secret is not null, passphrase =>
                {
                    _client.Enter(join.Room, passphrase);
                    _chat.ShowCurrentRoom();
                });
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Refused refused } when _client.State.Current is null:
                ChooseRoom($"{join.Room}: {refused.Text}");
                break;
            case SessionEvent.Noted { Note: Removed removed } when _client.State.Current is null:
                ChooseRoom(Commands.Shown.Line(removed.Text)); // it was our only room
                break;
            case SessionEvent.Ended { End: { Kind: not SessionEndKind.Left } end } when !_hasEntered:
                var first = _client.Options;
                ShowFailure(end);
                if (first is not null) _entry.Ask(end, first, Connect);
                break;
            case SessionEvent.Ended { End: { Kind: not SessionEndKind.Left } end }:
                if (_client.Options is { } last) _entry.Ask(end, last, Resume);
                break;
        }
        if (happened is SessionEvent.Answered { Request: JoinRequest, Answer: { More: false } }) TellTrust();
        Happened?.Invoke(happened);
    }

    /// <summary>The server cannot be reached, and there is nothing of it to look at meanwhile.</summary>
    void Fail(SessionEnd end)
    {
        End();
        ShowFailure(end);
    }

    void ShowFailure(SessionEnd end)
    {
        CloseChooser();
        _foresight.End();
        _client.Disconnect(); // what was shown of it in advance goes too
        _chat.ShowCurrentRoom();
        _application.SetRoot(_hall.Current);
        _hall.ShowFailure(end);
    }

    /// <summary>Counts down on the screen and does what was put off, once a second while there is such a thing.</summary>
    public void KeepTicking()
    {
        if (_isTicking || !_client.WantsTicks) return;
        _isTicking = true;
        _application.AddTimeout(TimeSpan.FromSeconds(1), () =>
        {
            _isTicking = false;
            _client.Tick();
            KeepTicking();
        });
    }

    /// <summary>Who hosts a server in this program is its host.</summary>
    void ClaimHosted()
    {
        if (_client.IsOnHosted && _client.State.Standing.Role != ServerRole.Host && _hall.Hosted?.ClaimCode is { } code) _client.Ask(new ClaimRequest { Code = code });
    }

    /// <summary>Where one goes on a server: to the room that was asked for, where one was last, or to the list on the first visit.</summary>
    void EnterServer()
    {
        var visit = _known.Load().FirstOrDefault(known => known.Id == _client.State.Welcome?.Server);
        var last = _foresight.RoomToOpen(visit);
        foreach (var name in (visit?.Rooms ?? []).Append(last))
        {
            if (RoomName.TryParse(name, out var room, out _) && _client.State.Find(room) is null) _client.Foresee(room);
        }
        if (_client.State.Conversations.Count == 0) ChooseRoom();
        else if (_client.State.Current is null && RoomName.TryParse(last, out var open, out _)) _client.Enter(open);
    }

    void ShowChat()
    {
        var isFirst = !_hasEntered;
        _hasEntered = true;
        ShowScreen();
        if (!isFirst) return;
        _foresight.End();
        _tellsTrust = true;
    }

    void ShowScreen()
    {
        _chat.ShowCurrentRoom();
        if (_application.Root != _chat) _application.SetRoot(_chat);
        _hall.Leave();
        _chat.Hosting = _hall.Hosted?.Where;
        _chat.Input.Field.SetFocus();
        KeepTicking();
    }

    /// <summary>One line when there is something to know about the key, or about there being none. Below what was said before: above it nobody would see it.</summary>
    void TellTrust()
    {
        if (!_tellsTrust) return;
        _tellsTrust = false;
        switch (_client.Trust)
        {
            case { Basis: TrustBasis.FirstUse, Key: { } key }:
                _client.Tell($"Your first visit: the key of this server is remembered from now on. {key} (/whoami shows it)");
                break;
            case { Basis: TrustBasis.Chosen, Key: { } key }:
                _client.Tell($"You trust the new key of this server: {key}");
                break;
            case { Basis: TrustBasis.Plain } when _client.Options?.Target.AllowsPlain == true:
                _client.Tell("Nothing is encrypted here: everybody on the way can read what is said.", isError: true);
                break;
        }
        if (_client.Trust?.Problem is { } problem) _client.Tell(problem, isError: true);
    }

    /// <summary>Shows the rooms of the server to choose from.</summary>
    /// <param name="problem">Why one has to choose again, or null.</param>
    public void ChooseRoom(string? problem = null) => _client.Ask(new RoomsRequest(), (answer, _) =>
    {
        if (answer is Refused refused) problem = refused.Text;
        else if (answer.More) return;
        CloseChooser();
        if (_client.State is { Current: null, Place: { } place }) _hall.Current.ShowProgress($"You are {place.Self} on {place.Name}.");
        var chooser = new RoomChooser(_client.State.Rooms ?? [], _client.State.Current?.Room ?? RoomName.Main, isVisiting: _client.State.Current is not null, problem);
        chooser.Chosen += room =>
        {
            CloseChooser();
            if (_client.Enter(room)) ShowScreen(); // at once: what is typed now is meant for the room
            else _chat.ShowCurrentRoom();
        };
        chooser.Closed += () =>
        {
            if (_client.State.Current is null) Leave();
            else CloseChooser();
        };
        chooser.QuitAsked += () => QuitAsked?.Invoke();
        _application.OpenModal(chooser);
    });

    void CloseChooser()
    {
        if (_application.TopModal is RoomChooser chooser) _application.CloseModal(chooser);
    }

    /// <summary>Where one is, kept a moment after it has changed, so that it is known after an end without a goodbye.</summary>
    void RememberSoon()
    {
        if (!_hasEntered || _remembering is not null || Place is not { } place || place == _remembered) return;
        _remembering = _application.AddTimeout(MemoryPause, () =>
        {
            _remembering = null;
            RememberServer();
        });
    }

    /// <summary>The room on the screen, and a number that is another one when the rooms are others.</summary>
    (RoomName Open, int Rooms)? Place => _client.State is { Current: { } current, Conversations: var rooms }
        ? (current.Room, rooms.Aggregate(0, (hash, room) => HashCode.Combine(hash, room.Room)))
        : null;

    void RememberServer()
    {
        _remembering?.Dispose();
        _remembering = null;
        if (!_hasEntered || _client.State is not { Welcome: { } welcome, Current: { } current } state || _client.Options is not { } options) return;
        _remembered = Place;
        var rooms = state.Conversations.Select(room => room.Room.Value).ToList();
        var problem = _known.Remember(new KnownServer(welcome.Server, welcome.Name, AddressToRemember(options).ToString(), welcome.Nick.Value, current.Room.Value, rooms, _client.Time.GetUtcNow()));
        if (problem is not null) current.Tell(problem, isError: true);
    }

    /// <summary>Where it answered; an address with a scope means nothing the next time, so another one is taken when there is one.</summary>
    ServerAddress AddressToRemember(SessionOptions options)
    {
        var used = _client.UsedAddress ?? options.Address;
        return used.Host.Contains('%', StringComparison.Ordinal) ? options.Target.Addresses.FirstOrDefault(address => !address.Host.Contains('%', StringComparison.Ordinal)) ?? used : used;
    }
}
