using System.Net;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Browsing;

/// <summary>
/// Finds the instances of one service type on all links (RFC 6762 §5, RFC 6763 §4). Pure: packets and time come in as arguments,
/// packets and events go out through the two delegates. One task at a time may call it.
/// </summary>
sealed class ServiceBrowser(DnsName type, Random random, Action<OutgoingPacket> send, Action<ServiceEvent> emit)
{
    readonly Dictionary<int, BrowsedInterface> _interfaces = [];
    readonly Dictionary<Link, QuerySchedule> _schedules = [];
    readonly Dictionary<DnsName, IReadOnlyList<DiscoveredService>> _shown = [];
    readonly HashSet<DnsName> _touched = [];
    readonly QueryBudget _budget = new();

    /// <summary>True while somebody looks at the list; otherwise nothing is sent and the cache only ages.</summary>
    public bool IsActive { get; private set; }

    /// <summary>The services that are on the list now.</summary>
    public IEnumerable<DiscoveredService> Services => _shown.Values.SelectMany(list => list);

    /// <summary>Records and instances refused because a limit was reached.</summary>
    public int Dropped => _interfaces.Values.Sum(known => known.Cache.Dropped);

    /// <summary>When <see cref="Tick"/> has something to do; null for never.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            TimeSpan? next = null;
            foreach (BrowsedInterface known in _interfaces.Values)
            {
                next = MdnsTiming.Earlier(next, known.Cache.NextExpiry);
                if (!IsActive) continue;
                next = MdnsTiming.Earlier(next, known.Cache.NextRefresh);
                foreach (Resolution resolution in known.Unresolved.Values) next = MdnsTiming.Earlier(next, resolution.Next);
            }

            if (!IsActive) return next;
            foreach (QuerySchedule schedule in _schedules.Values) next = MdnsTiming.Earlier(next, schedule.NextDeadline);
            return next;
        }
    }

    /// <summary>Begins to ask, or asks anew: a view opened, a rescan was wished for, the machine woke up.</summary>
    public void Start(TimeSpan now)
    {
        IsActive = true;
        // Somebody waits for this answer: the one-shot query goes at once. Nothing makes other hosts do so at the same moment.
        foreach (QuerySchedule schedule in _schedules.Values)
            schedule.Restart(MdnsTiming.SpreadDelay(random), TimeSpan.Zero, now);

        foreach (BrowsedInterface known in _interfaces.Values) _touched.UnionWith(known.Instances);
        Show(now);
    }

    /// <summary>Stops asking; what is known stays until its time is over.</summary>
    public void Stop() => IsActive = false;

    /// <summary>Follows the interfaces: one that is gone takes its services along, a new one is asked.</summary>
    public void SetLinks(IReadOnlyList<NetworkLink> links, TimeSpan now)
    {
        foreach (NetworkLink link in links)
        {
            if (_interfaces.TryGetValue(link.Index, out BrowsedInterface? known)) known.Link = link;
            else _interfaces[link.Index] = known = new BrowsedInterface(type, link, random);
            _touched.UnionWith(known.Instances);
        }

        foreach (int index in _interfaces.Keys.Except(links.Select(link => link.Index)).ToArray())
        {
            _touched.UnionWith(_interfaces[index].Instances);
            _interfaces.Remove(index);
        }

        Link[] wanted = [.. links.SelectMany(link => link.Links)];
        foreach (Link gone in _schedules.Keys.Except(wanted).ToArray()) _schedules.Remove(gone);
        foreach (Link added in wanted.Except(_schedules.Keys).ToArray())
        {
            _schedules[added] = new QuerySchedule();
            // Many hosts may see a link come up at the same moment, so here the one-shot query is spread as well.
            _schedules[added].Restart(MdnsTiming.SpreadDelay(random), MdnsTiming.SpreadDelay(random), now);
        }

        Show(now);
    }

    /// <summary>Takes in a response; queries and what did not come the right way are ignored (RFC 6762 §6, §11).</summary>
    public void OnPacket(IncomingPacket packet, TimeSpan now)
    {
        if (!packet.Message.IsResponse || !packet.Message.IsStandard || !packet.IsFromMdnsPort) return;
        if (!_interfaces.TryGetValue(packet.Link.Interface, out BrowsedInterface? known)) return;
        if (packet.IsOneShotReply)
        {
            bool hasAsked = _schedules.TryGetValue(packet.Link, out QuerySchedule? schedule);
            if (!hasAsked || !schedule!.Expects(packet.Message.Id, now) || !known.Link.IsOnLink(packet.From.Address)) return;
        }
        else if (!packet.WasMulticast)
        {
            return;
        }

        known.Accept(packet, _touched, now);
        Show(now);
    }

    /// <summary>Does what is due.</summary>
    public void Tick(TimeSpan now)
    {
        foreach (BrowsedInterface known in _interfaces.Values) known.Expire(_touched, now);
        Show(now);
        if (!IsActive) return;
        foreach ((Link link, QuerySchedule schedule) in _schedules) AskForType(link, schedule, now);
        foreach (BrowsedInterface known in _interfaces.Values)
        {
            Refresh(known, now);
            Resolve(known, now);
        }
    }

    /// <summary>Doubts a service, as after a failed connect: unless it answers, it is gone in 10 s (RFC 6762 §10.4).</summary>
    public void Reconfirm(DiscoveredService service, TimeSpan now)
    {
        foreach (BrowsedInterface known in _interfaces.Values) known.Doubt(service.Instance, now);
    }

    void AskForType(Link link, QuerySchedule schedule, TimeSpan now)
    {
        BrowsedInterface known = _interfaces[link.Interface];
        if (schedule.NextOneShot <= now)
        {
            if (schedule.IsRepeat && known.Link.IsListening && !known.HasHints)
            {
                schedule.EndOneShots();
            }
            else
            {
                ushort id = (ushort)random.Next(1, ushort.MaxValue);
                send(new OutgoingPacket(link, null, true, QueryWriter.WriteOneShot(id, new DnsQuestion(type, DnsType.Ptr))));
                schedule.AskedOneShot(id, now);
            }
        }

        if (schedule.Next > now) return;
        schedule.Asked(now);
        if (known.Link.IsListening) Send(known, link, [new DnsQuestion(type, DnsType.Ptr)], now);
    }

    // First all together on one family, IPv4 if any of them came on it: responders as Avahi tell IPv6 addresses there, but no IPv4
    // addresses on the other. Then each on the family it came on, and when that stays silent, on both.
    void Refresh(BrowsedInterface known, TimeSpan now)
    {
        var questions = new Dictionary<Link, HashSet<DnsQuestion>>();
        IReadOnlyList<CachedRecord> all = known.Cache.TakeDueForRefresh(now);
        bool areAllIPv6 = all.All(record => record.IsIPv6);
        foreach (CachedRecord due in all)
        {
            foreach (Link link in LinksFor(known, due.RefreshesAsked == 1 ? areAllIPv6 : due.IsIPv6, due.RefreshesAsked <= 2))
            {
                if (!questions.TryGetValue(link, out HashSet<DnsQuestion>? list)) questions[link] = list = [];
                list.Add(new DnsQuestion(due.Record.Name, due.Record.Type));
            }
        }

        foreach ((Link link, HashSet<DnsQuestion> list) in questions) Send(known, link, list, now);
    }

    void Resolve(BrowsedInterface known, TimeSpan now)
    {
        var questions = new Dictionary<Link, List<DnsQuestion>>();
        foreach ((DnsName instance, Resolution resolution) in known.Unresolved.Where(entry => entry.Value.Next <= now).ToArray())
        {
            if (resolution.Attempts >= BrowserLimits.MaxResolveAttempts)
            {
                known.Forget(instance);
                continue;
            }

            // 1 s, 2 s, then every 4 s.
            resolution.Next = now + TimeSpan.FromSeconds(1 << Math.Min(resolution.Attempts, 2));
            resolution.Attempts++;
            foreach (Link link in LinksFor(known, known.IsHeardOnIPv6(instance), resolution.Attempts == 1))
            {
                if (!questions.TryGetValue(link, out List<DnsQuestion>? list)) questions[link] = list = [];
                list.AddRange(known.MissingFor(instance));
            }
        }

        foreach ((Link link, List<DnsQuestion> list) in questions) Send(known, link, list, now);
    }

    static Link[] LinksFor(BrowsedInterface known, bool isIPv6, bool isOneFamilyEnough)
    {
        Link[] links = [.. known.Link.Links];
        Link preferred = new(known.Link.Index, isIPv6);
        return isOneFamilyEnough && links.Contains(preferred) ? [preferred] : links;
    }

    void Send(BrowsedInterface known, Link link, IReadOnlyCollection<DnsQuestion> questions, TimeSpan now)
    {
        if (questions.Count == 0 || !known.Link.IsListening) return;
        bool asksForType = questions.Any(question => question.Type == DnsType.Ptr);
        foreach (byte[] bytes in QueryWriter.Write(questions, asksForType ? known.KnownPointers(now) : []))
        {
            if (_budget.TryTake(link, now)) send(new OutgoingPacket(link, null, false, bytes));
        }
    }

    // Brings the list up to date for the instances something happened to, and says what changed.
    void Show(TimeSpan now)
    {
        foreach (DnsName instance in _touched)
        {
            List<DiscoveredService> current = Merge(instance);
            IReadOnlyList<DiscoveredService> before = _shown.GetValueOrDefault(instance) ?? [];
            if (current.Count == 0) _shown.Remove(instance);
            else _shown[instance] = current;
            foreach (DiscoveredService gone in before.Where(old => !current.Exists(service => service.Host.Equals(old.Host))))
                emit(new ServiceEvent.Gone(gone));
            foreach (DiscoveredService service in current)
            {
                DiscoveredService? old = before.FirstOrDefault(candidate => candidate.Host.Equals(service.Host));
                if (old is null) emit(new ServiceEvent.Found(service));
                else if (!old.Equals(service)) emit(new ServiceEvent.Changed(service));
            }

            PlanResolution(instance, now);
        }

        _touched.Clear();
    }

    // One service heard on several interfaces is one row with all its addresses; equal names of different hosts are two rows.
    List<DiscoveredService> Merge(DnsName instance)
    {
        var merged = new List<DiscoveredService>();
        foreach (BrowsedInterface known in _interfaces.Values.OrderBy(known => known.Link.Index))
        {
            if (known.Describe(instance) is not { } service) continue;
            int index = merged.FindIndex(other => other.Host.Equals(service.Host));
            if (index < 0) merged.Add(service);
            else merged[index] = Union(merged[index], service);
        }

        return merged;
    }

    static DiscoveredService Union(DiscoveredService first, DiscoveredService second)
    {
        IReadOnlyList<IPAddress> addresses = [.. first.Addresses.Union(second.Addresses)];
        return new DiscoveredService(
            first.Instance, first.Host, first.Port, addresses, first.Text, first.IsLeaving && second.IsLeaving);
    }

    void PlanResolution(DnsName instance, TimeSpan now)
    {
        foreach (BrowsedInterface known in _interfaces.Values)
        {
            if (!known.Instances.Contains(instance) || !known.MissingFor(instance).Any()) known.Unresolved.Remove(instance);
            else known.Unresolved.TryAdd(instance, new Resolution { Next = now + MdnsTiming.SpreadDelay(random) });
        }
    }
}
