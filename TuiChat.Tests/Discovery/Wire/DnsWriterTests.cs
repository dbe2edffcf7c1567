using System.Net;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Wire;

public sealed class DnsWriterTests
{
    static readonly DnsName Type = DnsName.FromDotted("_tuichat._tcp.local");
    static readonly DnsName Instance = Type.Prepend("Ava's \"room\" 1.0");
    static readonly DnsName Host = DnsName.FromDotted("tuichat-1.local");

    static readonly DnsRecord[] Records =
    [
        new(Type, 4500, false, new RecordData.Pointer(Instance)),
        new(Instance, 120, true, new RecordData.Server(1, 2, 4242, Host)),
        new(Instance, 4500, true, new RecordData.Text(new byte[] { 3, (byte)'v', (byte)'=', (byte)'1' })),
        new(Host, 120, true, new RecordData.Host(IPAddress.Parse("10.99.0.1"))),
        new(Host, 120, true, new RecordData.Host(IPAddress.Parse("fd99::1"))),
    ];

    [Fact]
    public void Write_AllSections_ComeBackTheSame()
    {
        var writer = new DnsWriter(DnsMessage.ResponseFlags);
        var question = new DnsQuestion(Type, DnsType.Ptr, true);
        Assert.True(writer.TryAdd(question));
        Assert.All(Records, record => Assert.True(writer.TryAddAnswer(record)));
        Assert.True(writer.TryAddAuthority(Records[1]));
        Assert.True(writer.TryAddAdditional(Records[3]));

        DnsMessage message = Parse(writer);

        Assert.Equal([question], message.Questions);
        Assert.Equal(Records, message.Answers);
        Assert.Equal([Records[1] with { CacheFlush = false }], message.Authorities);
        Assert.Equal([Records[3]], message.Additionals);
    }

    [Fact]
    public void Write_RepeatedNames_AreCompressed()
    {
        var writer = new DnsWriter(DnsMessage.ResponseFlags);
        foreach (DnsRecord record in Records) writer.TryAddAnswer(record);

        Assert.True(writer.ToBytes().Length < 190, $"{writer.ToBytes().Length} bytes");
    }

    [Fact]
    public void Write_Legacy_CapsTimeAndLeavesFlushAndTargetPlain()
    {
        var writer = new DnsWriter(DnsMessage.ResponseFlags, 4711, DnsWriter.MaxLegacyBytes, true);
        Assert.All(Records, record => Assert.True(writer.TryAddAnswer(record)));

        byte[] bytes = writer.ToBytes();

        Assert.Equal(4711, Parse(writer).Id);
        Assert.All(Parse(writer).Answers, record => Assert.Equal((10u, false), (record.TtlSeconds, record.CacheFlush)));
        Assert.True(bytes.AsSpan().IndexOf(Host.Wire) > 0);
    }

    [Fact]
    public void Write_OverTheLimit_IsRefusedAndLeavesTheRestWhole()
    {
        var writer = new DnsWriter(DnsMessage.ResponseFlags, limit: 60);
        Assert.True(writer.TryAddAnswer(Records[3]));
        Assert.False(writer.TryAddAnswer(Records[0]));
        Assert.True(writer.TryAddAnswer(Records[3]));

        Assert.Equal([Records[3], Records[3]], Parse(writer).Answers);
    }

    [Fact]
    public void Write_Denial_HasTheRightBits()
    {
        var denial = new RecordData.Negative(Host, [DnsType.A, DnsType.Aaaa]);

        Assert.Equal("000440000008", Convert.ToHexString(denial.ToCanonicalBytes()[Host.Wire.Length..]));
    }

    static DnsMessage Parse(DnsWriter writer)
    {
        Assert.True(DnsParser.TryParse(writer.ToBytes(), out DnsMessage? message));
        return message;
    }
}
