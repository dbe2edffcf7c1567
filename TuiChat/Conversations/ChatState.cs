using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>
/// Everything the screen shows of one server: a fold over the events of its session. It does no input or output; what has to
/// be asked of the server as a consequence is returned. Owned by the loop.
/// </summary>
sealed class ChatState(TimeProvider time, Ears? ears = null, Whereabouts? remembered = null)
{
    /// <summary>10,000 rooms: more are not listed.</summary>
    const int MaxRooms = 10_000;

    readonly List<Conversation> _conversations = [];
    readonly List<RoomSummary> _roomParts = [];
    string? _roomPartsOf;

    /// <summary>What is listened for.</summary>
    public Ears Ears { get; } = ears ?? new Ears();

    /// <summary>How it stands with the server.</summary>
    public ConnectionState Connection { get; private set; } = new ConnectionState.Idle();

    /// <summary>What the server said on letting us in, or null before.</summary>
    public Welcome? Welcome { get; private set; }

    /// <summary>Where we are, or expect to be before the welcome; null when nobody knows.</summary>
    public Whereabouts? Place { get; private set; } = remembered;

    /// <summary>Our own name; <c>default</c> when there is none yet.</summary>
    public Nickname Self => Place?.Self ?? default;

    /// <summary>How we stand here.</summary>
    public OwnStanding Standing { get; private set; } = OwnStanding.None;

    /// <summary>Whom we listen for here.</summary>
    public Contacts Contacts { get; } = new();

    /// <summary>The rooms we are in, in the order of joining.</summary>
    public IReadOnlyList<Conversation> Conversations => _conversations;

    /// <summary>The room on the screen, or null.</summary>
    public Conversation? Current { get; private set; }

    /// <summary>The room that is on the screen beside it, or null; what comes into it is read at once too.</summary>
    public Conversation? Beside { get; private set; }

    /// <summary>The room before it, for <c>/cd -</c>.</summary>
    public RoomName? Previous { get; private set; }

    /// <summary>The rooms of the server as last told, or null before the first time.</summary>
    public IReadOnlyList<RoomSummary>? Rooms { get; private set; }

    /// <summary>The room of this name that we are in, or null.</summary>
    public Conversation? Find(RoomName room)
    {
        // Asked for every event that comes in: without a closure.
        foreach (var conversation in _conversations)
        {
            if (conversation.Room == room) return conversation;
        }
        return null;
    }

    /// <summary>Brings a room that we are in on the screen.</summary>
    public void Open(Conversation conversation)
    {
        if (Current == conversation) return;
        Previous = Current?.Room ?? Previous;
        if (conversation == Beside)
        {
            (Current, Beside) = (Beside, Current); // both stay on the screen
            return;
        }
        Current?.Close();
        Current = conversation;
        conversation.Open();
    }

    /// <summary>Brings a room on the screen beside the current one, in place of the one that is there; null takes that away.</summary>
    public void OpenBeside(Conversation? conversation)
    {
        if (conversation == Beside || (conversation is not null && conversation == Current)) return;
        Beside?.Close();
        Beside = conversation;
        conversation?.Open();
    }

    /// <summary>Brings a room on the screen that is being joined: what is typed from now on is meant for it.</summary>
    public void OpenAhead(RoomName room) => Open(Find(room) ?? AddConversation(room));

    /// <summary>A room that is being joined without coming on the screen.</summary>
    /// <param name="room">Which room.</param>
    /// <param name="past">How many stored events to begin with; null for what a join brings along.</param>
    public Conversation Prepare(RoomName room, int? past = null) => Find(room) ?? AddConversation(room, past);

    /// <summary>We are away, idle, or here again.</summary>
    public void SetOwnState(string? state) => Standing = Standing with { State = state };

    /// <summary>Shows an own line as waiting in its room.</summary>
    public void Wait(SendRequest request)
    {
        if (request.Cid is { } cid) Find(request.Room)?.Wait(Self, request, cid);
    }

    /// <summary>Takes in what happened; returns what is to be asked of the server now, or null.</summary>
    public Request? Apply(SessionEvent happened)
    {
        switch (happened)
        {
            case SessionEvent.Connecting connecting:
                Connection = new ConnectionState.Connecting(connecting.Address);
                return null;
            case SessionEvent.Entered entered:
                Welcome = entered.Welcome;
                Place = new Whereabouts(Welcome.Server, Welcome.Name, Welcome.Nick);
                Standing = OwnStanding.Of(entered.Welcome);
                Connection = new ConnectionState.Online();
                return null;
            case SessionEvent.Received received:
                var before = Self;
                if (received.Event is PersonRenamed renamed) Rename(renamed);
                if (received.Event is PersonChanged changed && changed.Nick == Self) TakeOwn(changed);
                return Find(received.Event.Room)?.Add(received.Event, before);
            case SessionEvent.Noted noted:
                Take(noted.Note);
                return null;
            case SessionEvent.Answered answered:
                return ApplyAnswer(answered.Request, answered.Answer);
            case SessionEvent.Complained complained:
                Current?.Tell(complained.Refusal.Text, isError: true);
                return null;
            case SessionEvent.Waiting waiting:
                Connection = new ConnectionState.Waiting(waiting.End, waiting.Until);
                return null;
            case SessionEvent.Ended ended:
                Connection = new ConnectionState.Offline(ended.End);
                return null;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} is no event of a session that is known here.");
        }
    }

    /// <summary>Everywhere at once, though each room is told of it.</summary>
    void Rename(PersonRenamed renamed)
    {
        if (renamed.Nick == Self) SetSelf(renamed.To);
        Contacts.Rename(renamed.Nick, renamed.To);
        foreach (var room in _conversations.Where(room => room.With?.Key == renamed.Nick.Key)) room.Rename(renamed); // also when the other one has not come into it
    }

    /// <summary>Away is a person, on all devices; idle is known here better than elsewhere.</summary>
    void TakeOwn(PersonChanged changed)
    {
        if (changed.State == PersonState.Away || Standing.State == PersonState.Away) SetOwnState(changed.State);
    }

    void SetSelf(Nickname now)
    {
        if (Welcome is { } welcome && welcome.Nick != now) Welcome = welcome with { Nick = now };
        if (Place is { } place && place.Self != now) Place = place with { Self = now };
    }

    void Take(PersonEvent note)
    {
        switch (note)
        {
            case Standing { Room: null } you:
                SetSelf(you.Nick);
                Standing = Standing with { HasAccount = you.Account, Role = you.Role, Color = you.Color };
                break;
            case ServerNamed server when TextRules.Problem(server.Name, Limits.MaxShortTextBytes, isMultiline: false) is null:
                if (Welcome is { } here) Welcome = here with { Name = server.Name };
                if (Place is { } place) Place = place with { Name = server.Name };
                break;
            case ReadMark mark:
                Find(mark.Room)?.ReadElsewhere(mark.Read);
                break;
            case AuthorGone gone:
                foreach (var room in _conversations) room.Timeline.Rename(gone.Nicks.Select(nick => nick.Key).ToHashSet(StringComparer.Ordinal), gone.To);
                break;
            case Removed removed when Find(removed.Room) is not null:
                Remove(removed.Room);
                break;
        }
    }

    HistoryRequest? ApplyAnswer(Request request, Answer answer)
    {
        switch (request, answer)
        {
            case (JoinRequest join, RoomState room):
                // The first time, or because we are back: what is on the screen stays there.
                var conversation = Find(join.Room) ?? AddConversation(join.Room);
                if (Current is null && !join.Room.IsDirect) Open(conversation); // what somebody wrote alone is not read before it is looked at
                conversation.Enter(room);
                break;
            case (JoinRequest join, Refused { Code: RefusalCode.PassphraseNeeded or RefusalCode.WrongPassphrase }):
                if (Find(join.Room) is { IsJoined: false }) Remove(join.Room); // who is at the screen is asked for it
                break;
            case (JoinRequest { Room.IsDirect: true } join, Refused { Code: RefusalCode.NotMember }) when Find(join.Room) is { } over:
                Remove(join.Room);
                Contacts.Remove(join.Room);
                Current?.Tell($"{over.Title}: that conversation lasted as long as the stay of a guest, and is over.{(over.With is { } with ? $" /query {with} begins another one." : "")}");
                break;
            case (JoinRequest join, Refused refused):
                if (Find(join.Room) is { IsJoined: false }) Remove(join.Room);
                Current?.Tell($"{join.Room}: {refused.Text}", isError: true);
                break;
            case (JoinRequest join, PeopleList people):
                Find(join.Room)?.AddPeople(people);
                break;
            case (JoinRequest join, Page page):
                return Find(join.Room)?.AddPast(page, Self, isMissed: join.Since is not null);
            case (HistoryRequest { After: null, Before: { } before } earlier, Page page):
                Find(earlier.Room)?.AddEarlierPart(before, page, Self);
                break;
            case (SendRequest { Cid: { } sent } line, Done { Seq: { } seq }):
                Find(line.Room)?.Confirm(sent, seq);
                break;
            case (HistoryRequest history, Page page):
                return Find(history.Room)?.AddMissing(page, Self);
            case (LeaveRequest leave, Done):
                Remove(leave.Room);
                break;
            case (DirectsRequest, DirectList list):
                // What an account has never read is all new to it; of a guest nobody knows.
                foreach (var direct in list.Directs) Contacts.Put(Standing.HasAccount && direct.Read is null ? direct with { Read = 0 } : direct);
                break;
            case (RegisterRequest, AccountCreated account):
                SetSelf(account.Nick);
                Standing = Standing with { HasAccount = true };
                break;
            case (RenameRequest rename, Done):
                SetSelf(rename.Nick);
                break;
            case (LookRequest look, Done):
                Standing = Standing with { Color = look.Color.Length == 0 ? null : look.Color };
                break;
            case (AwayRequest away, Done):
                SetOwnState(away.Idle ? PersonState.Idle : PersonState.Away);
                break;
            case (BackRequest, Done):
                SetOwnState(null);
                break;
            case (TypingRequest or WatchRequest or ReadRequest or DirectsRequest or MarkersRequest, Refused):
                break; // asked by the program, not by a person
            case (RoomsRequest, RoomList list):
                AddRooms(request.Id, list);
                break;
            case (NumberedRequest post, Refused refused) when Find(post.Room) is { } room:
                room.Refuse(post, refused.Text);
                if (room != Current && room != Beside) Current?.Tell($"Not sent to {room.Title}: {refused.Text}", isError: true); // it stands there, where nobody looks
                break;
            case (_, Refused refused):
                Current?.Tell(refused.Text, isError: true);
                break;
        }
        return null;
    }

    Conversation AddConversation(RoomName room, int? past = null)
    {
        var conversation = new Conversation(room, time, Ears) { PastLines = past };
        if (Contacts.Direct(room) is { } direct) conversation.Meet(direct.With, direct.Read);
        var place = _conversations.FindIndex(known => known.Room.IsDirect); // rooms of two stand behind all others
        if (room.IsDirect || place < 0) _conversations.Add(conversation);
        else _conversations.Insert(place, conversation);
        return conversation;
    }

    /// <summary>Leaves a room; the one before it, or the first, comes on the screen.</summary>
    void Remove(RoomName room)
    {
        if (Find(room) is not { } conversation) return;
        _conversations.Remove(conversation);
        if (Beside == conversation) Beside = null;
        if (Current == conversation)
        {
            Current = null;
            var next = (Previous is { } previous ? Find(previous) : null) ?? _conversations.FirstOrDefault();
            if (next is not null) Open(next);
            foreach (var line in conversation.Timeline.Waiting) Current?.Keep(line.Text, $"You are not in {conversation.Title} any more.");
        }
        if (Previous == room || Previous == Current?.Room) Previous = null;
    }

    void AddRooms(string? request, RoomList list)
    {
        if (_roomPartsOf != request) _roomParts.Clear();
        _roomPartsOf = request;
        _roomParts.AddRange(list.Rooms.Take(MaxRooms - _roomParts.Count));
        if (list.More) return;
        Rooms = [.. _roomParts];
        _roomParts.Clear();
    }
}
