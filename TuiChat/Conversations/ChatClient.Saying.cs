using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>What is said and changed, and what of it waits for the server.</summary>
sealed partial class ChatClient
{
    const string ChangeWaits = "The change is kept, and made when the connection is back.";

    /// <summary>Something was said in the room on the screen by whom sits there, or stands there in answer to what they typed.</summary>
    public event Action? Spoke;

    /// <summary>Answers what was typed, to the user alone, in the room on the screen.</summary>
    public void Answer(string text, bool isError = false)
    {
        Tell(text, isError);
        Spoke?.Invoke();
    }

    /// <summary>Lines that have waited too long to be sent without asking; nothing is sent before one of the two answers below.</summary>
    public IReadOnlyList<NumberedRequest> HoldOldLines() => _outbox.HoldOld();

    /// <summary>They may be sent.</summary>
    public void SendOldLines()
    {
        _outbox.Release();
        Pump();
    }

    /// <summary>They are not to be sent; their text stays in the timeline.</summary>
    public void DropOldLines(IReadOnlyList<NumberedRequest> lines)
    {
        foreach (var line in lines)
        {
            if (line.Cid is not { } cid) continue;
            Settle(cid);
            State.Find(line.Room)?.Refuse(line, "You chose not to send it.");
        }
        SendOldLines();
    }

    /// <summary>Says a text in a room that need not be on the screen; a reason when it is not sent.</summary>
    public string? SayIn(RoomName room, string text) => Rules.SayProblem(text) ?? Put(new SendRequest { Room = room, Text = text, Cid = NewCid() });

    /// <summary>What was typed before the program ended is in line again, in its room. Returns what has to be asked about before it is sent.</summary>
    public IReadOnlyList<NumberedRequest> TakeUp(IReadOnlyList<(NumberedRequest Line, DateTimeOffset At)> lines)
    {
        _isTakingUp = false;
        var isNew = false;
        foreach (var (line, at) in lines)
        {
            if (!_outbox.Add(line, at)) continue;
            isNew = true;
            if (State.Find(line.Room) is null) Foresee(line.Room);
            if (line is SendRequest said) State.Wait(said);
        }
        var old = isNew ? HoldOldLines() : [];
        Pump();
        return old;
    }

    /// <summary>
    /// Says a text in the room on the screen. A reason when it is not sent; nothing has happened then and the text is still the
    /// caller's. So with everything that follows.
    /// </summary>
    public string? Say(string text, string? kind = null) => Say(text, kind, reply: null);

    /// <summary>Says a text in answer to a line of the room on the screen.</summary>
    public string? Reply(long seq, string text) => Rules.LineProblem(seq, Capability.Reply) ?? Say(text, null, seq);

    /// <summary>Puts another text in the place of an own line in the room on the screen.</summary>
    public string? Edit(long seq, string text)
    {
        var problem = Rules.LineProblem(seq, Capability.Edit) ?? Rules.OwnProblem(seq, "change") ?? Rules.TextProblem(text);
        if (problem is not null) return problem;
        return State.Current?.Timeline.Find(seq)?.Text == text ? "That is what the line says." : Post(room => new EditRequest { Room = room, Target = seq, Text = text, Cid = NewCid() });
    }

    /// <summary>Takes an own line in the room on the screen away.</summary>
    public string? Delete(long seq) => Rules.LineProblem(seq, Capability.Edit) ?? Rules.OwnProblem(seq, "delete") ?? Post(room => new DeleteRequest { Room = room, Target = seq, Cid = NewCid() });

    /// <summary>Why an own line that waits can be neither changed nor dropped; null when it can.</summary>
    public string? WaitingProblem(Guid cid) => _outbox.IsUntouched(cid) ? null : "That line is on its way and may have arrived. It can be changed once the server has confirmed it.";

    /// <summary>Puts another text in the place of an own line that waits, at its place in line.</summary>
    public string? EditWaiting(TimelineItem.Waiting line, string text)
    {
        if ((WaitingProblem(line.Cid) ?? Rules.TextProblem(text)) is { } problem) return problem;
        if (_outbox.All.OfType<SendRequest>().FirstOrDefault(waiting => waiting.Cid == line.Cid) is not { } request) return "That line waits no more.";
        var now = request with { Text = text };
        _outbox.Replace(line.Cid, now);
        State.Find(request.Room)?.Timeline.ReplaceWaiting(line.Cid, text);
        Memory?.Keep(now);
        return null;
    }

    /// <summary>Takes an own line out that waits.</summary>
    public string? DropWaiting(TimelineItem.Waiting line)
    {
        if (WaitingProblem(line.Cid) is { } problem) return problem;
        var room = _outbox.All.FirstOrDefault(waiting => waiting.Cid == line.Cid)?.Room;
        Settle(line.Cid);
        if (room is { } place) State.Find(place)?.Timeline.TakeWaiting(line.Cid);
        return null;
    }

    /// <summary>Reacts to a line in the room on the screen; takes the reaction back if it is there.</summary>
    public string? React(long seq, string text)
    {
        if (Rules.LineProblem(seq, Capability.React) is { } problem) return problem;
        if (TextRules.ReactionProblem(text) is { } refusal) return refusal.Text;
        // What is on its way counts as done: two reactions in a row are one that comes and goes.
        var isThere = State.Current?.Timeline.Find(seq)?.Reactions.Any(reaction => reaction.IsOwn && reaction.Text == text) ?? false;
        var last = _outbox.All.OfType<ReactRequest>().LastOrDefault(waiting => waiting.Room == State.Current?.Room && waiting.Target == seq && waiting.Text == text);
        return Post(room => new ReactRequest { Room = room, Target = seq, Text = text, Remove = last is null ? isThere : !last.Remove, Cid = NewCid() });
    }

    string? Say(string text, string? kind, long? reply) =>
        Rules.TextProblem(text) ?? Post(room => new SendRequest { Room = room, Text = text, Kind = kind, Reply = reply, Cid = NewCid() });

    /// <summary>Puts what is said or changed in line; the problem when it cannot be.</summary>
    string? Post(Func<RoomName, NumberedRequest> make)
    {
        if (Rules.PlaceProblem is { } problem) return problem;
        if (State.Current is not { } conversation) return null;
        var request = make(conversation.Room);
        if (Put(request) is { } refusal) return refusal;
        if (request is SendRequest) Spoke?.Invoke();
        else if (!IsOnline && !conversation.Timeline.EndsWith(ChangeWaits)) conversation.Tell(ChangeWaits); // nothing of it is to be seen before
        return null;
    }

    string? Put(NumberedRequest request)
    {
        if (!_outbox.Add(request)) return "Too many lines wait to be sent; try again in a moment.";
        Memory?.Keep(request);
        if (request is SendRequest line) State.Wait(line);
        Pump();
        return null;
    }

    /// <summary>We are in a room no more: what waits for it was shown as not sent, and must not be sent when we come again.</summary>
    void GiveUp(RoomName room)
    {
        _outbox.Wake(room); // the pause may have another length by then
        foreach (var line in _outbox.WaitingFor(room))
        {
            if (line is EditRequest edit) State.Current?.Keep(edit.Text, $"You are not in {room} any more.");
            if (line.Cid is { } cid) Settle(cid);
        }
    }

    Guid NewCid() => Guid.CreateVersion7(_time.GetUtcNow());

    void Settle(Guid cid)
    {
        _outbox.Settle(cid);
        Memory?.Settle(cid);
    }
}
