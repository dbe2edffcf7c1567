using System.Net;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Diagnosis;

/// <summary>Notes who answers by multicast DNS, and asks everybody on request. Pure.</summary>
sealed class ResponderWatch(Random random, Action<OutgoingPacket> send)
{
    // More hosts than a sentence can name; the oldest sighting makes room.
    const int MaxSightings = 64;
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);
    static readonly DnsQuestion AnyService = new(DnsName.FromDotted("_services._dns-sd._udp.local"), DnsType.Ptr);

    readonly Dictionary<IPAddress, (Link Link, TimeSpan At)> _sightings = [];
    ushort _id;

    /// <summary>True when the last question came back to us.</summary>
    public bool HearsItself { get; private set; }

    /// <summary>Asks all hosts on all links which services they have.</summary>
    public void Ask(IEnumerable<NetworkLink> links)
    {
        HearsItself = false;
        _id = (ushort)random.Next(1, ushort.MaxValue);
        foreach (Link link in links.SelectMany(network => network.Links))
            send(new OutgoingPacket(link, null, true, DnsQuery(_id)));
    }

    /// <summary>Takes in any packet.</summary>
    public void OnPacket(IncomingPacket packet, TimeSpan now)
    {
        if (!packet.Message.IsResponse)
        {
            // Only our own one-shot question has an id that nobody else can know before it is on the wire.
            HearsItself |= _id != 0 && packet.Message.Id == _id && packet.Message.Questions.Contains(AnyService);
            return;
        }

        _sightings[packet.From.Address] = (packet.Link, now);
        if (_sightings.Count > MaxSightings) _sightings.Remove(_sightings.MinBy(sighting => sighting.Value.At).Key);
    }

    /// <summary>The hosts heard of lately.</summary>
    public IReadOnlyList<ResponderSighting> Sightings(IReadOnlyList<NetworkLink> links, TimeSpan now) =>
        [.. from sighting in _sightings
            where now - sighting.Value.At <= Memory
            let network = links.FirstOrDefault(link => link.Index == sighting.Value.Link.Interface)
            where network is not null
            select new ResponderSighting(sighting.Key, network.Name, links.Any(link => link.IsOwn(sighting.Key)))];

    static byte[] DnsQuery(ushort id)
    {
        var writer = new DnsWriter(0, id);
        writer.TryAdd(AnyService);
        return writer.ToBytes();
    }
}
