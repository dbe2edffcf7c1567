using System.Net;
using TuiChat.Discovery;
using TuiChat.Discovery.Browsing;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Browsing;

// Over 400 lines: one browser, one bench for it, and every rule of RFC 6762 that it keeps, which read best side by side.
public sealed class ServiceBrowserTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Start_ServerThere_IsFoundOnce()
    {
        var network = new VirtualNetwork(1);
        network.AddHost("lan0").Announce("Hall", 4242);
        VirtualHost client = network.AddHost("lan0");
        network.Run(10 * Second);
        client.Browse();

        network.Run(10 * Second);

        DiscoveredService found = Assert.IsType<ServiceEvent.Found>(Assert.Single(client.Events).Event).Service;
        Assert.Equal(("Hall", 4242, "1"), (found.Name, found.Port, found.Text["v"]));
        Assert.Equal([IPAddress.Parse("10.99.0.1")], found.Addresses);
    }

    [Fact]
    public void Start_WithOneShot_FindsWithinMilliseconds()
    {
        List<double> times = Measure(100, 0, true);

        Assert.True(times[50] <= 30 && times[99] <= 400, $"p50 {times[50]} p99 {times[99]} ms");
    }

    [Fact]
    public void Start_MulticastOnly_FindsWithinHalfASecond()
    {
        List<double> times = Measure(100, 0, false);

        Assert.True(times[50] <= 250 && times[99] <= 500, $"p50 {times[50]} p99 {times[99]} ms");
    }

    [Fact]
    public void Start_EveryFifthPacketLost_FindsByRepeating()
    {
        List<double> times = Measure(100, 0.2, false);

        Assert.True(times[50] <= 250 && times[90] <= 3500 && times[99] <= 16000,
            $"p50 {times[50]} p90 {times[90]} p99 {times[99]} ms");
    }

    [Fact]
    public void Stop_ServerSaysGoodbye_IsLeavingAtOnceAndGoneInASecond()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = Found();

        server.Advertisers[0].Stop();
        TimeSpan left = network.Now;
        network.Run(3 * Second);

        Assert.True(Assert.IsType<ServiceEvent.Changed>(client.Events[1].Event).Service.IsLeaving);
        Assert.IsType<ServiceEvent.Gone>(client.Events[2].Event);
        Assert.InRange((client.Events[1].At - left).TotalMilliseconds, 0, 5);
        Assert.InRange((client.Events[2].At - left).TotalMilliseconds, 1000, 1010);
    }

    [Fact]
    public void Stop_ServerRestartsWithinTheSecond_NeverLeavesTheList()
    {
        var network = new VirtualNetwork(2);
        VirtualHost server = network.AddHost("lan0"), client = network.AddHost("lan0");
        server.Announce("Hall", 1000, "tuichat-hall");
        client.Browse();
        network.Run(5 * Second);

        server.Advertisers[0].Stop();
        server.Advertisers.Clear();
        server.Announce("Hall", 1000, "tuichat-hall");
        network.Run(20 * Second);

        Assert.DoesNotContain(client.Events, entry => entry.Event is ServiceEvent.Gone);
        Assert.False(Assert.Single(client.Browser!.Services).IsLeaving);
    }

    [Fact]
    public void Crash_NoGoodbye_IsGoneWhenTheTimeToLiveIsOver()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = Found();

        server.Die();
        TimeSpan took = network.RunUntil(() => !client.Browser!.Services.Any(), TimeSpan.FromMinutes(3));

        Assert.InRange(took.TotalSeconds, 60, 125);
    }

    [Fact]
    public void Reconfirm_AfterCrash_IsGoneInTenSeconds()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = Found();

        server.Die();
        client.Browser!.Reconfirm(client.Browser.Services.Single(), network.Now);
        TimeSpan took = network.RunUntil(() => !client.Browser!.Services.Any(), TimeSpan.FromMinutes(1));

        Assert.InRange(took.TotalSeconds, 9, 11);
    }

    [Fact]
    public void Reconfirm_ServerAlive_StaysOnTheList()
    {
        (VirtualNetwork network, _, VirtualHost client) = Found();

        client.Browser!.Reconfirm(client.Browser.Services.Single(), network.Now);
        network.Run(TimeSpan.FromMinutes(5));

        Assert.Single(client.Events);
    }

    [Fact]
    public void Idle_OneHourTwoClients_IsRefreshedWithFewPackets()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = Found();
        VirtualHost other = network.AddHost("lan0");
        other.Browse();
        network.Run(TimeSpan.FromMinutes(10));
        network.Sent.Clear();

        network.Run(TimeSpan.FromHours(1));

        Assert.Single(client.Events);
        double queries = network.Sent.Count(sent => sent.Sender != server) / 2.0;
        int answers = network.Sent.Count(sent => sent.Sender == server);
        Assert.True(queries <= 35 && answers <= 65, $"each client {queries}, server {answers}");
    }

    [Fact]
    public void Idle_TwentyClientsFiveServers_ShareAnswers()
    {
        var network = new VirtualNetwork(3);
        for (int i = 0; i < 5; i++) network.AddHost("lan0").Announce($"Hall {i}", 1000 + i);
        VirtualHost[] clients = [.. Enumerable.Range(0, 20).Select(_ => network.AddHost("lan0"))];
        foreach (VirtualHost client in clients)
        {
            client.Browse();
            network.Run(Second);
        }

        network.Run(TimeSpan.FromMinutes(10));
        network.Sent.Clear();
        network.Run(TimeSpan.FromHours(1));

        Assert.All(clients, client => Assert.Equal(5, client.Events.Count));
        double perClient = network.Sent.Count(sent => !sent.Message.IsResponse) / 20.0;
        Assert.True(perClient <= 30, $"{perClient} queries per client and hour");
    }

    [Fact]
    public void Stop_BrowsingEnds_SendsNothingMore()
    {
        (VirtualNetwork network, _, VirtualHost client) = Found();
        client.Browser!.Stop();
        network.Sent.Clear();

        network.Run(TimeSpan.FromMinutes(90));

        Assert.Empty(network.Sent);
        Assert.Empty(client.Browser.Services);
    }

    [Fact]
    public void Refresh_SilentServer_IsAskedAtFourPointsOfItsLife()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = Found();
        TimeSpan received = network.Sent.Last(sent => sent.Sender == server).At;
        server.Die();
        network.Sent.Clear();

        network.Run(TimeSpan.FromSeconds(115));

        IEnumerable<double> asked = network.Sent
            .Where(sent => sent.Message.Questions.Any(question => question.Type == DnsType.Srv))
            .Select(sent => (sent.At - received).TotalSeconds / 120);
        Assert.Collection(
            asked,
            point => Assert.InRange(point, 0.80, 0.83),
            point => Assert.InRange(point, 0.85, 0.88),
            point => Assert.InRange(point, 0.90, 0.93),
            point => Assert.InRange(point, 0.95, 0.98));
    }

    [Fact]
    public void KnownAnswers_SecondQuery_IsNotAnswered()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = Found();
        network.Sent.Clear();

        network.Run(20 * Second);

        Assert.Contains(network.Sent, sent => sent.Sender == client && sent.Message.Answers.Count == 1);
        Assert.DoesNotContain(network.Sent, sent => sent.Sender == server);
    }

    [Fact]
    public void KnownAnswers_TooManyForOnePacket_AreSplitAndMarked()
    {
        var network = new VirtualNetwork(4);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        foreach (byte[] bytes in Strangers.Services(200)) stranger.SendRaw("lan0", bytes);
        network.Run(20 * Second);

        SentPacket[] packets = [.. network.Sent.Where(sent => sent.Sender == client && sent.Message.Answers.Count > 0)];
        Assert.All(network.Sent, sent => Assert.True(sent.Packet.Bytes.Length <= DnsWriter.MaxPacketBytes));
        Assert.Contains(packets, sent => sent.Message.IsTruncated && sent.Message.Questions.Count > 0);
        Assert.Contains(packets, sent => !sent.Message.IsTruncated && sent.Message.Questions.Count == 0);
    }

    [Fact]
    public void Flood_ThousandsOfServices_KeepsWhatIsShownAndAsksSlowly()
    {
        var network = new VirtualNetwork(5);
        VirtualHost client = network.AddHost("lan0"), server = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        server.Announce("Hall");
        network.Run(5 * Second);
        foreach (byte[] bytes in Strangers.Services(5000)) stranger.SendRaw("lan0", bytes);
        foreach (byte[] bytes in Strangers.PointersOnly(5000)) stranger.SendRaw("lan0", bytes);
        network.Sent.Clear();

        network.Run(TimeSpan.FromMinutes(1));

        Assert.Contains("Hall", client.Names);
        Assert.True(client.Browser!.Services.Count() <= BrowserLimits.MaxInstances);
        Assert.True(client.Browser.Dropped > 0);
        int queries = network.Sent.Count(sent => sent.Sender == client);
        Assert.True(queries <= 60 * BrowserLimits.MaxQueriesPerSecond, $"{queries} queries in a minute");
    }

    [Fact]
    public void Flood_UnresolvedPointers_LeaveRoomForRealServers()
    {
        var network = new VirtualNetwork(6);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0"), server = network.AddHost("lan0");
        client.Browse();
        network.Run(Second);
        foreach (byte[] bytes in Strangers.PointersOnly(1000)) stranger.SendRaw("lan0", bytes);
        network.Run(TimeSpan.FromMilliseconds(100));

        server.Announce("Hall");
        network.Run(3 * Second);

        Assert.Equal(["Hall"], client.Names);
    }

    [Fact]
    public void Cable_PulledAndPlugged_IsGoneAndFound()
    {
        (VirtualNetwork network, _, VirtualHost client) = Found();

        client.Unplug("lan0");
        Assert.IsType<ServiceEvent.Gone>(client.Events[^1].Event);
        client.Plug("lan0");
        TimeSpan took = network.RunUntil(() => client.Browser!.Services.Any(), 5 * Second);

        Assert.InRange(took.TotalMilliseconds, 0, 500);
    }

    [Fact]
    public void TwoNetworks_SameNameOnBoth_AreTwoServices()
    {
        var network = new VirtualNetwork(7);
        network.AddHost("lan0").Announce("Hall", 1);
        network.AddHost("lan1").Announce("Hall", 2);
        VirtualHost client = network.AddHost("lan0", "lan1");
        client.Browse();

        network.Run(5 * Second);

        Assert.Equal([1, 2], client.Browser!.Services.Select(service => service.Port).Order());
    }

    [Fact]
    public void TwoNetworks_OneServerOnBoth_IsOneServiceWithBothAddresses()
    {
        var network = new VirtualNetwork(8);
        network.AddHost("lan0", "lan1").Announce("Hall");
        VirtualHost client = network.AddHost("lan0", "lan1");
        client.Browse();

        network.Run(5 * Second);

        DiscoveredService found = Assert.Single(client.Browser!.Services);
        Assert.Equal(["10.99.0.1", "10.99.1.1"], found.Addresses.Select(address => address.ToString()).Order());
    }

    [Fact]
    public void TwoFamilies_SecondQueryCarriesTheFirstAnswer()
    {
        var network = new VirtualNetwork(9);
        VirtualHost server = Dual(network), client = Dual(network);
        server.Announce("Hall");
        network.Run(5 * Second);
        client.HasOneShot = false;
        client.Browse();
        network.Run(5 * Second);

        DiscoveredService found = Assert.Single(client.Browser!.Services);
        Assert.Equal(2, found.Addresses.Count);
    }

    [Fact]
    public void TwoFamilies_OneHour_RefreshesGoOnOneOfThem()
    {
        var network = new VirtualNetwork(17);
        VirtualHost server = Dual(network), client = Dual(network);
        server.Announce("Hall");
        client.Browse();
        network.Run(TimeSpan.FromMinutes(10));
        network.Sent.Clear();

        network.Run(TimeSpan.FromHours(1));

        Assert.Single(client.Events);
        int queries = network.Sent.Count(sent => sent.Sender == client), answers = network.Sent.Count(sent => sent.Sender == server);
        Assert.True(queries <= 48 && answers <= 48, $"client {queries}, server {answers}");
    }

    [Fact]
    public void LinkLocalAddress_GetsTheInterfaceAsScope()
    {
        var network = new VirtualNetwork(10);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        stranger.SendRaw("lan0", Strangers.Service("Hall", 1, "fe80::1", "::1", "ff02::1", "10.99.0.9", "127.0.0.1",
            "224.0.0.1"));

        network.Run(Second);

        IEnumerable<string> addresses = client.Browser!.Services.Single().Addresses.Select(address => address.ToString());
        Assert.Equal(["10.99.0.9", "fe80::1%1"], addresses);
    }

    [Fact]
    public void HostileTexts_AreShownWithoutControlCharacters()
    {
        var network = new VirtualNetwork(11);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        stranger.SendRaw("lan0", Strangers.Service("\u001b[2J\u202Eevil", 1, "10.99.0.9"));

        network.Run(Second);

        Assert.Equal("\uFFFD[2J\uFFFDevil", client.Browser!.Services.Single().Name);
    }

    [Fact]
    public void PortNotBound_OneShotQueries_KeepTheListAlive()
    {
        var network = new VirtualNetwork(12);
        VirtualHost server = network.AddHost("lan0");
        server.Announce("Hall");
        VirtualHost client = network.AddHost();
        client.IsListening = false;
        client.Plug("lan0");
        network.Run(5 * Second);
        client.Browse();

        network.Run(TimeSpan.FromMinutes(5));
        Assert.Single(client.Events);
        server.Die();
        network.Run(15 * Second);

        Assert.Empty(client.Browser!.Services);
        Assert.All(network.Sent.Where(sent => sent.Sender == client), sent => Assert.True(sent.Packet.IsOneShot));
    }

    [Fact]
    public void OneShotReply_WithWrongIdOrTooLate_IsIgnored()
    {
        var network = new VirtualNetwork(13);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        var to = new IPEndPoint(client.AddressOn("lan0", false), client.OneShotPort);
        client.Browse();
        stranger.SendRaw("lan0", Strangers.Service("Hall", 1, "10.99.0.9"), to: to);

        network.Run(5 * Second);

        Assert.Empty(client.Events);
    }

    [Fact]
    public void ShortTimeToLive_DoesNotMakeUsAskAllTheTime()
    {
        var network = new VirtualNetwork(14);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        network.Run(TimeSpan.FromMinutes(2));
        network.Sent.Clear();
        stranger.SendRaw("lan0", Strangers.Service("Hall", 1, 1, "10.99.0.9"));

        network.Run(TimeSpan.FromSeconds(16));

        Assert.InRange(network.Sent.Count(sent => sent.Sender == client), 1, 8);
    }

    [Fact]
    public void MissingRecords_AreAskedFor_AndGivenUp()
    {
        var network = new VirtualNetwork(15);
        VirtualHost client = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        client.Browse();
        network.Run(TimeSpan.FromMinutes(2));
        network.Sent.Clear();
        foreach (byte[] bytes in Strangers.PointersOnly(1)) stranger.SendRaw("lan0", bytes);

        network.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(BrowserLimits.MaxResolveAttempts, network.Sent.Count(sent =>
            sent.Sender == client && sent.Message.Questions.Any(question => question.Type == DnsType.Srv)));
    }

    [Fact]
    public void Loss_AnyOfTwenty_ListsAgreeInTheEnd()
    {
        var network = new VirtualNetwork(16) { Loss = 0.2 };
        for (int i = 0; i < 5; i++) network.AddHost("lan0").Announce($"Hall {i}", 1000 + i);
        VirtualHost[] clients = [.. Enumerable.Range(0, 10).Select(_ => network.AddHost("lan0"))];
        foreach (VirtualHost client in clients) client.Browse();

        network.Run(TimeSpan.FromMinutes(10));

        Assert.All(clients, client => Assert.Equal(5, client.Browser!.Services.Count()));
    }

    static List<double> Measure(int runs, double loss, bool hasOneShot)
    {
        var times = new List<double>();
        for (int seed = 0; seed < runs; seed++)
        {
            var network = new VirtualNetwork(1000 + seed);
            network.AddHost("lan0").Announce("Hall");
            network.Run(10 * Second);
            network.Loss = loss;
            VirtualHost client = network.AddHost("lan0");
            client.HasOneShot = hasOneShot;
            client.Browse();
            times.Add(network.RunUntil(() => client.Events.Count > 0, TimeSpan.FromMinutes(2)).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    static VirtualHost Dual(VirtualNetwork network)
    {
        VirtualHost host = network.AddHost();
        host.HasIPv6 = true;
        host.Plug("lan0");
        return host;
    }

    static (VirtualNetwork Network, VirtualHost Server, VirtualHost Client) Found()
    {
        var network = new VirtualNetwork(42);
        VirtualHost server = network.AddHost("lan0"), client = network.AddHost("lan0");
        server.Announce("Hall");
        network.Run(10 * Second);
        client.Browse();
        network.Run(5 * Second);
        Assert.Single(client.Events);
        return (network, server, client);
    }
}
