using TuiChat.Discovery.Browsing;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Browsing;

/// <summary>What is sent meanwhile, and how little of it, also where somebody floods the network.</summary>
public sealed class ServiceBrowserTrafficTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Idle_OneHourTwoClients_IsRefreshedWithFewPackets()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = VirtualNetwork.Found();
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
    public void Refresh_SilentServer_IsAskedAtFourPointsOfItsLife()
    {
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = VirtualNetwork.Found();
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
        (VirtualNetwork network, VirtualHost server, VirtualHost client) = VirtualNetwork.Found();
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
}
