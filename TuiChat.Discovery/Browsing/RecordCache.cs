using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Browsing;

/// <summary>
/// The records heard on one interface, with their times (RFC 6762 §5.2, §10). Pure: time is an argument, nothing is sent. What
/// belongs in it is its owner's decision; it bounds how much.
/// </summary>
sealed class RecordCache(Random random)
{
    // RFC 6762 §5.2: ask at 80, 85, 90 and 95 % of the time to live, each with up to 2 % added.
    static readonly double[] RefreshPoints = [0.80, 0.85, 0.90, 0.95];
    const double RefreshSpread = 0.02;

    readonly Dictionary<(DnsName Name, DnsType Type), List<CachedRecord>> _records = [];
    TimeSpan? _nextExpiry;
    TimeSpan? _nextRefresh;
    bool _areTimesKnown;

    /// <summary>Records in the cache.</summary>
    public int Count { get; private set; }

    /// <summary>Records refused because a limit was reached.</summary>
    public int Dropped { get; private set; }

    /// <summary>When the next record expires.</summary>
    public TimeSpan? NextExpiry
    {
        get
        {
            FindTimes();
            return _nextExpiry;
        }
    }

    /// <summary>When the next record should be asked for again.</summary>
    public TimeSpan? NextRefresh
    {
        get
        {
            FindTimes();
            return _nextRefresh;
        }
    }

    /// <summary>The records of a name and type, oldest first.</summary>
    public IReadOnlyList<CachedRecord> Find(DnsName name, DnsType type) =>
        _records.TryGetValue((name, type), out List<CachedRecord>? list) ? list : [];

    /// <summary>Takes in one record of a response.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isIPv6">The family it came in on.</param>
    /// <param name="isHint">True when it came as a unicast reply.</param>
    /// <param name="limit">How many records its name and type may have.</param>
    /// <param name="now">The time.</param>
    /// <param name="cached">The record in the cache, null when it is not there.</param>
    public CacheChange Add(DnsRecord record, bool isIPv6, bool isHint, int limit, TimeSpan now, out CachedRecord? cached)
    {
        cached = Find(record.Name, record.Type).FirstOrDefault(known => known.Record.Data.Equals(record.Data));
        if (record.TtlSeconds == 0) return isHint || cached is null ? CacheChange.None : SayGoodbye(cached, now);
        if (cached is not null && isHint && !cached.IsHint) return CacheChange.None;

        CacheChange change = cached is null ? CacheChange.Added : cached.IsLeaving ? CacheChange.Leaving : CacheChange.Renewed;
        if (cached is null)
        {
            if (!HasRoom(record, limit)) return CacheChange.None;
            cached = new CachedRecord(record);
            Insert(cached);
        }

        cached.IsIPv6 = isIPv6;
        cached.IsHint = isHint;
        cached.IsLeaving = false;
        SetLifetime(cached, LifetimeOf(record, isHint), now);
        if (record.CacheFlush && !isHint) Flush(cached, now);
        return change;
    }

    /// <summary>Takes a record out.</summary>
    public void Remove(CachedRecord cached)
    {
        var key = (cached.Record.Name, cached.Record.Type);
        if (!_records.TryGetValue(key, out List<CachedRecord>? list) || !list.Remove(cached)) return;
        if (list.Count == 0) _records.Remove(key);
        Count--;
        _areTimesKnown = false;
    }

    /// <summary>The records whose time is over; the caller removes them.</summary>
    public IReadOnlyList<CachedRecord> Expired(TimeSpan now) =>
        NextExpiry is { } next && next <= now ? Where(record => record.Expires <= now) : [];

    /// <summary>
    /// The records to ask for now, each advanced to its next refresh. When one is due, all that passed the same point come along,
    /// whatever was added to theirs, so that those received together are asked for together.
    /// </summary>
    public IReadOnlyList<CachedRecord> TakeDueForRefresh(TimeSpan now)
    {
        if (NextRefresh is not { } next || next > now) return [];
        List<CachedRecord> due = Where(record => record.NextRefresh != TimeSpan.MaxValue &&
            (record.NextRefresh <= now || record.Received + record.Lifetime * RefreshPoints[record.RefreshesAsked] <= now));
        foreach (CachedRecord record in due)
        {
            record.RefreshesAsked++;
            PlanRefresh(record, now);
        }

        return due;
    }

    /// <summary>Doubts a record: unless it is heard again, it is gone after <see cref="BrowserLimits.ReconfirmTime"/>.</summary>
    public void Doubt(CachedRecord cached, TimeSpan now)
    {
        if (cached.Expires <= now + BrowserLimits.ReconfirmTime) return;
        SetLifetime(cached, BrowserLimits.ReconfirmTime, now);
        cached.NextRefresh = now;
    }

    static TimeSpan LifetimeOf(DnsRecord record, bool isHint)
    {
        var lifetime = TimeSpan.FromSeconds(record.TtlSeconds);
        if (isHint) return lifetime < BrowserLimits.HintLifetime ? lifetime : BrowserLimits.HintLifetime;
        return TimeSpan.FromTicks(Math.Clamp(lifetime.Ticks, BrowserLimits.MinLifetime.Ticks, BrowserLimits.MaxLifetime.Ticks));
    }

    bool HasRoom(DnsRecord record, int limit)
    {
        bool hasRoom = Count < BrowserLimits.MaxRecords && Find(record.Name, record.Type).Count < limit;
        if (!hasRoom) Dropped++;
        return hasRoom;
    }

    void Insert(CachedRecord cached)
    {
        var key = (cached.Record.Name, cached.Record.Type);
        if (!_records.TryGetValue(key, out List<CachedRecord>? list)) _records[key] = list = [];
        list.Add(cached);
        Count++;
    }

    CacheChange SayGoodbye(CachedRecord cached, TimeSpan now)
    {
        bool isNews = !cached.IsLeaving;
        cached.IsLeaving = true;
        EndIn(cached, MdnsTiming.OneSecond, now);
        return isNews ? CacheChange.Leaving : CacheChange.None;
    }

    // RFC 6762 §10.2: what came more than a second ago and was not repeated ends in a second.
    void Flush(CachedRecord newest, TimeSpan now)
    {
        foreach (CachedRecord other in Find(newest.Record.Name, newest.Record.Type))
        {
            if (other != newest && (other.IsHint || now - other.Received > MdnsTiming.OneSecond))
                EndIn(other, MdnsTiming.OneSecond, now);
        }
    }

    void EndIn(CachedRecord cached, TimeSpan time, TimeSpan now)
    {
        if (cached.Expires > now + time) cached.Expires = now + time;
        cached.NextRefresh = TimeSpan.MaxValue;
        _areTimesKnown = false;
    }

    void SetLifetime(CachedRecord cached, TimeSpan lifetime, TimeSpan now)
    {
        cached.Received = now;
        cached.Lifetime = lifetime;
        cached.Expires = now + lifetime;
        cached.RefreshesAsked = 0;
        PlanRefresh(cached, now);
    }

    // A point that passed while nobody browsed is skipped once one question was asked for it.
    void PlanRefresh(CachedRecord cached, TimeSpan now)
    {
        _areTimesKnown = false;
        cached.NextRefresh = TimeSpan.MaxValue;
        for (; !cached.IsHint && cached.RefreshesAsked < RefreshPoints.Length; cached.RefreshesAsked++)
        {
            double point = RefreshPoints[cached.RefreshesAsked] + random.NextDouble() * RefreshSpread;
            TimeSpan at = cached.Received + cached.Lifetime * point;
            if (at <= now) continue;
            cached.NextRefresh = at;
            return;
        }
    }

    List<CachedRecord> Where(Func<CachedRecord, bool> condition)
    {
        var found = new List<CachedRecord>();
        foreach (List<CachedRecord> list in _records.Values)
        {
            foreach (CachedRecord record in list)
            {
                if (condition(record)) found.Add(record);
            }
        }

        return found;
    }

    void FindTimes()
    {
        if (_areTimesKnown) return;
        _areTimesKnown = true;
        _nextExpiry = _nextRefresh = null;
        foreach (List<CachedRecord> list in _records.Values)
        {
            foreach (CachedRecord record in list)
            {
                _nextExpiry = MdnsTiming.Earlier(_nextExpiry, record.Expires);
                if (record.NextRefresh != TimeSpan.MaxValue) _nextRefresh = MdnsTiming.Earlier(_nextRefresh, record.NextRefresh);
            }
        }
    }
}
