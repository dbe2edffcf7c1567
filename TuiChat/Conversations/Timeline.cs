using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>
/// What stands in a conversation, oldest first; own lines that still wait for the server stand behind all others. Ids never
/// change and are never used again. Owned by the loop.
/// </summary>
sealed class Timeline
{
    /// <summary>100,000 entries: what is kept in memory of one room, at most some 30 MB; older ones are on the server.</summary>
    public const int MaxItems = 100_000;

    /// <summary>5,000 entries: how many are dropped at a time, so that dropping costs nothing per line.</summary>
    const int DropStep = 5_000;

    readonly List<TimelineEntry> _entries = [];
    readonly List<TimelineEntry> _waiting = [];
    readonly Dictionary<long, long> _bySeq = [];
    long _lastId;
    long _firstId = 1;

    /// <summary>Something was added (null before it), or a line of the server reads otherwise now.</summary>
    public event Action<TimelineItem.Said?, TimelineItem>? Changed;

    /// <summary>Entries now, waiting ones included.</summary>
    public int Count => _entries.Count + _waiting.Count;

    /// <summary>The lines that wait, oldest first.</summary>
    public IEnumerable<TimelineItem.Waiting> Waiting => _waiting.Select(entry => (TimelineItem.Waiting)entry.Item); // Wait adds nothing else

    /// <summary>The id of the first unread entry, above which the "new" line stands, or null.</summary>
    public long? FirstUnread { get; private set; }

    /// <summary>The entry at an index, 0 being the oldest.</summary>
    public TimelineEntry this[int index] => index < _entries.Count ? _entries[index] : _waiting[index - _entries.Count];

    /// <summary>The last thing that stands here, lines that wait aside, is this sentence of the program.</summary>
    public bool EndsWith(string told) => _entries is [.., { Item: TimelineItem.Local local }] && local.Text == told;

    /// <summary>The index of an entry, or -1 when it is no more.</summary>
    public int IndexOf(long id)
    {
        var index = _entries.BinarySearch(new TimelineEntry(id, null!), EntryOrder.Instance); // the order looks at ids only
        if (index >= 0) return index;
        var waiting = _waiting.FindIndex(entry => entry.Id == id);
        return waiting < 0 ? -1 : _entries.Count + waiting;
    }

    /// <summary>Adds behind everything that does not wait.</summary>
    public void Add(TimelineItem item)
    {
        Changed?.Invoke(null, item);
        if (item is TimelineItem.Presence presence && Fold(presence)) return;
        _entries.Add(new TimelineEntry(++_lastId, item));
        if (item is TimelineItem.Said said) _bySeq[said.Seq] = _lastId;
        if (_entries.Count >= MaxItems + DropStep) DropOldest();
    }

    /// <summary>Older entries were dropped from memory: what is shown does not begin where it did.</summary>
    public bool HasDropped { get; private set; }

    /// <summary>Adds before everything, the oldest first.</summary>
    public void AddBefore(IReadOnlyList<TimelineItem> items)
    {
        _firstId -= items.Count;
        _entries.InsertRange(0, items.Select((item, index) => new TimelineEntry(_firstId + index, item)));
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is TimelineItem.Said said) _bySeq[said.Seq] = _firstId + i;
        }
    }

    /// <summary>What is unread began earlier, as is seen now that this is here; nothing happens when nothing is unread.</summary>
    /// <param name="index">The entry that is the first unread one.</param>
    public void MoveUnread(int index)
    {
        if (FirstUnread > _entries[index].Id) FirstUnread = _entries[index].Id;
    }

    /// <summary>Takes everything out that stands before an entry.</summary>
    public void RemoveBefore(long id)
    {
        var index = IndexOf(id);
        if (index <= 0 || index >= _entries.Count) return;
        Forget(_entries.Take(index));
        _entries.RemoveRange(0, index);
        _firstId = id;
        if (FirstUnread < id) FirstUnread = id;
    }

    /// <summary>Takes everything out that does not wait.</summary>
    public void Clear()
    {
        _entries.Clear();
        _bySeq.Clear();
        FirstUnread = null;
    }

    /// <summary>The line of this number in the room, or null when it is not in memory.</summary>
    public TimelineItem.Said? Find(long seq) => _bySeq.TryGetValue(seq, out var id) ? (TimelineItem.Said)_entries[IndexOf(id)].Item : null; // the table names lines that are there

    /// <summary>The entry of a line by its number in the room, or null when it is not in memory.</summary>
    public long? IdOf(long seq) => _bySeq.TryGetValue(seq, out var id) ? id : null;

    /// <summary>Puts another item in the place of one; nothing happens when that is no more.</summary>
    /// <param name="id">The entry, which keeps it.</param>
    /// <param name="item">What stands there from now on.</param>
    public void Replace(long id, TimelineItem item)
    {
        var index = IndexOf(id);
        if (index < 0) return;
        var (entries, at) = index < _entries.Count ? (_entries, index) : (_waiting, index - _entries.Count);
        entries[at] = entries[at] with { Item = item, Version = entries[at].Version + 1 };
    }

    /// <summary>Renews what the lines that answer this one quote of it.</summary>
    /// <param name="seq">The line that is answered.</param>
    /// <param name="excerpt">How it begins now, or null when it is gone.</param>
    public void Requote(long seq, string? excerpt)
    {
        // An answer stands behind its line.
        var from = _bySeq.TryGetValue(seq, out var id) ? IndexOf(id) : 0;
        for (var i = from; i < Count; i++)
        {
            switch (this[i].Item)
            {
                case TimelineItem.Said { ReplyTo: { } quote } said when quote.Seq == seq && quote.Excerpt != excerpt:
                    Replace(this[i].Id, said with { ReplyTo = quote with { Excerpt = excerpt } });
                    break;
                case TimelineItem.Waiting { ReplyTo: { } quote } line when quote.Seq == seq && quote.Excerpt != excerpt:
                    Replace(this[i].Id, line with { ReplyTo = quote with { Excerpt = excerpt } });
                    break;
            }
        }
    }

    /// <summary>Puts a line as it reads now in the place of what it was; nothing happens when it is not in memory.</summary>
    public void Replace(TimelineItem.Said line)
    {
        if (!_bySeq.TryGetValue(line.Seq, out var id)) return;
        Changed?.Invoke(Find(line.Seq), line);
        Replace(id, line);
    }

    /// <summary>What others said under some names stands under another one now; nobody is told of it as of something new.</summary>
    /// <param name="keys">The names, as they are compared.</param>
    /// <param name="to">What stands there from now on.</param>
    public void Rename(IReadOnlySet<string> keys, Nickname to)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Item is not TimelineItem.Said { IsOwn: false } said) continue;
            var isTheirs = keys.Contains(said.From.Key);
            var isAnswer = said.ReplyTo?.From is { } answered && keys.Contains(answered.Key);
            if (isTheirs || isAnswer) Replace(_entries[i].Id, said with { From = isTheirs ? to : said.From, ReplyTo = isAnswer ? said.ReplyTo! with { From = to } : said.ReplyTo });
        }
    }

    /// <summary>Adds an own line that the server has not confirmed.</summary>
    public void Wait(TimelineItem.Waiting line) => _waiting.Add(new TimelineEntry(++_lastId, line));

    /// <summary>Takes out an own line because its echo came or it was refused; null when none of that id waits.</summary>
    public TimelineItem.Waiting? TakeWaiting(Guid cid)
    {
        var index = _waiting.FindIndex(entry => ((TimelineItem.Waiting)entry.Item).Cid == cid); // Wait adds nothing else
        if (index < 0) return null;
        var line = (TimelineItem.Waiting)_waiting[index].Item;
        _waiting.RemoveAt(index);
        return line;
    }

    /// <summary>An own line that waits says something else now; nothing happens when none of that id waits.</summary>
    public void ReplaceWaiting(Guid cid, string text)
    {
        if (_waiting.Find(entry => entry.Item is TimelineItem.Waiting line && line.Cid == cid) is { Item: TimelineItem.Waiting old } entry) Replace(entry.Id, old with { Text = text });
    }

    /// <summary>Whether a line has not been read yet.</summary>
    public bool IsUnread(long seq) => FirstUnread is { } first && _bySeq.TryGetValue(seq, out var id) && id >= first;

    /// <summary>Everything is read: the "new" line goes.</summary>
    public void MarkRead() => FirstUnread = null;

    /// <summary>The next entry is the first unread one, unless there is one already.</summary>
    public void MarkUnreadFromHere() => FirstUnread ??= _lastId + 1;

    /// <summary>Adds who came or left to the entry before, if that says the same of others and is as much read.</summary>
    bool Fold(TimelineItem.Presence presence)
    {
        if (_entries is not [.., var last] || last.Id < FirstUnread || PresenceFold.Join(last.Item, presence) is not { } folded) return false;
        Replace(last.Id, folded);
        return true;
    }

    void DropOldest()
    {
        Forget(_entries.Take(DropStep));
        _entries.RemoveRange(0, DropStep);
        HasDropped = true;
    }

    void Forget(IEnumerable<TimelineEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Item is TimelineItem.Said said && _bySeq.GetValueOrDefault(said.Seq) == entry.Id) _bySeq.Remove(said.Seq);
        }
    }

    sealed class EntryOrder : IComparer<TimelineEntry>
    {
        public static readonly EntryOrder Instance = new();

        public int Compare(TimelineEntry x, TimelineEntry y) => x.Id.CompareTo(y.Id);
    }
}
