using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Coming in and coming back: what was said before, from memory and from the server, without holes.</summary>
sealed partial class Conversation
{
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
}
