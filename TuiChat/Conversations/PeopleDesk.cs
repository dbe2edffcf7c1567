using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>
/// What one does with people rather than with rooms: direct rooms, listening for who comes, saying that one writes or is away.
/// Belongs to a <see cref="ChatClient"/> and lives on its loop.
/// </summary>
sealed class PeopleDesk(ChatClient client)
{
    /// <summary>10 direct rooms: what the list shows of those without anything unread where none is remembered.</summary>
    const int MaxRecent = 10;

    /// <summary>Twice in a row one does not say that one writes.</summary>
    static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(Limits.TypingMilliseconds);

    /// <summary>2 s between two marks of what was read: other devices need it no sooner, and it takes nothing from what one may say.</summary>
    static readonly TimeSpan ReadPause = TimeSpan.FromSeconds(2);

    readonly Dictionary<RoomName, long> _markers = [];
    readonly Dictionary<RoomName, long> _read = [];
    bool _isReadingOn;
    bool _hasMarkers;
    string? _server, _account;
    IReadOnlyList<string> _watched = [];
    string _lastWatch = "";
    Nickname _self;
    string? _role;
    (RoomName Room, long Since)? _typed;

    /// <summary>Runs something on the loop after a while; null from it says that it cannot.</summary>
    public Func<TimeSpan, Action, IDisposable?> Later { get; set; } = static (_, _) => null;

    /// <summary>Somebody who is listened for came or went.</summary>
    public event Action<PresenceNote>? Came;

    /// <summary>A connection has begun.</summary>
    public event Action? Entered;

    /// <summary>We were put out of a room, or let into one.</summary>
    public event Action<PersonEvent>? Told;

    /// <summary>Somebody has another name; told once for each room that we share.</summary>
    public event Action<PersonRenamed>? Renamed;

    /// <summary>Whether the server offers this.</summary>
    public bool Has(string capability) => client.State.Welcome?.Caps.Contains(capability) == true;

    /// <summary>Names that are listened for, as a person set them; the other ones of direct rooms come by themselves.</summary>
    public IReadOnlyList<string> Watched
    {
        get => _watched;
        set
        {
            _watched = value;
            Watch();
        }
    }

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        TakeIn(happened);
        (_self, _role) = (client.State.Self, client.State.Standing.Role);
    }

    void TakeIn(SessionEvent happened)
    {
        switch (happened)
        {
            case SessionEvent.Entered:
                Begin();
                Entered?.Invoke();
                break;
            case SessionEvent.Noted { Note: var note }:
                Take(note);
                break;
            case SessionEvent.Received { Event: PersonRenamed renamed }:
                Renamed?.Invoke(renamed);
                Watch(); // the server listens by name
                break;
            case SessionEvent.Answered { Request: RegisterRequest, Answer: AccountCreated account } when client.Options is { } options:
                TellProblem(options.Tokens.Keep(client.TokenPlace, client.State.Welcome?.Server ?? "", account.Nick, account.Token, PastItems.Time(account.Expires)));
                break;
            case SessionEvent.Answered { Request: RenameRequest rename, Answer: Done } when client is { Options: { } options, State.Standing.HasAccount: true }:
                TellProblem(options.Tokens.Rename(client.TokenPlace, _self, rename.Nick));
                break;
            case SessionEvent.Answered { Request: DirectsRequest, Answer: DirectList { More: false } }:
                OpenUnread();
                break;
            case SessionEvent.Answered { Request: MarkersRequest, Answer: MarkerList list }:
                foreach (var marker in list.Markers) client.State.Find(marker.Room)?.ReadElsewhere(marker.Read);
                foreach (var marker in list.Markers) _markers[marker.Room] = Math.Max(marker.Read, _markers.GetValueOrDefault(marker.Room));
                if (!list.More) TellReadOffline();
                break;
            case SessionEvent.Answered { Request: JoinRequest join, Answer: Page { More: false } } when client.State.Find(join.Room) is { } room:
                if (_markers.TryGetValue(join.Room, out var read)) room.ReadElsewhere(read);
                if (_hasMarkers) Read(join.Room, Math.Min(room.ReadUpTo, room.Last ?? 0));
                break;
            case SessionEvent.Answered { Request: JoinRequest { Room.IsDirect: true }, Answer: RoomState }:
                Watch();
                break;
        }
    }

    /// <summary>Goes into the room of the two of us, and says something there if there is something. A reason when that cannot be.</summary>
    /// <param name="with">The other.</param>
    /// <param name="text">What to say, or null.</param>
    /// <param name="opens">Whether the room comes on the screen.</param>
    /// <param name="then">What is done once the room is there.</param>
    public string? Open(Nickname with, string? text, bool opens, Action? then = null)
    {
        if (with.Key == client.State.Self.Key) return "That is you.";
        if (!client.IsOnline) return "You are not connected. Nothing was done.";
        if (!Has(Capability.Direct)) return "This server has no direct messages.";
        if (text is not null && client.Rules.SayProblem(text) is { } problem) return problem;
        if (client.State.Conversations.FirstOrDefault(room => room.With?.Key == with.Key) is { IsJoined: true } known)
        {
            Arrive(known.Room, text, opens);
            then?.Invoke();
            return null;
        }
        client.Ask(new DirectRequest { With = with, Lines = 0 }, (answer, _) =>
        {
            if (answer is not RoomState state) return;
            client.State.Contacts.Put(new DirectSummary { Room = state.Room, With = state.With ?? with, Head = state.Head, Read = state.Head });
            Visit(state.Room);
            Arrive(state.Room, text, opens);
            then?.Invoke();
        });
        return null;
    }

    /// <summary>Something is typed in the room on the screen; the others are told now and then.</summary>
    public void Typing()
    {
        if (client.State.Current is not { IsJoined: true, Room: var room } || !Has(Capability.Presence)) return;
        if (_typed is { } last && last.Room == room && client.Time.GetElapsedTime(last.Since) < TypingPause) return;
        _typed = (room, client.Time.GetTimestamp());
        client.Ask(new TypingRequest { Room = room });
    }

    /// <summary>Nobody touches a key, or somebody does again. An away that was typed stays.</summary>
    public void Idle(bool isIdle)
    {
        if (!Has(Capability.Presence) || client.State.Standing.State == PersonState.Away) return;
        if ((client.State.Standing.State == PersonState.Idle) == isIdle) return;
        if (client.Ask(isIdle ? new AwayRequest { Idle = true } : new BackRequest())) client.State.SetOwnState(isIdle ? PersonState.Idle : null);
    }

    /// <summary>The server knows all that was read, so that the other devices do; true for a guest.</summary>
    public bool HasToldReading => !client.State.Standing.HasAccount || (_hasMarkers && _read.Count == 0);

    /// <summary>We have read the room up to here; our other devices are told, in a busy room now and then.</summary>
    public void Read(RoomName room, long seq)
    {
        if (!client.State.Standing.HasAccount || !Has(Capability.Direct) || _markers.GetValueOrDefault(room) >= seq) return;
        if (_read.GetValueOrDefault(room) < seq) _read[room] = seq;
        if (!_isReadingOn) TellRead();
    }

    void TellRead()
    {
        var told = 0;
        foreach (var (room, seq) in _read)
        {
            if (!client.Ask(new ReadRequest { Room = room, Seq = seq })) continue; // offline: it is told when we are back
            _markers[room] = seq;
            _read.Remove(room);
            told++;
        }
        _isReadingOn = told > 0 && Later(ReadPause, TellRead) is not null;
    }

    /// <summary>What was read while nobody could be told: without a connection, or in the last moment of an earlier run.</summary>
    void TellReadOffline()
    {
        _hasMarkers = true;
        foreach (var (room, seq) in _read.Where(read => _markers.GetValueOrDefault(read.Key) >= read.Value).ToList()) _read.Remove(room);
        foreach (var room in client.State.Conversations) Read(room.Room, Math.Min(room.ReadUpTo, room.Last ?? 0));
        if (!_isReadingOn) TellRead();
    }

    void TellProblem(string? problem)
    {
        if (problem is not null) client.Tell(problem, isError: true);
    }

    void Begin()
    {
        _lastWatch = "";
        _markers.Clear();
        _hasMarkers = false;
        if (_server != client.State.Welcome?.Server || _account != client.State.Self.Key) _read.Clear(); // of somebody else
        (_server, _account) = (client.State.Welcome?.Server, client.State.Self.Key);
        client.State.Contacts.ForgetPresence();
        if (Has(Capability.Direct)) client.Ask(new DirectsRequest());
        if (Has(Capability.Direct) && client.State.Standing.HasAccount) client.Ask(new MarkersRequest());
        Watch();
    }

    void Take(PersonEvent note)
    {
        switch (note)
        {
            case DirectRoom direct:
                // Everything in a room of which nobody has told yet is new.
                if (client.State.Contacts.Direct(direct.Room) is null) client.State.Contacts.Put(new DirectSummary { Room = direct.Room, With = direct.With, Head = direct.Head, Read = 0 });
                Visit(direct.Room);
                break;
            case ReadMark mark:
                _markers[mark.Room] = Math.Max(mark.Read, _markers.GetValueOrDefault(mark.Room));
                break;
            case PresenceNote presence when client.State.Contacts.Take(presence) && _watched.Contains(presence.Nick.Key, StringComparer.OrdinalIgnoreCase):
                Came?.Invoke(presence);
                break;
            case Standing { Room: null, Text: null, Muted: null } you when you.Role == _role:
                break; // the name or the colour is another, which the rooms tell
            case Removed or Invited or Standing or ServerNamed:
                Told?.Invoke(note);
                break;
        }
    }

    /// <summary>Rooms of two with something unread are joined; where none is remembered, the newest as well.</summary>
    void OpenUnread()
    {
        var directs = client.State.Contacts.Directs;
        var isNew = !client.State.Conversations.Any(room => room.Room.IsDirect);
        for (var i = 0; i < directs.Count; i++)
        {
            if ((directs[i].Read is { } read && directs[i].Head > read) || (isNew && i < MaxRecent && directs[i].Head > 0)) Visit(directs[i].Room);
        }
    }

    /// <summary>Goes into a room without bringing it on the screen.</summary>
    void Visit(RoomName room)
    {
        if (client.State.Find(room) is null) client.Foresee(room);
    }

    void Arrive(RoomName room, string? text, bool opens)
    {
        if (opens) client.State.OpenAhead(room);
        if (text is not null) client.SayIn(room, text);
    }

    /// <summary>Tells the server whom we listen for, when that is another list than before.</summary>
    void Watch()
    {
        if (!client.IsOnline || !Has(Capability.Presence)) return;
        var nicks = new List<Nickname>();
        foreach (var name in _watched)
        {
            if (Nickname.TryParse(name, out var nick, out _)) nicks.Add(nick);
        }
        nicks.AddRange(client.State.Conversations.Select(room => room.With).OfType<Nickname>());
        List<Nickname> list = [.. nicks.DistinctBy(nick => nick.Key).Take(Limits.MaxWatched)];
        var text = string.Join(' ', list);
        if (text == _lastWatch) return;
        if (client.Ask(new WatchRequest { Nicks = list })) _lastWatch = text;
    }
}
