using System.Net;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Advertising;

public sealed class QuestionResponderTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static readonly DnsName Instance = VirtualHost.Type.Prepend("Hall");
    static readonly DnsQuestion AskType = new(VirtualHost.Type, DnsType.Ptr);

    readonly VirtualNetwork _network = new(21);
    readonly VirtualHost _server;
    readonly VirtualHost _asker;

    public QuestionResponderTests()
    {
        _server = _network.AddHost("lan0");
        _asker = _network.AddHost("lan0");
        _server.Announce("Hall", 4242, "tuichat-hall");
        _network.Run(TimeSpan.FromMinutes(30));
        _network.Sent.Clear();
    }

    SentPacket[] Answers => [.. _network.Sent.Where(sent => sent.Sender == _server)];

    [Fact]
    public void TypeQuestion_IsAnsweredAfterARandomDelayWithTheWholeServer()
    {
        TimeSpan asked = Ask(Strangers.Query(AskType));

        SentPacket answer = Assert.Single(Answers);
        Assert.InRange((answer.At - asked).TotalMilliseconds, 20, 123);
        Assert.Null(answer.Packet.To);
        Assert.Equal([DnsType.Ptr], answer.Message.Answers.Select(record => record.Type));
        Assert.Equal([DnsType.A, DnsType.Txt, DnsType.Srv], answer.Message.Additionals.Select(record => record.Type)
            .OrderBy(type => type));
    }

    [Fact]
    public void UniqueQuestion_IsAnsweredAtOnce()
    {
        TimeSpan asked = Ask(Strangers.Query(new DnsQuestion(Instance, DnsType.Srv)));

        SentPacket answer = Assert.Single(Answers);
        Assert.InRange((answer.At - asked).TotalMilliseconds, 0, 2);
        Assert.True(Assert.Single(answer.Message.Answers).CacheFlush);
    }

    [Fact]
    public void KnownAnswer_MoreThanHalf_IsSuppressed()
    {
        Ask(Strangers.Query(AskType, known: [Pointer(2250)]));

        Assert.Empty(Answers);
    }

    [Fact]
    public void KnownAnswer_LessThanHalf_IsAnswered()
    {
        Ask(Strangers.Query(AskType, known: [Pointer(2249)]));

        Assert.Single(Answers);
    }

    [Fact]
    public void TruncatedQuery_KnownAnswerFollows_IsSuppressed()
    {
        _asker.SendRaw("lan0", Strangers.Query(AskType, isTruncated: true));
        _network.Run(TimeSpan.FromMilliseconds(100));
        var more = new DnsWriter(0);
        more.TryAddAnswer(Pointer(4000));
        Ask(more.ToBytes());

        Assert.Empty(Answers);
    }

    [Fact]
    public void TruncatedQuery_NothingFollows_IsAnsweredAfterFourHundredMilliseconds()
    {
        TimeSpan asked = Ask(Strangers.Query(AskType, isTruncated: true));

        Assert.InRange((Assert.Single(Answers).At - asked).TotalMilliseconds, 400, 503);
    }

    [Fact]
    public void UnicastQuestion_RecordNotMulticastLately_IsMulticast()
    {
        Ask(Strangers.Query(AskType with { WantsUnicast = true }));

        Assert.Null(Assert.Single(Answers).Packet.To);
    }

    [Fact]
    public void UnicastQuestion_RecordMulticastLately_IsUnicast()
    {
        Ask(Strangers.Query(AskType));
        _network.Sent.Clear();
        Ask(Strangers.Query(AskType with { WantsUnicast = true }));

        Assert.Equal(new IPEndPoint(_asker.AddressOn("lan0", false), VirtualNetwork.Port), Assert.Single(Answers).Packet.To);
    }

    [Fact]
    public void LegacyQuery_IsAnsweredInItsOwnTerms()
    {
        TimeSpan asked = Ask(Strangers.Query(AskType, 4711), true);

        SentPacket answer = Assert.Single(Answers);
        Assert.InRange((answer.At - asked).TotalMilliseconds, 0, 2);
        Assert.Equal(_asker.OneShotPort, answer.Packet.To!.Port);
        Assert.Equal(4711, answer.Message.Id);
        Assert.Equal([AskType], answer.Message.Questions);
        Assert.All([.. answer.Message.Answers, .. answer.Message.Additionals], record => Assert.True(record.TtlSeconds <= 10 &&
            !record.CacheFlush));
        Assert.Contains(answer.Message.Additionals, record => record.Type == DnsType.Srv);
        Assert.True(answer.Packet.Bytes.Length <= DnsWriter.MaxLegacyBytes);
    }

    [Fact]
    public void LegacyQueries_InThousands_AreBounded()
    {
        for (int i = 0; i < 2000; i++)
        {
            _asker.SendRaw("lan0", Strangers.Query(AskType, (ushort)(i + 1)), true);
            if (i % 200 == 199) _network.Run(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(Answers.Length, 20, 40);
        int asked = _network.Sent.Where(sent => sent.Sender == _asker).Sum(sent => sent.Packet.Bytes.Length);
        Assert.True(Answers.Sum(sent => sent.Packet.Bytes.Length) < asked, "an amplifier");
    }

    [Fact]
    public void MulticastQueries_InThousands_AreAnsweredOncePerSecond()
    {
        for (int i = 0; i < 1000; i++)
        {
            _asker.SendRaw("lan0", Strangers.Query(AskType));
            _asker.SendRaw("lan0", Strangers.Query(new DnsQuestion(Instance, DnsType.Any)));
            _network.Run(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(Answers.Length, 9, 25);
        foreach (DnsType type in new[] { DnsType.Ptr, DnsType.Srv, DnsType.Txt })
        {
            TimeSpan[] times = [.. Answers.Where(sent => sent.Message.Answers.Concat(sent.Message.Additionals)
                .Any(record => record.Type == type)).Select(sent => sent.At)];
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Second,
                $"{type} twice in {pair.Second - pair.First}"));
        }
    }

    [Fact]
    public void RivalProbe_IsDefendedAtOnce()
    {
        var probe = new DnsWriter(0);
        probe.TryAdd(new DnsQuestion(Instance, DnsType.Any, true));
        probe.TryAddAuthority(new DnsRecord(Instance, 120, false, new RecordData.Server(0, 0, 9,
            DnsName.FromDotted("rival.local"))));
        TimeSpan asked = Ask(probe.ToBytes());

        SentPacket answer = Assert.Single(Answers);
        Assert.InRange((answer.At - asked).TotalMilliseconds, 0, 2);
        Assert.Null(answer.Packet.To);
        Assert.Contains(answer.Message.Answers, record => record.Type == DnsType.Srv);
    }

    [Fact]
    public void MetaQuestion_NamesTheType()
    {
        Ask(Strangers.Query(new DnsQuestion(DnsName.FromDotted("_services._dns-sd._udp.local"), DnsType.Ptr)));

        Assert.Equal(new RecordData.Pointer(VirtualHost.Type), Assert.Single(Assert.Single(Answers).Message.Answers).Data);
    }

    [Fact]
    public void MissingType_IsDenied()
    {
        Ask(Strangers.Query(new DnsQuestion(DnsName.FromLabels("tuichat-hall", "local"), DnsType.Aaaa)));

        SentPacket answer = Assert.Single(Answers);
        Assert.Equal(DnsType.Nsec, Assert.Single(answer.Message.Answers).Type);
        Assert.Contains(answer.Message.Additionals, record => record.Type == DnsType.A);
    }

    [Fact]
    public void NamesOfOthers_AreNotAnswered()
    {
        Ask(Strangers.Query(new DnsQuestion(DnsName.FromDotted("somebody.local"), DnsType.A)));
        Ask(Strangers.Query(new DnsQuestion(VirtualHost.Type.Prepend("Other"), DnsType.Any)));

        Assert.Empty(Answers);
    }

    static DnsRecord Pointer(uint ttl) => new(VirtualHost.Type, ttl, false, new RecordData.Pointer(Instance));

    TimeSpan Ask(byte[] query, bool isLegacy = false)
    {
        TimeSpan asked = _network.Now;
        _asker.SendRaw("lan0", query, isLegacy);
        _network.Run(2 * Second);
        return asked;
    }
}
