using System.Net;
using TuiChat.Discovery;
using TuiChat.Discovery.Advertising;
using TuiChat.Discovery.Browsing;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery;

/// <summary>One host on a <see cref="VirtualNetwork"/>, with the engines a test gives it.</summary>
sealed class VirtualHost(VirtualNetwork network, int number)
{
    public static readonly DnsName Type = DnsName.FromDotted("_test._tcp.local");

    readonly Dictionary<string, NetworkLink> _plugged = [];
    bool _isDead;

    /// <summary>The port one-shot queries come from.</summary>
    public int OneShotPort { get; } = 40000 + number;

    public bool HasIPv4 { get; init; } = true;

    /// <summary>Off by default: one family makes traffic easy to count.</summary>
    public bool HasIPv6 { get; set; }

    /// <summary>False as when the port cannot be bound.</summary>
    public bool IsListening { get; set; } = true;

    /// <summary>False to keep one-shot queries off the network, so that a test sees multicast alone.</summary>
    public bool HasOneShot { get; set; } = true;

    public ServiceBrowser? Browser { get; private set; }

    public List<ServiceAdvertiser> Advertisers { get; } = [];

    /// <summary>What the browser told, with times.</summary>
    public List<(TimeSpan At, ServiceEvent Event)> Events { get; } = [];

    public IReadOnlyList<NetworkLink> Links => [.. _plugged.Values];

    public TimeSpan? NextDeadline => _isDead
        ? null
        : Advertisers.Aggregate(Browser?.NextDeadline, (next, advertiser) => MdnsTiming.Earlier(next, advertiser.NextDeadline));

    public IEnumerable<string> Names => Browser!.Services.Select(service => service.Name).Order();

    public ServiceBrowser Browse()
    {
        Browser = new ServiceBrowser(Type, network.Random, Send, found => Events.Add((network.Now, found)));
        Browser.SetLinks(Links, network.Now);
        Browser.Start(network.Now);
        return Browser;
    }

    public ServiceAdvertiser Announce(string name, int port = 1000, string? hostLabel = null)
    {
        var profile = new ServiceProfile("_test._tcp", name, port)
        {
            HostLabel = hostLabel,
            Text = TxtRecord.Create(KeyValuePair.Create("v", (string?)"1")),
        };
        var advertiser = new ServiceAdvertiser(profile, network.Random, Send, _ => { });
        Advertisers.Add(advertiser);
        advertiser.SetLinks(Links, network.Now);
        return advertiser;
    }

    public void Plug(string name)
    {
        int index = _plugged.Count + 1;
        byte lan = (byte)(name[^1] - '0');
        List<LinkAddress> addresses = [];
        if (HasIPv4) addresses.Add(new LinkAddress(new IPAddress([10, 99, lan, (byte)number]), 24));
        if (HasIPv6) addresses.Add(new LinkAddress(IPAddress.Parse($"fd99:{lan}::{number:x}"), 64));
        _plugged[name] = new NetworkLink(index, name, addresses, false, HasIPv4, HasIPv6, IsListening);
        Follow();
    }

    public void Unplug(string name)
    {
        _plugged.Remove(name);
        Follow();
    }

    /// <summary>Power off: no goodbye.</summary>
    public void Die() => _isDead = true;

    public IPAddress AddressOn(string name, bool isIPv6) => _plugged[name].Addresses.Select(own => own.Address)
        .First(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 == isIPv6);

    public bool HasAddress(string name, IPAddress address) =>
        _plugged.TryGetValue(name, out NetworkLink? link) && link.IsOwn(address);

    public void Send(OutgoingPacket packet)
    {
        if (_isDead || (packet.IsOneShot && !HasOneShot)) return;
        string name = _plugged.First(entry => entry.Value.Index == packet.Link.Interface).Key;
        network.Send(this, name, packet);
    }

    /// <summary>Sends any bytes, as a stranger would.</summary>
    public void SendRaw(string name, byte[] bytes, bool isOneShot = false, IPEndPoint? to = null) =>
        Send(new OutgoingPacket(new Link(_plugged[name].Index, false), to, isOneShot, bytes));

    public void Receive(string name, OutgoingPacket packet, IPEndPoint from, DnsMessage message)
    {
        if (_isDead || !_plugged.TryGetValue(name, out NetworkLink? link)) return;
        bool isOneShotReply = packet.To?.Port == OneShotPort;
        if (packet.To is null && !link.IsListening) return;
        var incoming = new IncomingPacket(
            new Link(link.Index, packet.Link.IsIPv6), from, packet.To is null, isOneShotReply,
                from.Port == VirtualNetwork.Port, message);
        Browser?.OnPacket(incoming, network.Now);
        foreach (ServiceAdvertiser advertiser in Advertisers) advertiser.OnPacket(incoming, network.Now);
    }

    public void TickIfDue()
    {
        if (NextDeadline is not { } due || due > network.Now) return;
        Browser?.Tick(network.Now);
        foreach (ServiceAdvertiser advertiser in Advertisers) advertiser.Tick(network.Now);
    }

    void Follow()
    {
        Browser?.SetLinks(Links, network.Now);
        foreach (ServiceAdvertiser advertiser in Advertisers) advertiser.SetLinks(Links, network.Now);
    }
}
