using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Linear;

/// <summary>The stay on a server, told in lines: connecting, its rooms, losing it and coming back. Owns the session. Lives on the loop.</summary>
sealed class LinearVisit : IAsyncDisposable
{
    /// <summary>1,024 events at most per turn of the loop, so that a flood leaves room for what is typed.</summary>
    const int MaxEventsPerTurn = 1024;

    readonly LineLoop _loop;
    readonly ChatClient _client;
    readonly ClientOptions _options;
    readonly KnownServers _known;
    readonly LineWriter _output;
    readonly Inquiry _inquiry;
    readonly Action _changed;
    readonly ServerTrust _trust;
    readonly HistoryKeeper? _keeper;
    readonly List<Task> _pumps = [];
    Session? _session;
    bool _hasEntered;
    bool _isLost;
    // The room of which it was said last that one is there.
    RoomName? _told;

    /// <summary>Makes a visit; <paramref name="changed"/> is called after everything that happens.</summary>
    public LinearVisit(LineLoop loop, ChatClient client, ClientOptions options, KnownServers known, LineWriter output, Inquiry inquiry, ServerTrust trust, Action changed, HistoryKeeper? keeper = null) =>
        (_loop, _client, _options, _known, _output, _inquiry, _trust, _changed, _keeper) = (loop, client, options, known, output, inquiry, trust, changed, keeper);

    /// <summary>Where logins are kept; forgets everything with the program unless set.</summary>
    public TokenStore Tokens { private get; init; } = new(null, TimeProvider.System);

    /// <summary>A room was entered and all that came with it was said, so that commands have something to act on.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The server could not be entered; the reason was said.</summary>
    public event Action? Failed;

    /// <summary>Something happened on the session, and was told by now.</summary>
    public event Action<SessionEvent>? Happened;

    /// <summary>A command was typed where a room is asked for; the question is over.</summary>
    public Action<string>? Commanding { get; set; }

    /// <summary>Begins to connect, as an account if that is said.</summary>
    public void Connect(ServerTarget target, Nickname nick, Login? login = null) => Connect(new SessionOptions { Target = target, Nick = nick, Login = login, Trust = _trust, Tokens = Tokens });

    /// <summary>Leaves the server; what was sent before is still written.</summary>
    public void Leave()
    {
        RememberServer();
        _client.Leave();
        _session = null;
        _told = null;
        _hasEntered = false;
        (IsReady, _isLost) = (false, false);
        _client.Disconnect();
    }

    /// <summary>Goes on with this stay as an account, on another connection.</summary>
    public void LogIn(Nickname nick, Login login)
    {
        if (_client.Options is { } options) Follow(_client.Resume(options with { Nick = nick, Login = login }));
    }

    void Connect(SessionOptions options)
    {
        _hasEntered = false;
        (IsReady, _isLost) = (false, false);
        Follow(_client.Connect(options));
    }

    /// <summary>Tries once more to go on where the stay has ended; whatever has to be asked is asked again. False when it has not ended.</summary>
    public bool TryAgain()
    {
        if (!_hasEntered || _client is not { State.Connection: ConnectionState.Offline, Options: { } options }) return false;
        // Not with the password typed once: who has logged out wants to be asked.
        Follow(_client.Resume(options with { Login = null, Nick = _client.State.Self }));
        return true;
    }

    void Follow(Session session)
    {
        _session = session;
        _pumps.RemoveAll(pump => pump.IsCompleted);
        _pumps.Add(PumpAsync(session));
    }

    /// <summary>Ends the session: what was sent before is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        RememberServer();
        _client.Leave();
        await _client.EndAsync().ConfigureAwait(false);
        await Task.WhenAll(_pumps).ConfigureAwait(false);
    }

    /// <summary>Says where one is now, unless that was said already: what is typed is said there.</summary>
    public void TellPlace()
    {
        if (_client.State.Current is not { IsJoined: true } current || current.Room == _told) return;
        _told = current.Room;
        _output.Write(current.With is { } with ? $"You are alone with {with}." : $"You are in {current.Title}, {Counted(current.People.Count)}.");
    }

    /// <summary>Lists the rooms to choose from by number or name.</summary>
    public void ChooseRoom() => _client.Ask(new RoomsRequest(), (answer, _) =>
    {
        if (answer.More) return;
        var rooms = _client.State.Rooms ?? [];
        var list = string.Join('\n', rooms.Select((room, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {room.Room}, {room.People} {(room.People == 1 ? "person" : "people")}{(room.Topic.Length == 0 ? "" : $": {room.Topic}")}")));
        _output.Write(rooms.Count == 0 ? "There are no rooms yet." : $"The rooms:\n{list}");
        var preselected = _client.State.Current?.Room ?? RoomName.Main;
        _inquiry.Ask($"Which room? Type a number or a name; a new name makes a room; an empty line takes {preselected}.", text => Enter(text.Trim(), rooms, preselected));
    });

    string? Enter(string text, IReadOnlyList<RoomSummary> rooms, RoomName preselected)
    {
        // Who is in a room can stay there and do something else; elsewhere a room is needed, or one leaves.
        if (text.StartsWith('/') && (_client.State.Current is not null || text is "/leave" or "/quit" or "/exit"))
        {
            Commanding?.Invoke(text);
            return null;
        }
        RoomName room;
        if (text.Length == 0) room = preselected;
        else if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= rooms.Count) room = rooms[number - 1].Room;
        else if (!RoomName.TryParse(text.TrimStart('#'), out room, out var problem)) return problem;
        _client.Enter(room);
        _changed();
        return null;
    }

    async Task PumpAsync(Session session)
    {
        try
        {
            while (await session.Events.WaitToReadAsync(_loop.Stopping).ConfigureAwait(false))
            {
                var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var isTaken = await _loop.PostAsync(() =>
                {
                    for (var i = 0; i < MaxEventsPerTurn && session.Events.TryRead(out var happened); i++)
                    {
                        if (session == _session) Apply(happened);
                    }
                    taken.SetResult();
                }).ConfigureAwait(false);
                if (isTaken) await taken.Task.WaitAsync(_loop.Stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_loop.Stopping.IsCancellationRequested)
        {
            // The program ends; nobody listens any more.
        }
    }

    void Apply(SessionEvent happened)
    {
        var isReturn = happened is SessionEvent.Answered { Request: JoinRequest again } && _client.State.Find(again.Room) is { IsJoined: true };
        var old = happened is SessionEvent.Entered && _hasEntered ? _client.HoldOldLines() : [];
        var connection = _client.State.Connection;
        _client.Apply(happened);
        _keeper?.Take(happened);
        if (_client.State.Connection != connection) TellState();
        if (old.Count > 0) AskAboutOldLines(old);
        switch (happened)
        {
            case SessionEvent.Entered when !_hasEntered:
                EnterServer();
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: RoomState room } when !isReturn:
                _hasEntered = true;
                if (!IsReady) TellTrust();
                TellRoom(join.Room, room);
                IsReady |= !room.More;
                break;
            case SessionEvent.Answered { Request: JoinRequest, Answer: not Refused and { More: false } }:
                IsReady = true;
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Refused { Code: RefusalCode.PassphraseNeeded or RefusalCode.WrongPassphrase } locked }:
                _output.Write($"{join.Room}: {locked.Text}");
                AskForPassphrase(join.Room);
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Refused refused } when _client.State.Current is null:
                _output.Write($"{join.Room}: {refused.Text}");
                ChooseRoom();
                break;
            case SessionEvent.Waiting { End: var end } when !_hasEntered:
                _client.EndAsync();
                _session = null;
                Fail(end);
                break;
            case SessionEvent.Ended { End: { Kind: not SessionEndKind.Left } end } when !_hasEntered:
                Fail(end);
                break;
            case SessionEvent.Ended { End: { Kind: not SessionEndKind.Left } end } when _client.Options is { } last:
                // The state was told; without an answer one stays offline, with what was typed.
                Ask(end, last, again => Follow(_client.Resume(again)), () => _output.Write("You stay offline; an empty line tries again, /quit leaves."));
                break;
        }
        Happened?.Invoke(happened);
        _changed();
    }

    void Fail(SessionEnd end)
    {
        _output.Write($"Error: {end.Text}");
        if (_client.Options is not { } tried || !Ask(end, tried, Connect, () => Failed?.Invoke())) Failed?.Invoke();
    }

    /// <summary>Asks what a server wants of a person; false when that is nothing.</summary>
    bool Ask(SessionEnd end, SessionOptions tried, Action<SessionOptions> again, Action back)
    {
        Action? question = end switch
        {
            { Wants: EntryWish.Password } => () => AskForPassword(tried, again, back),
            { Wants: EntryWish.Login } => () => AskForLogin(end, tried, again, back),
            { Wants: EntryWish.Trust, Doubt: { } doubt } => () => AskAboutKey(tried, doubt, again, back),
            _ => null,
        };
        question?.Invoke();
        return question is not null;
    }

    void AskForPassword(SessionOptions tried, Action<SessionOptions> again, Action back) => _inquiry.Ask("The server's password? An empty line goes back.", text =>
    {
        if (text.Length == 0) back();
        else again(tried with { Password = new Secret(text) });
        return null;
    }, isSecret: true);

    void AskForLogin(SessionEnd end, SessionOptions tried, Action<SessionOptions> again, Action back)
    {
        var isNew = end.Code == RefusalCode.NoGuests ? " To make an account of it, type the same with new before it." : "";
        _inquiry.Ask($"The password of {tried.Nick}? An empty line goes back.{isNew}", text =>
        {
            const string New = "new ";
            var makesIt = end.Code == RefusalCode.NoGuests && text.StartsWith(New, StringComparison.Ordinal);
            if (text.Length == 0) back();
            else again(tried with { Login = new Login(new Secret(makesIt ? text[New.Length..] : text), makesIt) });
            return null;
        }, isSecret: true);
    }

    void AskForPassphrase(RoomName room) => _inquiry.Ask($"The passphrase of {room}? An empty line goes back.", text =>
    {
        if (text.Length > 0) _client.Enter(room, new Secret(text));
        else if (_client.State.Current is null) ChooseRoom();
        _changed();
        return null;
    }, isSecret: true);

    void AskAboutKey(SessionOptions tried, KeyDoubt doubt, Action<SessionOptions> again, Action back)
    {
        if (EntryQuestions.Keys(doubt) is { Length: > 0 } keys) _output.Write(keys);
        var question = doubt.Kind == DoubtKind.Plain
            ? "Nothing is encrypted on the way there; go on only on a network whose people you trust. Connect all the same?"
            : "Ask the operator, not through this server, for the fingerprint and compare it. Trust this key?";
        _inquiry.Confirm(question, () => again(tried with { Target = EntryQuestions.Agreed(tried.Target, doubt) }), back);
    }

    /// <summary>How it stands with the server, once for each change.</summary>
    void TellState()
    {
        var state = _client.State.Connection switch
        {
            ConnectionState.Connecting connecting when !_hasEntered => $"Connecting to {connecting.Address}.",
            ConnectionState.Online when _isLost => "Connected again.",
            ConnectionState.Online => $"You are {_client.State.Self} on {_client.State.Welcome?.Name}.",
            ConnectionState.Waiting waiting when _hasEntered && !_isLost => $"The connection is lost. {waiting.End.Text} It is tried again by itself; an empty line tries now. What you type is kept.",
            ConnectionState.Offline offline when _hasEntered => $"Offline. {offline.End.Text}{(offline.End.Wants is EntryWish.Nothing ? " An empty line tries again, /quit leaves." : "")}",
            _ => null,
        };
        _isLost = _hasEntered && _client.State.Connection is not ConnectionState.Online;
        if (state is not null) _output.Write(state);
    }

    void TellTrust()
    {
        if (_client.Trust is { Basis: TrustBasis.FirstUse, Key: { } key }) _output.Write($"Your first visit: the key of this server is remembered from now on. {key}");
        if (_client.Trust is { Basis: TrustBasis.Plain } && _client.Options?.Target.AllowsPlain == true) _output.Write("Nothing is encrypted here: everybody on the way can read what is said.");
        if (_client.Trust?.Problem is { } problem) _output.Write($"Error: {problem}");
    }

    void TellRoom(RoomName name, RoomState room)
    {
        _told = name;
        var topic = room.Topic.Length == 0 ? "It has no topic." : $"Its topic: {room.Topic}";
        if (room.With is { } with)
        {
            _output.Write($"The conversation with {with} alone is open.");
            return;
        }
        _output.Write($"You are in {name}, {Counted(room.People)}. {topic}");
    }

    static string Counted(int people) => people == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{people} people");

    void EnterServer()
    {
        var visit = _known.Load().FirstOrDefault(known => known.Id == _client.State.Welcome?.Server);
        var last = (_client.Options?.Target.Room ?? _options.Room)?.Value ?? visit?.Room;
        foreach (var name in (visit?.Rooms ?? []).Append(last))
        {
            if (RoomName.TryParse(name, out var room, out _)) _client.Enter(room);
        }
        if (_client.State.Conversations.Count == 0) ChooseRoom();
        else if (RoomName.TryParse(last, out var open, out _)) _client.Enter(open);
    }

    /// <summary>Asks whether lines that waited for more than ten minutes are still meant to be sent.</summary>
    public void AskAboutOldLines(IReadOnlyList<NumberedRequest> lines)
    {
        foreach (var line in lines) _output.Write($"{_client.State.Find(line.Room)?.Title ?? line.Room.Value}: {Questions.Describe(line)}");
        _inquiry.Confirm("These lines waited for more than ten minutes. Send them now?", _client.SendOldLines, () => _client.DropOldLines(lines));
    }

    void RememberServer()
    {
        if (!_hasEntered || _client.State is not { Welcome: { } welcome, Current: { } current } state || _client.Options is not { } options) return;
        var rooms = state.Conversations.Select(room => room.Room.Value).ToList();
        var problem = _known.Remember(new KnownServer(welcome.Server, welcome.Name, options.Address.ToString(), welcome.Nick.Value, current.Room.Value, rooms, _client.Time.GetUtcNow()));
        if (problem is not null) _output.Write($"Error: {problem}");
    }
}
