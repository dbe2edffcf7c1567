using TuiChat.Discovery;
using TuiChat.Discovery.Advertising;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Advertising;

public sealed class ServiceAdvertiserTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Announce_FreeName_ProbesThreeTimesThenAnnouncesTwice()
    {
        var network = new VirtualNetwork(1);
        VirtualHost host = network.AddHost("lan0");
        host.Announce("Hall");

        network.Run(10 * Second);

        SentPacket[] sent = [.. network.Sent];
        Assert.Equal(5, sent.Length);
        Assert.All(sent[..3], probe => Assert.True(probe.IsProbe));
        Assert.All(
            sent[..3].SelectMany(probe => probe.Message.Questions),
            question => Assert.Equal((DnsType.Any, false), (question.Type, question.WantsUnicast)));
        Assert.All(sent[..3], probe => Assert.All(probe.Message.Authorities, record => Assert.False(record.CacheFlush)));
        Assert.InRange(sent[0].At.TotalMilliseconds, 0, 250);
        Assert.Equal(250, (sent[1].At - sent[0].At).TotalMilliseconds, 1.0);
        Assert.Equal(250, (sent[3].At - sent[2].At).TotalMilliseconds, 1.0);
        Assert.Equal(1000, (sent[4].At - sent[3].At).TotalMilliseconds, 1.0);
        Assert.All(sent[3..], response => Assert.True(response.Message.IsResponse && response.Message.Questions.Count == 0));
        Assert.All(sent[3].Message.Answers, record => Assert.Equal(record.Type != DnsType.Ptr, record.CacheFlush));
    }

    [Fact]
    public void Idle_NobodyAsks_SendsNothingForADay()
    {
        var network = new VirtualNetwork(2);
        VirtualHost host = network.AddHost("lan0");
        host.Announce("Hall");
        network.Run(10 * Second);
        network.Sent.Clear();

        network.Run(TimeSpan.FromDays(1));

        Assert.Empty(network.Sent);
        Assert.Null(host.NextDeadline);
    }

    [Fact]
    public void Conflict_NameInUse_TakesTheNextOneWithinFiveSeconds()
    {
        var network = new VirtualNetwork(3);
        ServiceAdvertiser first = network.AddHost("lan0").Announce("Hall", 1);
        network.Run(10 * Second);
        ServiceAdvertiser second = network.AddHost("lan0").Announce("Hall", 2);

        TimeSpan took = network.RunUntil(() => second.Status is { Name: "Hall (2)", Phase: AnnouncementPhase.Announced },
            10 * Second);

        Assert.InRange(took.TotalSeconds, 0, 5);
        Assert.Equal("Hall", first.Status.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Conflict_ThreeRivalsAtOnce_GetThreeNames(int seed)
    {
        var network = new VirtualNetwork(seed);
        ServiceAdvertiser[] rivals = [.. Enumerable.Range(1, 3).Select(i => network.AddHost("lan0").Announce("Hall", i))];
        VirtualHost client = network.AddHost("lan0");
        client.Browse();

        TimeSpan took = network.RunUntil(() => rivals.All(rival => rival.Status.Phase == AnnouncementPhase.Announced),
            20 * Second);
        network.Run(5 * Second);

        Assert.Equal(["Hall", "Hall (2)", "Hall (3)"], rivals.Select(rival => rival.Status.Name).Order());
        Assert.Equal(["Hall", "Hall (2)", "Hall (3)"], client.Names);
        Assert.InRange(took.TotalSeconds, 0, 6);
    }

    [Fact]
    public void Conflict_TwoNetworksJoined_OneKeepsTheName()
    {
        var network = new VirtualNetwork(4);
        VirtualHost left = network.AddHost("lan0"), right = network.AddHost("lan1");
        left.Announce("Hall", 1);
        right.Announce("Hall", 2);
        network.Run(10 * Second);

        right.Unplug("lan1");
        right.Plug("lan0");
        network.Run(20 * Second);

        Assert.Equal("Hall", left.Advertisers[0].Status.Name);
        Assert.Equal("Hall (2)", right.Advertisers[0].Status.Name);
    }

    [Fact]
    public void Conflict_WhileEstablished_ProbesAgainAndKeepsTheNameUnlessDefended()
    {
        (VirtualNetwork network, VirtualHost host, VirtualHost stranger) = Announced();

        stranger.SendRaw("lan0", Strangers.Service("Hall", 9, "10.99.0.9"));
        network.Run(TimeSpan.FromMilliseconds(10));
        Assert.Equal(AnnouncementPhase.Probing, host.Advertisers[0].Status.Phase);
        network.Run(10 * Second);

        Assert.Equal(new AnnouncementStatus("Hall", AnnouncementPhase.Announced), host.Advertisers[0].Status);
    }

    [Fact]
    public void Conflict_Storm_IsSlowedDown()
    {
        var network = new VirtualNetwork(5);
        VirtualHost host = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        host.Announce("Hall");
        for (int i = 0; i < 600; i++)
        {
            string name = host.Advertisers[0].Status.Name;
            stranger.SendRaw("lan0", Strangers.Service(name, 9, "10.99.0.9"));
            network.Run(TimeSpan.FromMilliseconds(100));
        }

        int sent = network.Sent.Count(packet => packet.Sender == host);
        Assert.True(sent <= 60, $"{sent} packets in a minute of conflicts");
    }

    [Fact]
    public void TwoInterfacesOnOneNetwork_NoConflictWithOurselves()
    {
        var network = new VirtualNetwork(6);
        VirtualHost host = network.AddHost("lan0");
        host.Plug("lan0");
        ServiceAdvertiser advertiser = host.Announce("Hall");
        VirtualHost mirror = network.AddHost("lan0");
        mirror.Browse();
        network.Run(10 * Second);

        // What the other interface of the same host would be heard saying.
        foreach (SentPacket packet in network.Sent.Where(packet => packet.Sender == host).ToArray())
            mirror.SendRaw("lan0", packet.Packet.Bytes);
        network.Run(10 * Second);

        Assert.Equal(new AnnouncementStatus("Hall", AnnouncementPhase.Announced), advertiser.Status);
    }

    [Fact]
    public void Stop_Announced_TakesEveryRecordBack()
    {
        (VirtualNetwork network, VirtualHost host, _) = Announced();

        host.Advertisers[0].Stop();

        SentPacket goodbye = Assert.Single(network.Sent);
        Assert.Equal(4, goodbye.Message.Answers.Count);
        Assert.All(goodbye.Message.Answers, record => Assert.Equal(0u, record.TtlSeconds));
        Assert.Null(host.NextDeadline);
    }

    [Fact]
    public void Stop_StillProbing_SaysNothing()
    {
        var network = new VirtualNetwork(7);
        VirtualHost host = network.AddHost("lan0");
        host.Announce("Hall");
        network.Run(TimeSpan.FromMilliseconds(400));
        network.Sent.Clear();

        host.Advertisers[0].Stop();
        network.Run(10 * Second);

        Assert.Empty(network.Sent);
    }

    [Fact]
    public void ForgedGoodbye_IsAnsweredAtMostOncePerSecond()
    {
        (VirtualNetwork network, VirtualHost host, VirtualHost stranger) = Announced();
        VirtualHost client = network.AddHost("lan0");
        client.Browse();
        network.Run(5 * Second);
        DnsRecord pointer = PointerOf("Hall") with { TtlSeconds = 0 };
        network.Sent.Clear();
        for (int i = 0; i < 100; i++)
        {
            stranger.SendRaw("lan0", Strangers.Response(pointer));
            network.Run(TimeSpan.FromMilliseconds(100));
        }

        network.Run(2 * Second);

        Assert.InRange(network.Sent.Count(sent => sent.Sender == host), 9, 12);
        Assert.Equal(["Hall"], client.Names);
        Assert.False(client.Browser!.Services.Single().IsLeaving);
    }

    [Fact]
    public void UpdateText_Announced_ReachesTheClient()
    {
        (VirtualNetwork network, VirtualHost host, _) = Announced();
        VirtualHost client = network.AddHost("lan0");
        client.Browse();
        network.Run(5 * Second);

        host.Advertisers[0].UpdateText(TxtRecord.Create(KeyValuePair.Create("v", (string?)"2")), network.Now);
        network.Run(5 * Second);

        Assert.Equal("2", client.Browser!.Services.Single().Text["v"]);
        Assert.Equal(AnnouncementPhase.Announced, host.Advertisers[0].Status.Phase);
        Assert.DoesNotContain(client.Events, entry => entry.Event is ServiceEvent.Gone);
    }

    [Fact]
    public void Interfaces_ComeAndGo_StatusFollows()
    {
        var network = new VirtualNetwork(8);
        VirtualHost host = network.AddHost();
        ServiceAdvertiser advertiser = host.Announce("Hall");
        Assert.Equal(AnnouncementPhase.WaitingForNetwork, advertiser.Status.Phase);

        host.Plug("lan0");
        Assert.Equal(AnnouncementPhase.Probing, advertiser.Status.Phase);
        network.Run(5 * Second);
        Assert.Equal(AnnouncementPhase.Announced, advertiser.Status.Phase);
        host.Unplug("lan0");

        Assert.Equal(AnnouncementPhase.WaitingForNetwork, advertiser.Status.Phase);
    }

    [Fact]
    public void Restart_AfterSleepOfBoth_NamesStayDifferent()
    {
        var network = new VirtualNetwork(9);
        VirtualHost one = network.AddHost("lan0"), two = network.AddHost("lan0");
        one.Announce("Hall", 1);
        two.Announce("Hall", 2);
        network.Run(10 * Second);
        string before = one.Advertisers[0].Status.Name;

        one.Advertisers[0].Restart(network.Now);
        network.Run(10 * Second);

        Assert.Equal(new AnnouncementStatus(before, AnnouncementPhase.Announced), one.Advertisers[0].Status);
    }

    static DnsRecord PointerOf(string name) => new(VirtualHost.Type, 4500, false,
        new RecordData.Pointer(VirtualHost.Type.Prepend(name)));

    static (VirtualNetwork Network, VirtualHost Host, VirtualHost Stranger) Announced()
    {
        var network = new VirtualNetwork(77);
        VirtualHost host = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        host.Announce("Hall");
        network.Run(10 * Second);
        network.Sent.Clear();
        return (network, host, stranger);
    }
}
