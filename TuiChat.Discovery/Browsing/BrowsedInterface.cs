using System.Net;
using System.Net.Sockets;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Browsing;

/// <summary>
/// What one interface told about one service type. Keeps only what was asked for: pointers of the type, SRV and TXT directly
/// under it that a pointer leads to, addresses of their hosts. Owned by a <see cref="ServiceBrowser"/>; pure.
/// </summary>
sealed class BrowsedInterface(DnsName type, NetworkLink link, Random random)
{
    readonly RecordCache _cache = new(random);
    readonly Dictionary<DnsName, CachedRecord> _pointers = [];
    readonly Dictionary<DnsName, HashSet<DnsName>> _instancesByHost = [];

    /// <summary>The interface as it is now.</summary>
    public NetworkLink Link { get; set; } = link;

    /// <summary>The instances that are missing SRV, TXT or addresses.</summary>
    public Dictionary<DnsName, Resolution> Unresolved { get; } = [];

    /// <summary>The records; only this class adds and removes.</summary>
    public RecordCache Cache => _cache;

    /// <summary>Every instance a pointer was heard for.</summary>
    public IReadOnlyCollection<DnsName> Instances => _pointers.Keys;

    /// <summary>True when something was heard only by unicast.</summary>
    public bool HasHints => _pointers.Values.Any(pointer => pointer.IsHint);

    /// <summary>Takes in a response and adds the instances it touched to <paramref name="touched"/>.</summary>
    public void Accept(IncomingPacket packet, HashSet<DnsName> touched, TimeSpan now)
    {
        // Three passes, since a packet may name hosts before the instances that lead to them.
        DnsRecord[] records = [.. packet.Message.Answers, .. packet.Message.Additionals];
        foreach (DnsRecord record in records)
        {
            if (record.Data is RecordData.Pointer pointer && record.Name.Equals(type) && pointer.Target.IsDirectlyUnder(type))
                AcceptPointer(packet, record, pointer.Target, touched, now);
        }

        foreach (DnsRecord record in records)
        {
            bool isWanted = record.Data is RecordData.Server or RecordData.Text { Bytes.Length: <= BrowserLimits.MaxTextBytes };
            if (!isWanted || !_pointers.ContainsKey(record.Name)) continue;
            Add(packet, record, now, out CachedRecord? cached);
            if (cached?.Record.Data is RecordData.Server server)
                InstancesOf(server.Target).Add(record.Name);
            touched.Add(record.Name);
        }

        foreach (DnsRecord record in records)
        {
            if (record.Data is not RecordData.Host) continue;
            if (!_instancesByHost.TryGetValue(record.Name, out HashSet<DnsName>? instances)) continue;
            // Many instances may share a host: look at them again only when an address came or goes.
            if (Add(packet, record, now, out _) is CacheChange.Added or CacheChange.Leaving) touched.UnionWith(instances);
        }
    }

    /// <summary>Drops what is over and adds the instances it touched to <paramref name="touched"/>.</summary>
    public void Expire(HashSet<DnsName> touched, TimeSpan now)
    {
        foreach (CachedRecord cached in _cache.Expired(now)) Remove(cached, touched);
    }

    /// <summary>Forgets an instance that could not be resolved.</summary>
    public void Forget(DnsName instance)
    {
        if (_pointers.TryGetValue(instance, out CachedRecord? pointer)) Remove(pointer, []);
    }

    /// <summary>The instance as far as this interface knows it; null while something is missing.</summary>
    public DiscoveredService? Describe(DnsName instance)
    {
        if (!_pointers.TryGetValue(instance, out CachedRecord? pointer)) return null;
        if (Newest(instance, DnsType.Srv) is not { Record.Data: RecordData.Server { Port: > 0 } server } service) return null;
        if (Newest(instance, DnsType.Txt) is not { Record.Data: RecordData.Text text }) return null;
        List<IPAddress> addresses = AddressesOf(server.Target);
        if (addresses.Count == 0) return null;
        return new DiscoveredService(instance, server.Target, server.Port, addresses, TxtRecord.Parse(text.Bytes.Span),
            pointer.IsLeaving || service.IsLeaving);
    }

    /// <summary>The questions whose answers are missing for an instance; none when it is complete.</summary>
    public IEnumerable<DnsQuestion> MissingFor(DnsName instance)
    {
        CachedRecord? service = Newest(instance, DnsType.Srv);
        if (service is null) yield return new DnsQuestion(instance, DnsType.Srv);
        if (Newest(instance, DnsType.Txt) is null) yield return new DnsQuestion(instance, DnsType.Txt);
        if (service?.Record.Data is not RecordData.Server server || AddressesOf(server.Target).Count > 0) yield break;
        yield return new DnsQuestion(server.Target, DnsType.A);
        yield return new DnsQuestion(server.Target, DnsType.Aaaa);
    }

    /// <summary>The pointers to send as known answers: heard by multicast, with more than half of their time left (RFC 6762
    /// §7.1).</summary>
    public IEnumerable<DnsRecord> KnownPointers(TimeSpan now)
    {
        foreach (CachedRecord pointer in _pointers.Values)
        {
            TimeSpan left = pointer.Expires - now;
            if (!pointer.IsHint && !pointer.IsLeaving && left > pointer.Lifetime / 2)
                yield return pointer.Record with { TtlSeconds = (uint)left.TotalSeconds, CacheFlush = false };
        }
    }

    /// <summary>The family the instance was heard on last.</summary>
    public bool IsHeardOnIPv6(DnsName instance) => _pointers.TryGetValue(instance, out CachedRecord? pointer) && pointer.IsIPv6;

    /// <summary>Doubts the instance's SRV record (RFC 6762 §10.4).</summary>
    public void Doubt(DnsName instance, TimeSpan now)
    {
        foreach (CachedRecord service in _cache.Find(instance, DnsType.Srv)) _cache.Doubt(service, now);
    }

    void AcceptPointer(IncomingPacket packet, DnsRecord record, DnsName instance, HashSet<DnsName> touched, TimeSpan now)
    {
        // A full list is never emptied of what is shown, only of pointers that lead nowhere yet.
        bool isFull = _pointers.Count >= BrowserLimits.MaxInstances && !_pointers.ContainsKey(instance);
        if (isFull && record.TtlSeconds > 0 && Unresolved.Keys.FirstOrDefault() is { } unresolved) Forget(unresolved);
        Add(packet, record, now, out CachedRecord? cached);
        if (cached is null) return;
        _pointers[instance] = cached;
        touched.Add(instance);
    }

    CacheChange Add(IncomingPacket packet, DnsRecord record, TimeSpan now, out CachedRecord? cached)
    {
        int limit = record.Type == DnsType.Ptr ? BrowserLimits.MaxInstances : BrowserLimits.MaxRecordsPerName;
        return _cache.Add(record, packet.Link.IsIPv6, packet.IsOneShotReply, limit, now, out cached);
    }

    void Remove(CachedRecord cached, HashSet<DnsName> touched)
    {
        _cache.Remove(cached);
        switch (cached.Record.Data)
        {
            case RecordData.Pointer pointer:
                _pointers.Remove(pointer.Target);
                Unresolved.Remove(pointer.Target);
                RemoveAll(pointer.Target, DnsType.Srv, touched);
                RemoveAll(pointer.Target, DnsType.Txt, touched);
                touched.Add(pointer.Target);
                break;
            case RecordData.Server server:
                Unlink(cached.Record.Name, server.Target, touched);
                touched.Add(cached.Record.Name);
                break;
            case RecordData.Host:
                if (_instancesByHost.TryGetValue(cached.Record.Name, out HashSet<DnsName>? instances))
                    touched.UnionWith(instances);
                break;
            default:
                touched.Add(cached.Record.Name);
                break;
        }
    }

    void RemoveAll(DnsName name, DnsType recordType, HashSet<DnsName> touched)
    {
        foreach (CachedRecord cached in _cache.Find(name, recordType).ToArray()) Remove(cached, touched);
    }

    void Unlink(DnsName instance, DnsName host, HashSet<DnsName> touched)
    {
        if (_cache.Find(instance, DnsType.Srv).Any(other => ((RecordData.Server)other.Record.Data).Target.Equals(host))) return;
        if (!_instancesByHost.TryGetValue(host, out HashSet<DnsName>? instances)) return;
        instances.Remove(instance);
        if (instances.Count > 0) return;
        _instancesByHost.Remove(host);
        RemoveAll(host, DnsType.A, touched);
        RemoveAll(host, DnsType.Aaaa, touched);
    }

    HashSet<DnsName> InstancesOf(DnsName host)
    {
        if (!_instancesByHost.TryGetValue(host, out HashSet<DnsName>? instances)) _instancesByHost[host] = instances = [];
        return instances;
    }

    CachedRecord? Newest(DnsName name, DnsType recordType)
    {
        CachedRecord? newest = null;
        foreach (CachedRecord cached in _cache.Find(name, recordType))
        {
            if (newest is null || cached.Received >= newest.Received) newest = cached;
        }

        return newest;
    }

    List<IPAddress> AddressesOf(DnsName host) =>
        [.. _cache.Find(host, DnsType.A).Concat(_cache.Find(host, DnsType.Aaaa))
            .Select(cached => ((RecordData.Host)cached.Record.Data).Address)
            .Where(IsConnectable)
            .Select(address => address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), Link.Index) : address)
            .OrderBy(Rank).ThenBy(address => address.ToString(), StringComparer.Ordinal)];

    // Nobody may send us to ourselves, to a group or to nowhere.
    bool IsConnectable(IPAddress address) =>
        (Link.IsLoopback || !IPAddress.IsLoopback(address)) && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6 &&
        !address.Equals(IPAddress.IPv6Any) &&
        (address.AddressFamily != AddressFamily.InterNetwork || address.GetAddressBytes()[0] is > 0 and < 224);

    int Rank(IPAddress address)
    {
        if (NetworkLink.IsLinkLocal(address)) return address.AddressFamily == AddressFamily.InterNetwork ? 4 : 3;
        if (address.AddressFamily != AddressFamily.InterNetwork) return 2;
        return Link.IsOnLink(address) ? 0 : 1;
    }
}
