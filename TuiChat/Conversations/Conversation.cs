using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>One room that we are a member of: its people, its topic, its timeline, what is unread. Owned by the loop.</summary>
sealed class Conversation(RoomName room, TimeProvider time, Ears? ears = null)
{
    /// <summary>1,000 events: what is fetched without asking when one comes back to a room that is remembered.</summary>
    const int MaxCatchUp = 1_000;

    readonly Sequence _sequence = new();
    readonly PastLoader _past = new();
    long? _askedFrom;
    long _head;
    bool _isRecalled;
    bool _isCatchingUp;
    bool _isAllUnread;
    (long? Entry, long Seq)? _gap;

    /// <summary>Which room.</summary>
    public RoomName Room { get; } = room;

    /// <summary>How many stored events to begin with, fetched from the oldest on; null for what a join brings along.</summary>
    public int? PastLines { get; init; }

    /// <summary>What happened in the room, in its order, each once and as the server told it.</summary>
    public event Action<RoomEvent>? Happened;

    /// <summary>The server has let us in; before that we only asked.</summary>
    public bool IsJoined { get; private set; }

    /// <summary>Nothing is missing that the server is known to have.</summary>
    public bool IsCaughtUp => IsJoined && _sequence.Last >= _head && _sequence.Hole is null;

    /// <summary>The topic, empty when there is none.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>Who is here, in the order of their names; not to be changed.</summary>
    public IList<Nickname> People => Roster.Names;

    /// <summary>Who is here, with all that is known of them.</summary>
    public Roster Roster { get; } = new(time);

    /// <summary>The other one, in a room of two; null in all others, and as long as it is not known.</summary>
    public Nickname? With { get; private set; }

    /// <summary>What it is called: the room's name, or <c>@</c> and the name of the other one.</summary>
    public string Title { get; private set; } = room.IsDirect ? "@…" : room.Value;

    /// <summary>One of <see cref="RoomAccess"/>; null when it is open.</summary>
    public string? Access { get; private set; }

    /// <summary>Entering takes a passphrase.</summary>
    public bool HasPassphrase { get; private set; }

    /// <summary>The time between two lines of one person; zero for none.</summary>
    public TimeSpan Slow { get; private set; }

    /// <summary>What was said and happened.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>Lines said since the room was last looked at.</summary>
    public int Unread { get; private set; }

    /// <summary>Those among them that name us.</summary>
    public int Mentions { get; private set; }

    /// <summary>The strongest thing that happened since the room was last looked at.</summary>
    public Activity Activity { get; private set; }

    /// <summary>Lines that were said while we were not here, also those that came at once on the screen; until the room goes off it.</summary>
    public int Missed { get; private set; }

    /// <summary>Those among them that name us.</summary>
    public int MissedMentions { get; private set; }

    /// <summary>What is remembered is being shown.</summary>
    public bool IsRecalling { get; private set; }

    /// <summary>The number up to which the room had been read before it was recalled; 0 when that is not known.</summary>
    public long ReadUpTo { get; private set; }

    /// <summary>The number with which begins what is unread, as long as that lies before what is loaded; otherwise null.</summary>
    public long? UnreadFrom { get; private set; }

    /// <summary>Older lines have come before those that were there.</summary>
    public event Action? WentBack;

    /// <summary>What was said while we were not here is still coming.</summary>
    public bool IsFilling { get; private set; }

    /// <summary>Whether this is the room on the screen; what comes into it is read at once.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The room comes on the screen: nothing is unread any more; the "new" line stays until it is left.</summary>
    public void Open()
    {
        IsOpen = true;
        Unread = 0;
        Mentions = 0;
        Activity = Activity.None;
    }

    /// <summary>The room goes off the screen.</summary>
    public void Close()
    {
        IsOpen = false;
        MarkRead();
        ForgetMissed();
    }

    /// <summary>A room of two is known before the server lets us in.</summary>
    /// <param name="with">The other one.</param>
    /// <param name="read">The last number that was read, or null when that is not known.</param>
    public void Meet(Nickname with, long? read)
    {
        (With, Title) = (with, $"@{with}");
        if (read is not { } seq) return;
        ReadUpTo = Math.Max(ReadUpTo, seq);
        _isAllUnread = ReadUpTo == 0;
    }

    /// <summary>Another device has read up to here.</summary>
    public void ReadElsewhere(long seq)
    {
        if (seq <= ReadUpTo) return;
        ReadUpTo = seq;
        if (IsOpen || seq < (Last ?? 0)) return;
        (Unread, Mentions, Activity) = (0, 0, Activity.None);
        MarkRead();
    }

    void MarkRead()
    {
        Timeline.MarkRead();
        UnreadFrom = null;
    }

    /// <summary>What was missed so far has been told.</summary>
    public void ForgetMissed() => (Missed, MissedMentions) = (0, 0);

    /// <summary>Shows what is remembered of the room, before the server says anything.</summary>
    public void Recall(Recollection past, Nickname self)
    {
        if (past.With is { } with && With is null) Meet(with, read: null);
        if (_sequence.Last is not null) return;
        ReadUpTo = Math.Max(ReadUpTo, past.ReadUpTo);
        _isRecalled = past.Events.Count > 0;
        IsRecalling = true;
        _isCatchingUp = ReadUpTo > 0;
        foreach (var happened in past.Events) Take(happened, self, isNew: IsUnread(happened));
        IsRecalling = false;
    }

    /// <summary>The number before which older events are to be loaded now; null at the beginning, and while that is under way.</summary>
    public long? AskEarlier() => Timeline.HasDropped ? null : _past.Ask();

    /// <summary>The number of the oldest event shown; null before there is one.</summary>
    public long? First => _past.First;

    /// <summary>Nothing came; it may be asked again.</summary>
    public void StopEarlier() => _past.Stop();

    /// <summary>Takes over older events. False when they do not reach up to what is shown.</summary>
    /// <param name="before">What was asked for.</param>
    /// <param name="events">Ascending.</param>
    /// <param name="self">Who we are.</param>
    /// <param name="isAll">Nobody has more: what is missing between is a gap.</param>
    /// <param name="isOffline">Nobody who has more can be asked now: what is missing is a gap until we are back.</param>
    public bool AddEarlier(long before, IReadOnlyList<NumberedEvent> events, Nickname self, bool isAll, bool isOffline = false)
    {
        if (_past.Take(before, events, isAll || isOffline) is not { } taken) return false;
        if (isOffline && taken.Missing > 0) _gap ??= (Timeline.Count > 0 ? Timeline[0].Id : null, before);
        var items = new List<TimelineItem>();
        int? unread = null;
        foreach (var happened in taken.Events)
        {
            if (Read(happened, self) is not { } item) continue;
            if (happened.Seq >= UnreadFrom) unread ??= items.Count;
            items.Add(item);
        }
        if (taken.Missing > 0) items.Add(new TimelineItem.Gap(Timeline.Count > 0 ? Timeline[0].Item.At : time.GetUtcNow(), taken.Missing));
        Timeline.AddBefore(items);
        if (unread is { } index) Timeline.MoveUnread(index);
        if (_past.First <= UnreadFrom) UnreadFrom = null;
        WentBack?.Invoke();
        return true;
    }

    /// <summary>A part of the older events that the server was asked for.</summary>
    public void AddEarlierPart(long before, Page page, Nickname self)
    {
        if (_past.Collect(page) is { } all) AddEarlier(before, all, self, isAll: true);
    }

    /// <summary>The server has a line of ours; when its echo came before, it waits no more.</summary>
    public void Confirm(Guid cid, long seq)
    {
        if (_sequence.Last >= seq) Timeline.TakeWaiting(cid);
    }

    /// <summary>The number of the last event shown, or null before the first.</summary>
    public long? Last => _sequence.Last;

    /// <summary>
    /// Takes over the state that a join was answered with, the first or one on a new connection. What was said until then comes
    /// with <see cref="AddPast"/>.
    /// </summary>
    public void Enter(RoomState state)
    {
        IsJoined = true;
        Topic = state.Topic;
        if (state.With is { } with) (With, Title) = (with, $"@{with}");
        SetAccess(state.Access, state.Passphrase, state.Slow);
        Roster.Clear();
        _head = Math.Clamp(state.Head, 0, long.MaxValue - 1);
        if (_head == 0) _sequence.StartAt(1);
        _sequence.GoBackTo(_head);
        SkipLongAbsence();
        ForgetGap();
        _askedFrom = null;
        IsFilling = true;
        _isCatchingUp |= _sequence.Last is not null;
    }

    /// <summary>What stands before a gap that nobody could fill goes; reading back, it comes again, and what was missing with it.</summary>
    void ForgetGap()
    {
        if (_gap is not (var entry, var seq)) return;
        _gap = null;
        if (entry is not { } id || Timeline.IndexOf(id) < 0) return;
        Timeline.RemoveBefore(id);
        _past.JumpTo(seq);
    }

    /// <summary>After a long absence the newest lines are shown first; those between are loaded when one reads back to them.</summary>
    void SkipLongAbsence()
    {
        var first = _head + 1 - Limits.DefaultJoinLines;
        if (!_isRecalled || _sequence.Last is not { } last || _head - last <= MaxCatchUp || !_sequence.JumpTo(first)) return;
        Timeline.Clear();
        _past.JumpTo(first);
        if (ReadUpTo <= 0) return;
        UnreadFrom = ReadUpTo + 1;
        Missed = (int)Math.Min(first - 1 - ReadUpTo, int.MaxValue);
        if (!IsOpen) Unread = Missed;
    }

    /// <summary>Adds people that were here before us.</summary>
    public void AddPeople(PeopleList list)
    {
        foreach (var person in list.People) Roster.Put(person);
        if (With is { } with && !Roster.Has(with)) Roster.Put(new Person { Nick = with }); // it is theirs too, wherever they are
    }

    /// <summary>Takes over events that a join brought along. Returns a request when some did not come.</summary>
    /// <param name="page">The events.</param>
    /// <param name="self">Who we are.</param>
    /// <param name="isMissed">They lie behind what was shown; else they are old and not unread.</param>
    public HistoryRequest? AddPast(Page page, Nickname self, bool isMissed)
    {
        foreach (var happened in page.Events) Take(happened, self, isNew: isMissed || IsUnread(happened));
        if (page.More) return null;
        _sequence.StartAt(Math.Max(1, _head + 1 - (PastLines ?? Limits.DefaultJoinLines)));
        return AskForHole();
    }

    /// <summary>Takes over what fills a hole. Returns the next request when more is missing.</summary>
    public HistoryRequest? AddMissing(Page page, Nickname self)
    {
        foreach (var happened in page.Events) Take(happened, self, isNew: true);
        if (page.More) return null;
        var hasMoved = _sequence.Last > _askedFrom;
        _askedFrom = null;
        if (!hasMoved) SkipHole(self);
        return AskForHole();
    }

    /// <summary>The request for what is missing was refused: it may be asked again. Returns the request.</summary>
    public HistoryRequest? AskAgain()
    {
        _askedFrom = null;
        return AskForHole();
    }

    /// <summary>The server has not got what is missing: that is said, and what was held goes on.</summary>
    void SkipHole(Nickname self)
    {
        _head = Math.Min(_head, _sequence.Last ?? 0);
        if (_sequence.Hole is not { } hole) return;
        Tell($"{hole.Before - hole.After - 1} earlier lines could not be loaded.", isError: true);
        foreach (var ready in _sequence.SkipHole()) Show(ready, self, isNew: true);
    }

    /// <summary>Takes over a live event. Returns a history request when events are missing before it.</summary>
    public HistoryRequest? Add(RoomEvent happened, Nickname self)
    {
        switch (happened)
        {
            case NumberedEvent numbered:
                Take(numbered, self, isNew: true);
                break;
            case MemberJoined joined:
                if (!Roster.Put(joined.ToPerson()) || joined.Nick == self) break;
                Happened?.Invoke(joined);
                if (With is null) Note(new TimelineItem.Presence(Time(joined.At), joined.Nick, IsJoin: true, Why: null), Activity.Low);
                break;
            case MemberLeft left:
                if (!Roster.Remove(left.Nick)) break;
                Happened?.Invoke(left);
                if (With is null) Note(new TimelineItem.Presence(Time(left.At), left.Nick, IsJoin: false, left.Why), Activity.Low);
                break;
            case PersonChanged changed:
                if (Roster.Has(changed.Nick)) Roster.Put(changed.ToPerson());
                break;
            case PersonRenamed renamed:
                Rename(renamed);
                break;
            case WritingEvent writing when writing.Nick != self:
                Roster.Write(writing.Nick);
                break;
            case AccessChanged access:
                SetAccess(access.Access, access.Passphrase, access.Slow);
                Note(new TimelineItem.Local(Time(access.At), $"{access.By?.Value ?? "The operator"} says who may enter: {AccessText}", IsError: false), Activity.None);
                break;
        }
        return AskForHole();
    }

    /// <summary>Shows an own line as waiting.</summary>
    public void Wait(Nickname self, SendRequest request, Guid cid) =>
        Timeline.Wait(new TimelineItem.Waiting(time.GetUtcNow(), self, request.Text, request.Kind == MessageKind.Action, cid)
        {
            ReplyTo = request.Reply is { } reply ? new Quote(reply, Timeline.Find(reply)?.From, Timeline.Find(reply) is { } line ? LineFold.Excerpt(line) : null) : null,
        });

    /// <summary>What we asked for was refused: a line stays with the reason, of the rest the reason is told.</summary>
    public void Refuse(NumberedRequest request, string why)
    {
        if (request.Cid is { } cid && Timeline.TakeWaiting(cid) is { } line) Keep(line.Text, why);
        else if (request is EditRequest edit) Keep(edit.Text, why);
        else Tell(why, isError: true);
    }

    /// <summary>Shows a line that was not sent, so that its text is not lost.</summary>
    public void Keep(string text, string why) => Timeline.Add(new TimelineItem.NotSent(time.GetUtcNow(), text, why));

    /// <summary>Says something to the user alone.</summary>
    public void Tell(string text, bool isError = false) => Timeline.Add(new TimelineItem.Local(time.GetUtcNow(), text, isError));

    /// <summary>Who may enter and how fast one may speak, in words.</summary>
    public string AccessText => (Access switch { RoomAccess.Invite => "who was invited", RoomAccess.Locked => "nobody new", _ => "everybody" })
        + (HasPassphrase ? ", with the passphrase" : "") + (Slow > TimeSpan.Zero ? $"; one line in {Slow.TotalSeconds:0.#} s each" : "") + ".";

    void SetAccess(string? access, bool hasPassphrase, int? slow) =>
        (Access, HasPassphrase, Slow) = (access, hasPassphrase, TimeSpan.FromMilliseconds(Math.Max(0, slow ?? 0)));

    /// <summary>Somebody has another name.</summary>
    public void Rename(PersonRenamed renamed)
    {
        if (With is { } with && with.Key == renamed.Nick.Key) (With, Title) = (renamed.To, $"@{renamed.To}");
        if (Roster.Rename(renamed.Nick, renamed.To)) Note(new TimelineItem.Renamed(Time(renamed.At), renamed.Nick, renamed.To), Activity.Low);
    }

    bool IsUnread(NumberedEvent happened) => (ReadUpTo > 0 || _isAllUnread) && happened.Seq > ReadUpTo;

    void Take(NumberedEvent happened, Nickname self, bool isNew)
    {
        foreach (var ready in _sequence.Take(happened)) Show(ready, self, isNew);
    }

    TimelineItem? Read(NumberedEvent happened, Nickname self) => PastItems.Read(happened, self, ears ?? Ears.Deaf, Timeline);

    void Show(NumberedEvent happened, Nickname self, bool isNew)
    {
        _past.StartAt(happened.Seq);
        if (!IsRecalling) Happened?.Invoke(happened);
        switch (happened)
        {
            case ChatMessage message:
                if (message.From == self && message.Cid is { } cid) Timeline.TakeWaiting(cid);
                Roster.StopWriting(message.From);
                if (ears?.IsIgnored(message.From) == true) break;
                var said = LineFold.Read(message, Time(message.At), self, ears ?? Ears.Deaf, message.Reply is { } reply ? Timeline.Find(reply) : null);
                Count(said, happened.Seq, isNew && !said.IsOwn && !said.IsDeleted, said.IsMention || With is not null || Room.IsDirect);
                break;
            case LineEvent change:
                Change(change, self, isNew);
                break;
            case TopicChanged topic:
                Topic = isNew ? topic.Text : Topic;
                Note(new TimelineItem.TopicSet(Time(topic.At), topic.From, topic.Text), isNew ? Activity.Low : Activity.None);
                break;
            case Notice notice:
                Count(new TimelineItem.Announcement(Time(notice.At), notice.Text), notice.Seq, isNew, isMention: false);
                break;
            default:
                Note(new TimelineItem.Unknown(Time(happened.At), happened.Type), Activity.None);
                break;
        }
    }

    /// <summary>A line is changed where it stands; one that is not in memory is not missed.</summary>
    void Change(LineEvent happened, Nickname self, bool isNew)
    {
        var before = Timeline.Find(happened.Target);
        var after = before is null ? null : LineFold.Apply(before, happened, self, ears ?? Ears.Deaf);
        if (before is not null && after is not null && after != before) Timeline.Replace(after);
        if (happened is LineDeleted) Timeline.Requote(happened.Target, null);
        else if (happened is LineEdited { Text.Length: > 0 }) Timeline.Requote(happened.Target, after is null ? null : LineFold.Excerpt(after));
        if (before is { IsOwn: false, IsDeleted: false } && after is { IsDeleted: true } && Timeline.IsUnread(happened.Target)) Uncount(before);
        var isForUs = isNew && before is { IsOwn: true } && happened is LineReaction { Remove: false } && happened.From != self;
        if (isForUs && !IsOpen && Activity < Activity.Low) Activity = Activity.Low;
    }

    /// <summary>An unread line is gone before it was read.</summary>
    void Uncount(TimelineItem.Said line)
    {
        Unread = Math.Max(0, Unread - 1);
        if (line.IsMention || Room.IsDirect) Mentions = Math.Max(0, Mentions - 1);
    }

    void Count(TimelineItem item, long seq, bool isNew, bool isMention)
    {
        if (isNew && (IsRecalling || seq <= _head))
        {
            Missed++;
            if (isMention) MissedMentions++;
        }
        if (isNew && IsOpen && _isCatchingUp) Timeline.MarkUnreadFromHere(); // missed before the room came on the screen
        if (isNew && !IsOpen)
        {
            Timeline.MarkUnreadFromHere();
            Unread++;
            if (isMention) Mentions++;
        }
        Note(item, !isNew ? Activity.None : isMention ? Activity.Mention : Activity.Message);
    }

    void Note(TimelineItem item, Activity activity)
    {
        if (!IsOpen && activity > Activity) Activity = activity;
        if (!IsRecalling) ears?.Hear(this, item, activity);
        Timeline.Add(item);
    }

    HistoryRequest? AskForHole()
    {
        // Missing is what lies before something that came, or what the server had when we joined and did not bring.
        var missing = _sequence.Hole ?? (_sequence.Last is { } last && last < _head ? (last, _head + 1) : null);
        _isCatchingUp &= missing is not null || !IsJoined;
        IsFilling = missing is not null;
        if (missing is not { } hole || _askedFrom is not null) return null;
        _askedFrom = hole.After;
        return new HistoryRequest { Room = Room, After = hole.After, Before = hole.Before, Limit = Limits.MaxPageEvents };
    }

    static DateTimeOffset Time(long unixMilliseconds) => PastItems.Time(unixMilliseconds);
}
