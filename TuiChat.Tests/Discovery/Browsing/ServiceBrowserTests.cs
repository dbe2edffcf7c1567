using System.Net;
using TuiChat.Discovery;

namespace TuiChat.Tests.Discovery.Browsing;

/// <summary>Which services come and go.</summary>
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
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = VirtualNetwork.Found();

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
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = VirtualNetwork.Found();

        server.Die();
        TimeSpan took = network.RunUntil(() => !client.Browser!.Services.Any(), TimeSpan.FromMinutes(3));

        Assert.InRange(took.TotalSeconds, 60, 125);
    }

    [Fact]
    public void Reconfirm_AfterCrash_IsGoneInTenSeconds()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = VirtualNetwork.Found();

        server.Die();
        client.Browser!.Reconfirm(client.Browser.Services.Single(), network.Now);
        TimeSpan took = network.RunUntil(() => !client.Browser!.Services.Any(), TimeSpan.FromMinutes(1));

        Assert.InRange(took.TotalSeconds, 9, 11);
    }

    [Fact]
    public void Reconfirm_ServerAlive_StaysOnTheList()
    {
        (VirtualNetwork network, _, VirtualHost client) = VirtualNetwork.Found();

        client.Browser!.Reconfirm(client.Browser.Services.Single(), network.Now);
        network.Run(TimeSpan.FromMinutes(5));

        Assert.Single(client.Events);
    }

    [Fact]
    public void Stop_BrowsingEnds_SendsNothingMore()
    {
        (VirtualNetwork network, _, VirtualHost client) = VirtualNetwork.Found();
        client.Browser!.Stop();
        network.Sent.Clear();

        network.Run(TimeSpan.FromMinutes(90));

        Assert.Empty(network.Sent);
        Assert.Empty(client.Browser.Services);
    }

    [Fact]
    public void Cable_PulledAndPlugged_IsGoneAndFound()
    {
        (VirtualNetwork network, _, VirtualHost client) = VirtualNetwork.Found();

        client.Unplug("lan0");
        Assert.IsType<ServiceEvent.Gone>(client.Events[^1].Event);
        client.Plug("lan0");
        TimeSpan took = network.RunUntil(() => client.Browser!.Services.Any(), 5 * Second);

        Assert.InRange(took.TotalMilliseconds, 0, 500);
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
}
