using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>
/// What commands and views act on: the state of one server and the session that feeds it. Lives on the loop; the only thing
/// that leaves it is what <see cref="Session"/> sends.
/// </summary>
sealed partial class ChatClient
{
    /// <summary>3 s: a shorter wait in slow mode is not worth a word.</summary>
    static readonly TimeSpan TellSlow = TimeSpan.FromSeconds(3);

    readonly Dictionary<string, Action<Answer, TimeSpan>> _continuations = [];
    readonly TimeProvider _time;
    readonly RoomJoiner _joiner;
    readonly SleepWatch _sleep;
    readonly List<(long Since, TimeSpan Wait, Request Request)> _later = [];
    Outbox _outbox;
    Session? _session;
    Task _parted = Task.CompletedTask;
    ChatState? _remembering;
    bool _isTakingUp;
    int _connection;
    PeopleDesk? _people;
    Guid? _slowTold;

    /// <summary>Makes a client that is on no server.</summary>
    public ChatClient(TimeProvider time)
    {
        _time = time;
        _joiner = new RoomJoiner(this);
        _sleep = new SleepWatch(time);
        _outbox = new Outbox(time);
        State = new ChatState(time, new Ears());
    }

    /// <summary>What the screen shows.</summary>
    public ChatState State { get; private set; }

    /// <summary>What is listened for in all rooms, on this server and the next ones.</summary>
    public Ears Ears => State.Ears;

    /// <summary>The clock of everything here.</summary>
    public TimeProvider Time => _time;

    /// <summary>What remembers over the end of the program, or null.</summary>
    public Memory? Memory { get; set; }

    /// <summary>What can be said and changed here.</summary>
    public SayRules Rules => new(State);

    /// <summary>Direct rooms, who comes, who writes.</summary>
    public PeopleDesk People => _people ??= new PeopleDesk(this);

    /// <summary>Whom we are or were connected to, or null.</summary>
    public SessionOptions? Options { get; private set; }

    /// <summary>The address at which the server answered, or null before.</summary>
    public ServerAddress? UsedAddress { get; private set; }

    /// <summary>We are on the server that is hosted here.</summary>
    public bool IsOnHosted => Options?.Target.Source is KeySource.Hosted;

    /// <summary>How the connection to the server is protected, or was last; null before the first.</summary>
    public KeyTrust? Trust { get; private set; }

    /// <summary>What logins of this server are bound to, see <see cref="TokenStore.Place"/>.</summary>
    public string? TokenPlace { get; private set; }

    /// <summary>Whether the server would hear us now.</summary>
    public bool IsOnline => State.Connection is ConnectionState.Online;

    /// <summary>We are in all our rooms, and all that was said there meanwhile has come.</summary>
    public bool IsSettled => IsOnline && _joiner.IsDone && State.Conversations.All(room => !room.IsFilling);

    /// <summary>Own lines that the server has not confirmed.</summary>
    public int UnsentLines => _outbox.Count;

    /// <summary>Whether <see cref="Tick"/> has something to do, or a countdown is on the screen.</summary>
    public bool WantsTicks => State.Connection is ConnectionState.Waiting || State.Current?.Roster.MayWrite == true || (IsOnline && (_later.Count > 0 || _joiner.IsPaused || _outbox.Count > 0));

    /// <summary>Starts a stay on a server with a state of its own, once the one before is over.</summary>
    /// <param name="options">Whom to connect to, as whom.</param>
    /// <param name="remembered">Where that will lead, as far as is known; when it leads elsewhere, all of this state is given up.</param>
    public Session Connect(SessionOptions options, Whereabouts? remembered = null)
    {
        Options = options;
        Begin(remembered);
        Remember();
        return Start(options);
    }

    /// <summary>Goes on with the stay that has ended, once what it needed is there: everything on the screen and what waits is kept.</summary>
    public Session Resume(SessionOptions options)
    {
        Options = options with { Server = State.Place?.Server, Rooms = _joiner.RoomsToReturnTo };
        Forget();
        return Start(Options);
    }

    /// <summary>
    /// Asks the server; the answer changes the state first and is then given to <paramref name="then"/>, part by part. False
    /// when the server cannot be asked now.
    /// </summary>
    public bool Ask(Request request, Action<Answer, TimeSpan>? then = null)
    {
        if (IsOnline && _joiner.Holds(request, () => Ask(request, then))) return true;
        if (!IsOnline || _session?.Ask(request, _connection) is not { Id: { } id }) return false;
        if (then is not null) _continuations[id] = then;
        return true;
    }

    /// <summary>Takes in what happened on the session.</summary>
    public void Apply(SessionEvent happened)
    {
        if (TakeAside(happened)) return;
        if (happened is SessionEvent.Answered { Answer: Refused refused } put && PutOff(put.Request, refused))
        {
            Pump(); // what is put off in one room does not hold the others
            return;
        }
        if (happened is SessionEvent.Entered arrival && State.Place is { } place && place.Server != arrival.Welcome.Server) Begin(null); // nothing of one server is another's
        if (State.Apply(happened) is { } consequence) Ask(consequence);
        Remember();
        switch (happened)
        {
            case SessionEvent.Entered entered:
                _connection = entered.Connection;
                UsedAddress = entered.Address ?? UsedAddress;
                Trust = entered.Trust;
                TokenPlace = entered.TokenPlace;
                _joiner.Return(entered.Joining);
                break;
            case SessionEvent.Waiting or SessionEvent.Ended:
                Forget();
                if (_session is not null) (_session.Rooms, _session.Nick) = (_joiner.RoomsToReturnTo, State.Welcome?.Nick ?? _session.Nick); // all that came before is in the state by now
                break;
            case SessionEvent.Noted { Note: Removed { Room: var room } } when State.Find(room) is null:
                GiveUp(room);
                break;
            case SessionEvent.Received { Event: AccessChanged access }:
                _outbox.Wake(access.Room);
                break;
            case SessionEvent.Answered answered:
                if (answered is { Request: LeaveRequest { Room: var left }, Answer: Done } && State.Find(left) is null) GiveUp(left);
                Finish(answered);
                break;
        }
        People.Take(happened);
        Pump();
    }

    /// <summary>Does what has been put off and is due now.</summary>
    public void Tick()
    {
        if (_sleep.HasEnded(isWatching: State.Connection is ConnectionState.Waiting)) TryNow(); // nobody waits out what is left of a wait
        foreach (var due in _later.Where(entry => _time.GetElapsedTime(entry.Since) >= entry.Wait).ToList())
        {
            _later.Remove(due);
            if (due.Request is HistoryRequest history) AskForMissing(history.Room);
            else Ask(due.Request);
        }
        State.Current?.Roster.Writing(); // whoever has stopped is forgotten
        _joiner.GoOn();
        Pump();
    }

    /// <inheritdoc cref="Session.Offer"/>
    public void Offer(IReadOnlyList<ServerAddress> addresses) => _session?.Offer(addresses);

    /// <summary>Ends the wait for the next attempt to connect.</summary>
    public void TryNow() => _session?.TryNow();

    /// <summary>Ends the session, if there is one: what was asked before is still written. The next one waits for that.</summary>
    public Task EndAsync()
    {
        if (_session is { } session) _parted = Task.WhenAll(_parted, session.DisposeAsync().AsTask());
        _session = null;
        return _parted;
    }

    /// <summary>Leaves the server, with everything that can still be sent before.</summary>
    public void Leave()
    {
        if (!IsOnline) return;
        foreach (var line in _isTakingUp ? [] : _outbox.TakeRest()) Ask(line);
        Ask(new QuitRequest());
    }

    /// <summary>Forgets the server that was left.</summary>
    public void Disconnect()
    {
        Options = null;
        UsedAddress = null;
        Trust = null;
        EndAsync();
        Begin(null);
    }

    /// <summary>
    /// Goes into a room: brings it on the screen if we are in it, joins it otherwise, while the connection is gone as soon as it is
    /// back. False when there is no server to do that on.
    /// </summary>
    /// <param name="room">Which.</param>
    /// <param name="passphrase">What entering takes, or null; kept for this stay.</param>
    public bool Enter(RoomName room, Secret? passphrase = null)
    {
        if (passphrase is not null) _joiner.Passphrases[room] = passphrase;
        if (State.Find(room) is null && !_joiner.Join(room))
        {
            if (State is not { Place: not null, Connection: ConnectionState.Connecting or ConnectionState.Waiting }) return false;
            Foresee(room);
        }
        State.OpenAhead(room);
        return true;
    }

    /// <inheritdoc cref="RoomJoiner.Recall"/>
    public void Recall(RoomName room, Recollection past) => _joiner.Recall(room, past);

    /// <inheritdoc cref="RoomJoiner.Foresee"/>
    public void Foresee(RoomName room) => _joiner.Foresee(room);

    /// <summary>Loads older lines of the room on the screen, first from memory, then from the server; nothing while that is under way, or at the beginning.</summary>
    public void LoadEarlier()
    {
        if (State.Current?.AskEarlier() is not { } before) return;
        if (Memory is { } memory) memory.LoadEarlier(State.Current.Room, before);
        else AskForEarlier(State.Current, before);
    }

    /// <summary>Older events that were remembered. Where they do not reach up to what is shown, the server is asked.</summary>
    public void AddEarlier(RoomName room, long before, IReadOnlyList<NumberedEvent> events)
    {
        if (State.Find(room) is { } conversation && !conversation.AddEarlier(before, events, State.Self, isAll: false, isOffline: !IsOnline)) AskForEarlier(conversation, before);
    }

    /// <summary>Something was to be said while there is no room on the screen to say it in.</summary>
    public event Action<string, bool>? Untold;

    /// <summary>Says something to the user alone, in the room on the screen.</summary>
    public void Tell(string text, bool isError = false)
    {
        if (State.Current is { } room) room.Tell(text, isError);
        else Untold?.Invoke(text, isError);
    }

    /// <summary>As long as the session before lasts, its server may hold our name against us.</summary>
    Session Start(SessionOptions options) => _session = Session.Start(options, _time, EndAsync());

    void AskForEarlier(Conversation conversation, long before)
    {
        if (!Ask(new HistoryRequest { Room = conversation.Room, Before = before, Limit = Limits.MaxPageEvents })) conversation.StopEarlier();
    }

    /// <summary>Asks once per server for what waits since an earlier run: nothing is sent before that is in line.</summary>
    void Remember()
    {
        if (Memory is not { } memory || State.Place is null || _remembering == State) return;
        (_remembering, _isTakingUp) = (State, true);
        memory.TakeUp();
    }

    /// <summary>A state of its own, with nothing of the one before.</summary>
    void Begin(Whereabouts? remembered)
    {
        Forget();
        State = new ChatState(_time, Ears, remembered);
        _isTakingUp = false;
        _outbox = new Outbox(_time);
        _joiner.Reset();
    }

    /// <summary>The connection is gone, and with it every answer that is owed.</summary>
    void Forget()
    {
        _continuations.Clear();
        ForgetAsides();
        _joiner.Interrupt();
        _later.Clear();
        _outbox.Interrupt();
        foreach (var room in State.Conversations) room.StopEarlier();
    }

    void Finish(SessionEvent.Answered answered)
    {
        if (answered.Request is JoinRequest join) _joiner.Answered(join.Room);
        if (answered.Request is NumberedRequest { Cid: { } cid }) Settle(cid);
        if (answered.Request.Id is not { } id || !_continuations.TryGetValue(id, out var then)) return;
        if (!answered.Answer.More) _continuations.Remove(id);
        then(answered.Answer, answered.After);
    }

    /// <summary>
    /// What the server has no time for now and what nobody typed as a command is asked again later; what is missing in a room, on
    /// any refusal. True when there is nothing to tell of it.
    /// </summary>
    bool PutOff(Request request, Refused refused)
    {
        var (isPassing, wait) = (refused.IsPassing(), refused.Pause());
        switch (request)
        {
            case NumberedRequest slow when refused.Code == RefusalCode.Slow:
                _outbox.PutOffRoom(wait);
                if (wait > TellSlow && _slowTold != slow.Cid) State.Find(slow.Room)?.Tell($"Slow mode: what you typed is sent by itself in {Math.Ceiling(refused.Wait.GetValueOrDefault() / 1000.0)} s.");
                _slowTold = slow.Cid;
                return true;
            case NumberedRequest line when isPassing:
                if (_outbox.PutOff(wait) && refused.Code == RefusalCode.Busy) State.Find(line.Room)?.Tell($"{refused.Text} What you typed waits, and is sent by itself.", isError: true);
                return true;
            case HistoryRequest { After: null } earlier:
                State.Find(earlier.Room)?.StopEarlier();
                return isPassing;
            case JoinRequest join when isPassing && _joiner.PutOff(join.Room, wait):
                return true;
            case HistoryRequest:
                _later.Add((_time.GetTimestamp(), wait, request));
                return isPassing;
            default:
                return false;
        }
    }

    /// <summary>Asks again for the lines that are missing in a room, if some are.</summary>
    void AskForMissing(RoomName room)
    {
        if (State.Find(room)?.AskAgain() is { } request) Ask(request);
    }

    /// <summary>Sends the next line, once we are back in all rooms.</summary>
    void Pump()
    {
        if (!IsOnline || _session is null || _isTakingUp || !_joiner.IsDone || _outbox.Next() is not { } line) return;
        if (_session.Ask(line, _connection) is null) _outbox.Interrupt();
    }
}
