using System.Net;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>The state of one advertiser on one link: how far it is, what was sent when, what waits to be sent.</summary>
sealed class AdvertisedLink(Link link, NetworkLink network)
{
    // More groups of waiting answers than a fair network makes; what comes on top is dropped, and the asker repeats its question.
    const int MaxPending = 16;

    readonly Dictionary<(DnsName Name, RecordData Data), TimeSpan> _multicastAt = [];
    readonly List<PendingAnswer> _pending = [];

    /// <summary>The link.</summary>
    public Link Link { get; } = link;

    /// <summary>The interface it belongs to.</summary>
    public NetworkLink Network { get; set; } = network;

    /// <summary>True until the three probes are through.</summary>
    public bool IsProbing { get; private set; } = true;

    /// <summary>Probes, or announcements, sent in this phase.</summary>
    public int Sent { get; set; }

    /// <summary>When the next of them is due; null when none is.</summary>
    public TimeSpan? Next { get; set; }

    /// <summary>True when this link ever heard an announcement under the present names, so that a goodbye is owed.</summary>
    public bool OwesGoodbye { get; set; }

    /// <summary>When something is to be done here.</summary>
    public TimeSpan? NextDeadline => _pending.Aggregate(Next, (next, answer) => MdnsTiming.Earlier(next, answer.Due));

    /// <summary>Begins to probe at the given time; nothing is answered until that is over.</summary>
    public void BeginProbing(TimeSpan at)
    {
        IsProbing = true;
        Sent = 0;
        Next = at;
        _pending.Clear();
    }

    /// <summary>Begins to announce at the given time.</summary>
    public void BeginAnnouncing(TimeSpan at)
    {
        IsProbing = false;
        Sent = 0;
        Next = at;
    }

    /// <summary>Notes that a record was multicast.</summary>
    public void Multicast(DnsRecord record, TimeSpan now)
    {
        if (_multicastAt.Count > 128) _multicastAt.Clear();
        _multicastAt[(record.Name, record.Data)] = now;
    }

    /// <summary>True when the record was multicast within the time before now.</summary>
    public bool WasMulticastWithin(TimeSpan time, DnsRecord record, TimeSpan now) =>
        _multicastAt.TryGetValue((record.Name, record.Data), out TimeSpan at) && now - at < time;

    /// <summary>The earliest time at or after <paramref name="wished"/> when all records may be multicast again (RFC 6762
    /// §6).</summary>
    public TimeSpan EarliestFor(IEnumerable<DnsRecord> records, TimeSpan interval, TimeSpan wished)
    {
        foreach (DnsRecord record in records)
        {
            bool wasSent = _multicastAt.TryGetValue((record.Name, record.Data), out TimeSpan at);
            if (wasSent && at + interval > wished) wished = at + interval;
        }

        return wished;
    }

    /// <summary>Lets answers wait; those that wait already are not doubled.</summary>
    public void Enqueue(PendingAnswer answer)
    {
        if (answer.HeldFor is null)
        {
            PendingAnswer[] sooner = [.. _pending.Where(other => other.HeldFor is null && other.Due <= answer.Due)];
            answer.Answers.RemoveAll(record => sooner.Any(other => other.Answers.Exists(record.IsSameAs)));
        }

        if (answer.Answers.Count > 0 && _pending.Count < MaxPending) _pending.Add(answer);
    }

    /// <summary>Takes out what the sender of a truncated query knows already (RFC 6762 §7.2).</summary>
    public void Suppress(IPAddress source, IReadOnlyList<DnsRecord> known)
    {
        foreach (PendingAnswer pending in _pending)
        {
            if (source.Equals(pending.HeldFor)) pending.Answers.RemoveAll(record => IsKnown(record, known));
        }

        _pending.RemoveAll(pending => pending.Answers.Count == 0);
    }

    /// <summary>
    /// All answers that are due, as one; null when none is. What was multicast while they waited is left out: it came after the
    /// question and so reached the asker.
    /// </summary>
    public (IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals)? TakeDue(TimeSpan now)
    {
        PendingAnswer[] due = [.. _pending.Where(answer => answer.Due <= now)];
        if (due.Length == 0) return null;
        _pending.RemoveAll(answer => answer.Due <= now);
        DnsRecord[] answers = [.. due.SelectMany(answer => Unsent(answer.Answers, answer.Interval, now)).Distinct()];
        foreach (PendingAnswer waiting in _pending) waiting.Answers.RemoveAll(record => answers.Any(record.IsSameAs));
        _pending.RemoveAll(waiting => waiting.Answers.Count == 0);
        if (answers.Length == 0) return null;
        IEnumerable<DnsRecord> additionals = due.SelectMany(answer => Unsent(answer.Additionals, answer.Interval, now));
        return (answers, [.. additionals.Distinct().Except(answers)]);
    }

    /// <summary>True when the asker knows the record with at least half of its time left (RFC 6762 §7.1).</summary>
    public static bool IsKnown(DnsRecord record, IReadOnlyList<DnsRecord> known)
    {
        foreach (DnsRecord other in known)
        {
            if (other.TtlSeconds >= record.TtlSeconds / 2 && other.IsSameAs(record)) return true;
        }

        return false;
    }

    IEnumerable<DnsRecord> Unsent(IEnumerable<DnsRecord> records, TimeSpan interval, TimeSpan now) =>
        records.Where(record => !WasMulticastWithin(interval, record, now));
}
