using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Pipe;

/// <summary>
/// What comes from the server becomes events, what comes from the input becomes requests of the same <see cref="ChatClient"/> that the screen
/// acts on. No input or output of its own; owned by the loop of <see cref="PipeRun"/>.
/// </summary>
/// <param name="options">What was asked for.</param>
/// <param name="client">The client.</param>
/// <param name="tell">Takes what is to be printed.</param>
sealed class PipeDesk(PipeArguments options, ChatClient client, Action<PipeEvent> tell)
{
    /// <summary>64 lines that the server has not confirmed, and as many questions: then no more of the input is read.</summary>
    const int MaxOpen = 64;

    /// <summary>100 events: what a room of two is asked for of what was said in it before we were there; more than can be said in that time.</summary>
    const int DirectPast = 100;

    readonly List<PipeRoom> _rooms = [];
    readonly Dictionary<Guid, (long Line, string? Id)> _posted = [];
    readonly Dictionary<long, string?> _asked = [];
    (long Line, PipeCommand Command)? _held;
    bool _hasInputEnded;
    bool _hasEverJoined;
    RoomName? _lost;

    /// <summary>Something of the input, or a room, was refused.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The command to leave, or null.</summary>
    public QuitRequest? Quit { get; private set; }

    /// <summary>Another line of the input can be taken.</summary>
    public bool CanTake => _held is null && !_hasInputEnded && Quit is null && IsReady && client.UnsentLines < MaxOpen && _asked.Count < MaxOpen;

    /// <summary>No room could be joined at all.</summary>
    public bool IsNowhere => _rooms.Count == 0 && HasFailed && !_hasEverJoined;

    /// <summary>The input has ended, all of it is confirmed, and all that the rooms hold was told.</summary>
    public bool IsDone => (Quit is not null || (_hasInputEnded && !options.Follows))
        && _held is null && IsReady && client.UnsentLines == 0 && _asked.Count == 0 && _rooms.TrueForAll(room => room.IsComplete);

    bool IsReady => client.IsOnline && !client.IsReturning;

    /// <summary>Prepares the rooms, which are joined as soon as the server lets us in.</summary>
    public void Begin()
    {
        tell(new PipeEvent.Started { V = PipeEvent.Version, Software = ProductVersion.Client });
        foreach (var room in options.Rooms) Enter(room);
    }

    /// <summary>Something happened on the session.</summary>
    public void Apply(SessionEvent happened)
    {
        var self = client.State.Self;
        if (happened is SessionEvent.Noted noted) Take(noted.Note); // before the client goes into the room by itself
        client.Apply(happened);
        switch (happened)
        {
            case SessionEvent.Received { Event: PersonChanged or PersonRenamed or AccessChanged } received when Find(received.Event.Room) is not null:
                tell(EventTranslation.Of(received.Event, self, isPast: false));
                break;
            case SessionEvent.Entered entered:
                TellOnline(entered);
                break;
            case SessionEvent.Waiting waiting:
                TellOffline(waiting);
                break;
            case SessionEvent.Answered { Request: JoinRequest join } answered:
                ApplyJoin(join.Room, answered.Answer);
                break;
            case SessionEvent.Answered { Request: NumberedRequest { Cid: { } cid } post } answered:
                Settle(post.Room, cid, answered.Answer);
                break;
            case SessionEvent.Complained complained:
                Fail(null, null, complained.Refusal);
                break;
        }
        RunHeld();
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        if (client.WantsTicks) client.Tick();
        foreach (var room in _rooms) room.Tidy();
        RunHeld();
    }

    /// <summary>A line of the input; only when <see cref="CanTake"/>.</summary>
    public void Take(InputLine line)
    {
        if (line.IsTooLong)
        {
            Fail(line.Number, new PipeProblem(null, RefusalCode.TooLong, $"A line has at most {Limits.MaxLineBytes} bytes. Send the text in parts."));
            return;
        }
        var (command, problem) = CommandReader.Read(line.Bytes, First);
        if (problem is not null) Fail(line.Number, problem);
        else if (command is { Request: NumberedRequest post }) Post(line.Number, command.Id, post);
        else if (command is not null) _held = (line.Number, command);
        RunHeld();
    }

    /// <summary>No line follows.</summary>
    public void EndInput() => _hasInputEnded = true;

    /// <summary>Where plain lines are said: never to one person alone, and what is meant for a room that put us out, nowhere else.</summary>
    RoomName? First => _lost ?? _rooms.Find(room => !room.Conversation.Room.IsDirect)?.Conversation.Room;

    PipeRoom? Find(RoomName name) => _rooms.Find(room => room.Conversation.Room == name);

    /// <summary>A note to us: whoever speaks to us alone is listened to from that line on, and a room that put us out is ours no more.</summary>
    void Take(PersonEvent note)
    {
        if (note is DirectRoom known && Find(known.Room) is not null) return; // we are on our way into it
        if (EventTranslation.Of(note) is { } told) tell(told);
        if (note is DirectRoom direct && options.HearsDirects) Begin(new PipeRoom(client.Listen(direct.Room, Math.Max(DirectPast, options.History))) { First = direct.Head - options.History, Head = direct.Head - 1 });
        if (note is not Removed removed) return;
        if (First == removed.Room) _lost = removed.Room;
        _rooms.RemoveAll(room => room.Conversation.Room == removed.Room);
    }

    void Enter(RoomName name, (long Line, string? Id)? asked = null)
    {
        Begin(new PipeRoom(client.Listen(name, options.History)) { Asked = asked }, isFirst: _lost == name);
        if (_lost == name) _lost = null;
    }

    void Begin(PipeRoom room, bool isFirst = false)
    {
        room.Conversation.Happened += happened => Hear(room, happened);
        _rooms.Insert(isFirst ? 0 : _rooms.Count, room);
    }

    void Hear(PipeRoom room, RoomEvent happened)
    {
        var isPast = false;
        if (happened is NumberedEvent { Seq: var seq })
        {
            if (seq < room.First) return;
            isPast = seq <= room.Head;
            if (room.Told is { } last && seq > last + 1) tell(new PipeEvent.Gap { Room = happened.Room.Value, After = last, Before = seq });
            room.Told = seq;
        }
        tell(EventTranslation.Of(happened, client.State.Self, isPast));
    }

    void TellOnline(SessionEvent.Entered entered) => tell(new PipeEvent.Online
    {
        Nick = entered.Welcome.Nick.Value,
        Name = entered.Welcome.Name,
        Server = entered.Welcome.Server,
        Address = (entered.Address ?? options.Target.Address).ToEndPoint(),
        Key = entered.Trust.Key?.ToString(),
        Trust = entered.Trust.Basis switch
        {
            TrustBasis.Plain => "plain",
            TrustBasis.FirstUse => "first-use",
            TrustBasis.Remembered => "remembered",
            TrustBasis.Vouched => "vouched",
            TrustBasis.Hosted or TrustBasis.Chosen => "chosen",
            _ => throw new InvalidOperationException($"{entered.Trust.Basis} is no reason to trust that is known here."),
        },
    });

    void TellOffline(SessionEvent.Waiting waiting)
    {
        foreach (var (line, id) in _asked) Fail(line, new PipeProblem(id, PipeCodes.Lost, "The connection broke before the answer. Ask again."));
        _asked.Clear();
        var wait = Math.Max(0, (long)(waiting.Until - client.Time.GetUtcNow()).TotalMilliseconds);
        tell(new PipeEvent.Offline { Code = waiting.End.Code, Text = waiting.End.Text, Wait = wait });
    }

    void ApplyJoin(RoomName name, Answer answer)
    {
        if (Find(name) is not { } entered) return;
        switch (answer)
        {
            case RoomState state:
                entered.Head ??= state.Head;
                _hasEverJoined = true;
                tell(new PipeEvent.EnteredRoom { Name = state.Room.Value, Topic = state.Topic, Head = state.Head, People = state.People });
                break;
            case Refused { Code: RefusalCode.Flood or RefusalCode.Busy }:
                return; // it is asked again
            case Refused refused:
                if (entered.Head is null) _rooms.Remove(entered); // else we were in it before, and may be again
                Fail(entered.Asked?.Line, entered.Asked?.Id, refused, name.Value);
                return;
        }
        if (answer.More) return;
        if (entered.Asked is { Id: { } id, Line: var line }) tell(new PipeEvent.Ok { Line = line, Re = id, Room = name.Value });
        entered.Asked = null;
    }

    void Post(long line, string? id, NumberedRequest request)
    {
        if (client.Post(request, out var cid) is { } problem) Fail(line, new PipeProblem(id, RefusalCode.NotMember, problem));
        else _posted[cid] = (line, id);
    }

    void Settle(RoomName name, Guid cid, Answer answer)
    {
        if (answer is Refused { Code: RefusalCode.Flood or RefusalCode.Busy } || !_posted.Remove(cid, out var asked)) return;
        if (answer is Refused refused) Fail(asked.Line, asked.Id, refused);
        if (answer is not Done done) return;
        if (done.Seq is { } seq && Find(name) is { } room) room.Confirmed = Math.Max(room.Confirmed, seq);
        TellDone(asked.Line, asked.Id, done);
    }

    /// <summary>What is no line of a room is done when all lines before it are confirmed.</summary>
    void RunHeld()
    {
        if (_held is not { } held || client.UnsentLines > 0 || !IsReady) return;
        var (line, (id, request)) = held;
        switch (request)
        {
            case JoinRequest join when Find(join.Room) is { } there:
                if (id is not null) tell(new PipeEvent.Ok { Line = line, Re = id, Room = there.Conversation.Room.Value });
                break;
            case JoinRequest join:
                Enter(join.Room, (line, id));
                break;
            case QuitRequest quit:
                Quit = quit;
                break;
            default:
                if (!client.Ask(request, new AnswerParts(answer => Answer(line, id, request, answer)).Add)) return; // too many wait: with the next turn
                _asked[line] = id;
                break;
        }
        _held = null;
    }

    void Answer(long line, string? id, Request request, Answer answer)
    {
        _asked.Remove(line);
        switch (answer)
        {
            case Refused refused:
                Fail(line, id, refused);
                break;
            case Protocol.PeopleList people:
                tell(new PipeEvent.PeopleList { Line = line, Re = id, Room = people.Room.Value, People = [.. people.People.Select(person => new PipeEvent.Person(person.Nick.Value))] });
                break;
            case Protocol.RoomList list:
                tell(new PipeEvent.RoomList { Line = line, Re = id, Rooms = [.. list.Rooms.Select(row => new PipeEvent.RoomRow(row.Room.Value, row.Topic, row.People))] });
                break;
            case Done done:
                if (request is LeaveRequest leave) _rooms.RemoveAll(room => room.Conversation.Room == leave.Room);
                TellDone(line, id, done);
                break;
        }
    }

    void TellDone(long line, string? id, Done done)
    {
        if (id is not null) tell(new PipeEvent.Ok { Line = line, Re = id, Room = done.Room?.Value, Seq = done.Seq, At = done.At });
    }

    void Fail(long? line, string? id, Refused refused, string? room = null)
    {
        HasFailed = true;
        tell(new PipeEvent.Error { Line = line, Re = id, Room = room, Code = refused.Code, Text = refused.Text, Wait = refused.Wait });
    }

    void Fail(long line, PipeProblem problem)
    {
        HasFailed = true;
        tell(new PipeEvent.Error { Line = line, Re = problem.Id, Code = problem.Code, Text = problem.Text });
    }
}
