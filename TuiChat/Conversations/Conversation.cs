using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>One room that we are a member of: its people, its topic, its timeline, what is unread. Owned by the loop.</summary>
sealed partial class Conversation(RoomName room, TimeProvider time, Ears? ears = null)
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
    int _absence;
    (int Lines, int Mentions) _unseen;
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

    /// <summary>Who may enter, and how fast one may speak.</summary>
    public RoomDoor Door { get; private set; }

    /// <inheritdoc cref="RoomDoor.Access"/>
    public string? Access => Door.Access;

    /// <inheritdoc cref="RoomDoor.HasPassphrase"/>
    public bool HasPassphrase => Door.HasPassphrase;

    /// <inheritdoc cref="RoomDoor.Slow"/>
    public TimeSpan Slow => Door.Slow;

    /// <summary>What was said and happened.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>Lines said since the room was last looked at.</summary>
    public int Unread { get; private set; }

    /// <summary>Those among them that name us.</summary>
    public int Mentions { get; private set; }

    /// <summary>Lines that came in the room on the screen since one looked away from it, and those among them that name us.</summary>
    public (int Lines, int Mentions) Unseen => IsOpen && _absence > 0 && _absence == ears?.Absence ? _unseen : default;

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

    /// <summary>Whether this is the room on the screen; what comes into it is read at once, unless one looks away.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The room comes on the screen: nothing is unread any more; the "new" line stays until it is left.</summary>
    public void Open()
    {
        IsOpen = true;
        if (ears is { Absence: > 0 and var absence }) (_absence, _unseen) = (absence, (Unread, Mentions));
        Unread = 0;
        Mentions = 0;
        Activity = Activity.None;
        ears?.Show();
    }

    /// <summary>The room goes off the screen; what came while one looked away is unread in it.</summary>
    public void Close()
    {
        var unseen = Unseen;
        IsOpen = false;
        ForgetMissed();
        (Unread, Mentions) = unseen;
        if (Unread == 0) MarkRead();
        else Activity = Mentions > 0 ? Activity.Mention : Activity.Message;
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
        if (seq < (Last ?? 0)) return;
        _unseen = default;
        if (IsOpen) return;
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

    /// <summary>The server has a line of ours; when its echo came before, it waits no more.</summary>
    public void Confirm(Guid cid, long seq)
    {
        if (_sequence.Last >= seq) Timeline.TakeWaiting(cid);
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
                var before = Door;
                SetAccess(access.Access, access.Passphrase, access.Slow);
                Note(new TimelineItem.Local(Time(access.At), Door.Told(access.By?.Value ?? "The operator", before), IsError: false), Activity.None);
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

    void SetAccess(string? access, bool hasPassphrase, int? slow) =>
        Door = new RoomDoor(access, hasPassphrase, TimeSpan.FromMilliseconds(Math.Max(0, slow ?? 0)));

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

    TimelineItem? Read(NumberedEvent happened, Nickname self) => PastItems.Read(happened, self, ears ?? Ears.Deaf, Timeline.Find);

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
        var isForUs = line.IsMention || Room.IsDirect;
        if (IsOpen)
        {
            _unseen = (Math.Max(0, _unseen.Lines - 1), Math.Max(0, _unseen.Mentions - (isForUs ? 1 : 0)));
            return;
        }
        Unread = Math.Max(0, Unread - 1);
        if (isForUs) Mentions = Math.Max(0, Mentions - 1);
        var most = Unread == 0 ? Activity.Low : Mentions == 0 ? Activity.Message : Activity.Mention;
        if (Activity > most) Activity = most;
    }

    void Count(TimelineItem item, long seq, bool isNew, bool isMention)
    {
        if (isNew && (IsRecalling || seq <= _head))
        {
            Missed++;
            if (isMention) MissedMentions++;
        }
        if (isNew && IsOpen && ears is { Absence: > 0 and var absence })
        {
            MarkWhereOneStopped(absence);
            _unseen = (_unseen.Lines + 1, _unseen.Mentions + (isMention ? 1 : 0));
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

    /// <summary>The first line that comes while one looks away from the screen stands below the "new" line, wherever that was before.</summary>
    void MarkWhereOneStopped(int absence)
    {
        if (absence == _absence) return;
        (_absence, _unseen) = (absence, default);
        Timeline.MarkRead();
        Timeline.MarkUnreadFromHere();
    }

    void Note(TimelineItem item, Activity activity)
    {
        if (!IsOpen && activity > Activity) Activity = activity;
        if (!IsRecalling) ears?.Hear(this, item, activity);
        Timeline.Add(item);
    }

    static DateTimeOffset Time(long unixMilliseconds) => PastItems.Time(unixMilliseconds);
}
