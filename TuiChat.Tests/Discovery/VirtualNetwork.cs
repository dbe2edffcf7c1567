using System.Net;
using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery;

/// <summary>
/// Networks in virtual time: hosts with engines, packets that take a fraction of a millisecond and may get lost, all from one
/// seed. Hours pass in milliseconds, and the same seed gives the same packets.
/// </summary>
sealed class VirtualNetwork(int seed)
{
    /// <summary>The mDNS port of this network.</summary>
    public const int Port = 5353;

    readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    readonly List<VirtualHost> _hosts = [];
    long _order;

    /// <summary>The seed, for messages.</summary>
    public int Seed { get; } = seed;

    /// <summary>The one source of chance.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>The virtual time.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The part of packets that each receiver loses on its own, 0 to 1.</summary>
    public double Loss { get; set; }

    /// <summary>Everything that was sent.</summary>
    public List<SentPacket> Sent { get; } = [];

    /// <summary>A network on which a browser has found the one server.</summary>
    public static (VirtualNetwork Network, VirtualHost Server, VirtualHost Client) Found()
    {
        var network = new VirtualNetwork(42);
        VirtualHost server = network.AddHost("lan0"), client = network.AddHost("lan0");
        server.Announce("Hall");
        network.Run(TimeSpan.FromSeconds(10));
        client.Browse();
        network.Run(TimeSpan.FromSeconds(5));
        Assert.Single(client.Events);
        return (network, server, client);
    }

    /// <summary>Adds a host with one interface on each of the named networks.</summary>
    public VirtualHost AddHost(params string[] networks)
    {
        var host = new VirtualHost(this, _hosts.Count + 1);
        _hosts.Add(host);
        foreach (string network in networks) host.Plug(network);
        return host;
    }

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan duration)
    {
        TimeSpan end = Now + duration;
        while (NextTime() is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            while (_events.TryPeek(out Action? action, out (TimeSpan At, long Order) key) && key.At <= Now)
            {
                _events.Dequeue();
                action();
            }

            foreach (VirtualHost host in _hosts) host.TickIfDue();
        }

        Now = end;
    }

    /// <summary>Lets time pass until the condition holds, and returns how long that took; fails after the deadline.</summary>
    public TimeSpan RunUntil(Func<bool> condition, TimeSpan deadline)
    {
        TimeSpan start = Now;
        while (!condition())
        {
            if (Now - start > deadline) Assert.Fail($"Nothing happened for {deadline} of virtual time (seed {Seed}).");
            TimeSpan? next = NextTime();
            TimeSpan step = next is { } at && at > Now ? at - Now : TimeSpan.FromMilliseconds(next is null ? 100 : 0);
            Run(step);
        }

        return Now - start;
    }

    /// <summary>Runs an action later.</summary>
    public void After(TimeSpan delay, Action action) => _events.Enqueue(action, (Now + delay, _order++));

    /// <summary>Puts a packet on a network.</summary>
    public void Send(VirtualHost sender, string network, OutgoingPacket packet)
    {
        if (!DnsParser.TryParse(packet.Bytes, out DnsMessage? message))
            throw new InvalidOperationException("An engine sent a bad packet.");
        var from = new IPEndPoint(sender.AddressOn(network, packet.Link.IsIPv6), packet.IsOneShot ? sender.OneShotPort : Port);
        Sent.Add(new SentPacket(Now, sender, packet, message));
        foreach (VirtualHost receiver in _hosts)
        {
            if (packet.To is not null && !receiver.HasAddress(network, packet.To.Address)) continue;
            bool isLost = receiver != sender && Random.NextDouble() < Loss;
            TimeSpan delay = TimeSpan.FromMilliseconds(0.1 + Random.NextDouble());
            if (!isLost) After(delay, () => receiver.Receive(network, packet, from, message));
        }
    }

    TimeSpan? NextTime()
    {
        TimeSpan? next = _events.TryPeek(out _, out (TimeSpan At, long Order) key) ? key.At : null;
        return _hosts.Aggregate(next, (earliest, host) => MdnsTiming.Earlier(earliest, host.NextDeadline));
    }
}
