using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>
/// Gets a client into rooms, and back into them: what is remembered of a room is shown first, then it is joined from there, a few
/// rooms at a time. Lives on the loop.
/// </summary>
sealed class RoomJoiner(ChatClient client)
{
    readonly Arrivals _arrivals = new(client.Time);
    readonly List<(RoomName Room, Action Ask)> _behind = [];

    /// <summary>The passphrases of rooms, as they were typed on this server; kept nowhere else.</summary>
    public Dictionary<RoomName, Secret> Passphrases { get; } = [];

    /// <summary>We are in all rooms that we want to be in.</summary>
    public bool IsDone => _arrivals.IsEmpty;

    /// <summary>The server wants to be asked later: <see cref="GoOn"/> does that when it is time.</summary>
    public bool IsPaused => _arrivals.IsPaused;

    /// <summary>The rooms of this stay with what is held of them, those on the screen first: for the hello of the next connection.</summary>
    public IReadOnlyList<JoinRequest> RoomsToReturnTo => [.. client.State.Conversations.OrderByDescending(room => room.IsOpen).Select(room => Request(room.Room))];

    /// <summary>Joins, once what is remembered of the room is at hand; until then nothing is sent. False when nobody can be asked.</summary>
    public bool Join(RoomName room)
    {
        if (!client.IsOnline) return false;
        Prepare(room);
        return true;
    }

    /// <summary>Shows what is remembered of a room, also before the server can be asked; it is joined as soon as that can be.</summary>
    public void Foresee(RoomName room)
    {
        client.State.Prepare(room);
        Prepare(room);
    }

    /// <summary>What is remembered of a room that is being entered: shown at once, and only what is newer is fetched.</summary>
    public void Recall(RoomName room, Recollection past)
    {
        if (client.State.Find(room) is not { IsJoined: false } conversation || !_arrivals.IsExpected(room)) return;
        conversation.Recall(past, client.State.Self);
        _arrivals.Queue(room);
        GoOn();
    }

    /// <summary>Whether a request is about a room for which the server is still to be asked: then it is asked right behind that, as it was meant.</summary>
    public bool Holds(Request request, Action ask)
    {
        if (RoomOf(request) is not { } room || !_arrivals.IsToBeAsked(room)) return false;
        _behind.Add((room, ask));
        return true;
    }

    /// <summary>On a new connection: into all rooms again that the hello has not asked for.</summary>
    /// <param name="asked">Those that it has asked for.</param>
    public void Return(IReadOnlyList<JoinRequest> asked)
    {
        foreach (var join in asked) _arrivals.Asked(join.Room);
        foreach (var room in client.State.Conversations)
        {
            if (!_arrivals.IsExpected(room.Room)) _arrivals.Queue(room.Room);
        }
        GoOn();
    }

    /// <summary>Asks to be let into the rooms whose turn it is.</summary>
    public void GoOn()
    {
        while (client.IsOnline && _arrivals.Next() is { } room)
        {
            if (!client.Ask(Request(room))) _arrivals.Remove(room);
            AskBehind(room);
        }
    }

    void AskBehind(RoomName room)
    {
        var asks = _behind.Where(held => held.Room == room).ToList();
        _behind.RemoveAll(held => held.Room == room);
        foreach (var (_, ask) in asks) ask();
    }

    /// <summary>The room that a person changes, looks at or leaves by a request; null for all that cannot come too early.</summary>
    static RoomName? RoomOf(Request request) => request switch
    {
        LeaveRequest leave => leave.Room,
        SetTopicRequest topic => topic.Room,
        PeopleRequest people => people.Room,
        RoomSetRequest set => set.Room,
        InviteRequest invite => invite.Room,
        ModerationRequest order => order.Room,
        _ => null,
    };

    /// <summary>The server has let us in, or not.</summary>
    public void Answered(RoomName room)
    {
        _arrivals.Remove(room);
        GoOn();
    }

    /// <inheritdoc cref="Arrivals.PutOff"/>
    public bool PutOff(RoomName room, TimeSpan wait) => _arrivals.PutOff(room, wait);

    /// <inheritdoc cref="Arrivals.Clear"/>
    public void Interrupt()
    {
        _behind.Clear();
        _arrivals.Clear();
    }

    /// <inheritdoc cref="Arrivals.Reset"/>
    public void Reset()
    {
        Passphrases.Clear();
        _behind.Clear();
        _arrivals.Reset();
    }

    void Prepare(RoomName room)
    {
        if (client.Memory is { } memory)
        {
            _arrivals.Expect(room);
            memory.Recall(room);
            return;
        }
        _arrivals.Queue(room);
        GoOn();
    }

    JoinRequest Request(RoomName room)
    {
        var conversation = client.State.Find(room);
        return new JoinRequest { Room = room, Since = conversation?.Last, Lines = conversation is { Last: null, PastLines: not null } ? 0 : null, Secret = Passphrases.GetValueOrDefault(room)?.Reveal() };
    }
}
