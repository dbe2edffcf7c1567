using System.Globalization;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>
/// Claims names for one service, announces it on all links, defends it and takes it back (RFC 6762 §8 to §10). Answers to
/// questions are
/// <see cref="QuestionResponder"/>'s. Pure: packets and time come in as arguments, packets and states go out through the two
/// delegates. One task at a time may call it.
/// </summary>
sealed class ServiceAdvertiser
{
    const int Probes = 3;
    const int Announcements = 2;
    static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    readonly Dictionary<Link, AdvertisedLink> _links = [];
    readonly ConflictLog _conflicts = new();
    readonly Random _random;
    readonly Action<OutgoingPacket> _send;
    readonly Action<AnnouncementStatus> _report;
    readonly QuestionResponder _responder;
    readonly HashSet<RecordData> _formerTexts = [];
    ServiceProfile _profile;
    AdvertisedRecords _records;
    string _hostLabel;
    AnnouncementStatus? _reported;

    /// <param name="profile">What to announce.</param>
    /// <param name="random">Spreads times and makes a host name.</param>
    /// <param name="send">Sends a packet.</param>
    /// <param name="report">Hears of every change of the status.</param>
    public ServiceAdvertiser(
        ServiceProfile profile, Random random, Action<OutgoingPacket> send, Action<AnnouncementStatus> report)
    {
        _profile = profile;
        _random = random;
        _send = send;
        _report = report;
        _responder = new QuestionResponder(random, send);
        _hostLabel = profile.HostLabel ?? NewHostLabel();
        _records = new AdvertisedRecords(profile, InstanceName.Fit(profile.Name), _hostLabel);
    }

    /// <summary>Name and phase now.</summary>
    public AnnouncementStatus Status => new(_records.Label, Phase);

    /// <summary>When <see cref="Tick"/> has something to do; null for never: an announced service waits in silence.</summary>
    public TimeSpan? NextDeadline =>
        _links.Values.Aggregate((TimeSpan?)null, (next, link) => MdnsTiming.Earlier(next, link.NextDeadline));

    AnnouncementPhase Phase => _links.Count == 0
        ? AnnouncementPhase.WaitingForNetwork
        : _links.Values.Any(link => link.IsProbing) ? AnnouncementPhase.Probing : AnnouncementPhase.Announced;

    /// <summary>Follows the interfaces: probes on a new link, announces again where addresses changed.</summary>
    public void SetLinks(IReadOnlyList<NetworkLink> links, TimeSpan now)
    {
        var wanted = new Dictionary<Link, NetworkLink>();
        foreach (NetworkLink network in links.Where(network => network.IsListening))
        {
            foreach (Link link in network.Links) wanted[link] = network;
        }

        foreach (Link gone in _links.Keys.Except(wanted.Keys).ToArray()) _links.Remove(gone);
        foreach ((Link link, NetworkLink network) in wanted)
        {
            if (!_links.TryGetValue(link, out AdvertisedLink? known))
            {
                _links[link] = known = new AdvertisedLink(link, network);
                known.BeginProbing(now + MdnsTiming.ProbeDelay(_random));
                continue;
            }

            bool hasMoved = !known.Network.Addresses.SequenceEqual(network.Addresses);
            known.Network = network;
            if (hasMoved) Announce(known, now);
        }

        Report();
    }

    /// <summary>Takes in a query or a response of another host.</summary>
    public void OnPacket(IncomingPacket packet, TimeSpan now)
    {
        if (!packet.Message.IsStandard || packet.IsOneShotReply) return;
        if (!_links.TryGetValue(packet.Link, out AdvertisedLink? link)) return;
        if (!packet.Message.IsResponse) OnQuery(link, packet, now);
        else if (packet.WasMulticast && packet.IsFromMdnsPort) OnResponse(link, packet, now);
    }

    /// <summary>Does what is due.</summary>
    public void Tick(TimeSpan now)
    {
        foreach (AdvertisedLink link in _links.Values)
        {
            if (link.Next <= now) Proceed(link, now);
            _responder.SendDue(link, now);
        }

        Report();
    }

    /// <summary>Announces changed attributes (RFC 6762 §8.4).</summary>
    public void UpdateText(TxtRecord text, TimeSpan now)
    {
        if (text.Equals(_profile.Text)) return;
        if (_formerTexts.Count >= 8) _formerTexts.Clear();
        _formerTexts.Add(_records.Text.Data);
        _profile = _profile with { Text = text };
        _records = new AdvertisedRecords(_profile, _records.Label, _hostLabel);
        foreach (AdvertisedLink link in _links.Values) Announce(link, now);
    }

    /// <summary>Claims everything anew: the machine slept and others may have taken the name.</summary>
    public void Restart(TimeSpan now) => Probe(MdnsTiming.ProbeDelay(_random), now);

    /// <summary>Says goodbye on every link (RFC 6762 §10.1); afterwards nothing is sent.</summary>
    public void Stop()
    {
        foreach (AdvertisedLink link in _links.Values)
        {
            if (!link.OwesGoodbye) continue;
            foreach (byte[] bytes in ResponseWriter.WriteMulticast(_records.AllOn(link.Network), [], 0))
                _send(new OutgoingPacket(link.Link, null, false, bytes));
        }

        _links.Clear();
    }

    void Proceed(AdvertisedLink link, TimeSpan now)
    {
        if (link.IsProbing && link.Sent < Probes)
        {
            byte[] probe = ResponseWriter.WriteProbe([_records.Instance, _records.Host], _records.UniqueOn(link.Network));
            _send(new OutgoingPacket(link.Link, null, false, probe));
            link.Sent++;
            link.Next = now + ProbeInterval;
            return;
        }

        if (link.IsProbing) link.BeginAnnouncing(now);
        DnsRecord[] all = [.. _records.AllOn(link.Network)];
        foreach (byte[] bytes in ResponseWriter.WriteMulticast(all, [])) _send(new OutgoingPacket(link.Link, null, false, bytes));
        foreach (DnsRecord record in all) link.Multicast(record, now);
        link.OwesGoodbye = true;
        link.Sent++;
        link.Next = link.Sent < Announcements ? now + MdnsTiming.OneSecond : null;
        if (Phase == AnnouncementPhase.Announced) _conflicts.Settle();
    }

    void OnQuery(AdvertisedLink link, IncomingPacket packet, TimeSpan now)
    {
        DnsRecord[] proposed = [.. packet.Message.Authorities.Where(record => IsOurName(record.Name) && !IsOurs(record))];
        if (!link.IsProbing)
        {
            _responder.OnQuery(link, _records, packet, proposed.Length > 0, now);
            return;
        }

        foreach (DnsName name in new[] { _records.Instance, _records.Host })
        {
            if (!proposed.Any(record => record.Name.Equals(name))) continue;
            int order = ProbeTieBreak.Compare(_records.UniqueOn(link.Network).Where(record => record.Name.Equals(name)),
                packet.Message.Authorities.Where(record => record.Name.Equals(name)));
            if (order >= 0) continue;
            // The loser waits a second, to see whether the winner means it (RFC 6762 §8.2).
            Probe(MdnsTiming.OneSecond, now);
            return;
        }
    }

    void OnResponse(AdvertisedLink link, IncomingPacket packet, TimeSpan now)
    {
        foreach (DnsRecord record in packet.Message.Answers.Concat(packet.Message.Additionals))
        {
            if (IsOurs(record) || record.Data.Equals(_records.Pointer.Data))
            {
                // Somebody says goodbye for us, or lets the others forget us too soon (RFC 6762 §6.6).
                if (!link.IsProbing && record.TtlSeconds < HalfTtlOf(record, link))
                    QuestionResponder.SayAgain(link, _records, now);
                continue;
            }

            bool isRival = record.TtlSeconds > 0 && record.Type != DnsType.Nsec && IsOurName(record.Name) &&
                !_formerTexts.Contains(record.Data);
            if (!isRival || (!link.IsProbing && !HasType(record, link))) continue;
            OnConflict(link, record.Name, now);
            return;
        }
    }

    // While probing the other one was first: take another name. Later both probe again, and whoever is defended keeps it (RFC
    // 6762 §9).
    void OnConflict(AdvertisedLink link, DnsName name, TimeSpan now)
    {
        TimeSpan pause = _conflicts.Add(now);
        if (link.IsProbing) Rename(name);
        Probe(pause + MdnsTiming.ProbeDelay(_random), now);
        Report();
    }

    void Rename(DnsName name)
    {
        // No goodbye for the former name: its pointer would be the same as that of the one who keeps it.
        string label = name.Equals(_records.Instance) ? InstanceName.Next(_records.Label) : _records.Label;
        if (name.Equals(_records.Host)) _hostLabel = NewHostLabel();
        _records = new AdvertisedRecords(_profile, label, _hostLabel);
        foreach (AdvertisedLink link in _links.Values) link.OwesGoodbye = false;
    }

    void Probe(TimeSpan delay, TimeSpan now)
    {
        foreach (AdvertisedLink link in _links.Values) link.BeginProbing(now + delay);
    }

    void Announce(AdvertisedLink link, TimeSpan now)
    {
        if (!link.IsProbing) link.BeginAnnouncing(link.EarliestFor(_records.AllOn(link.Network), MdnsTiming.OneSecond, now));
    }

    bool IsOurName(DnsName name) => name.Equals(_records.Instance) || name.Equals(_records.Host);

    // Our own packets come back, and with two interfaces on one network each hears the other's addresses.
    bool IsOurs(DnsRecord record) =>
        IsOurName(record.Name) && _links.Values.Any(link => _records.UniqueOn(link.Network).Any(own => own.IsSameAs(record)));

    bool HasType(DnsRecord record, AdvertisedLink link) =>
        _records.UniqueOn(link.Network).Any(own => own.Name.Equals(record.Name) && own.Type == record.Type);

    uint HalfTtlOf(DnsRecord record, AdvertisedLink link) =>
        _records.AllOn(link.Network).FirstOrDefault(own => own.IsSameAs(record))?.TtlSeconds / 2 ?? 0;

    void Report()
    {
        AnnouncementStatus status = Status;
        if (status == _reported) return;
        _reported = status;
        _report(status);
    }

    string NewHostLabel()
    {
        string type = _profile.Type[1.._profile.Type.IndexOf('.', StringComparison.Ordinal)];
        return string.Create(CultureInfo.InvariantCulture, $"{type}-{_random.NextInt64(1L << 48):x12}");
    }
}
