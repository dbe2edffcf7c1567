using System.Net;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Wire;

public sealed class DnsParserTests
{
    const string Header = "0000 8400 0000 0001 0000 0000";

    public static TheoryData<string, string> Malformed => new()
    {
        { "empty", "" },
        { "header cut", "0000 8400 0000 0001 0000" },
        { "more promised than there is", "0000 8400 FFFF FFFF FFFF FFFF" },
        { "one answer promised, none there", Header },
        { "name without end", Header + "03 616263 03 6465" },
        { "pointer to itself", Header + "C00C 0001 0001 00000078 0004 0A000001" },
        { "pointer forwards", Header + "C010 0001 0001 00000078 0004 0A000001" },
        { "pointer into the header", Header + "C000 0001 0001 00000078 0004 0A000001" },
        { "pointer cut", Header + "C0" + "00 00 00 00 00 00 00 00 00 00".Replace("00", "C0", StringComparison.Ordinal) },
        { "label type 01", Header + "4161 00 0001 0001 00000078 0004 0A000001" },
        { "label type 10", Header + "8161 00 0001 0001 00000078 0004 0A000001" },
        { "data longer than the packet", Header + "0161 00 0001 0001 00000078 00FF 0A000001" },
        { "A with three bytes", Header + "0161 00 0001 0001 00000078 0003 0A0000" },
        { "AAAA with four bytes", Header + "0161 00 001C 0001 00000078 0004 0A000001" },
        { "PTR shorter than its name", Header + "0161 00 000C 0001 00000078 0002 0162 00" },
        { "PTR longer than its name", Header + "0161 00 000C 0001 00000078 0004 0162 00 00" },
        { "SRV without target", Header + "0161 00 0021 0001 00000078 0006 0000 0000 1092" },
        { "record header cut", Header + "0161 00 0001 0001 0000" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void TryParse_MalformedPacket_IsRefused(string what, string hex) =>
        Assert.False(DnsParser.TryParse(Bytes(hex), out _), what);

    [Fact]
    public void TryParse_AppleFirstQuery_QuestionWantsUnicastAndOptIsSkipped()
    {
        // As sent by mDNSResponder: PTR question with the unicast bit, OPT with the owner option.
        DnsMessage message = Parse("0000 0000 0001 0000 0000 0001 " +
            "085F74756963686174 045F746370 056C6F63616C 00 000C 8001 " +
            "00 0029 05A0 00001194 0012 0004 000E 00 AA 020000000001 020000000001");

        Assert.False(message.IsResponse);
        DnsQuestion question = Assert.Single(message.Questions);
        Assert.Equal(("_tuichat._tcp.local", DnsType.Ptr, true), (question.Name.ToString(), question.Type,
            question.WantsUnicast));
        Assert.Empty(message.Additionals);
    }

    [Fact]
    public void TryParse_CompressedResponse_AllNamesAreFollowed()
    {
        // PTR, SRV with a compressed target, A; names point backwards into each other.
        DnsMessage message = Parse("0000 8400 0000 0001 0000 0003 " +
            "085F74756963686174 045F746370 056C6F63616C 00 000C 0001 00001194 0007 0448616C6C C00C " +
            "C02B 0021 8001 00000078 000D 0000 0000 1092 04686F7374 C01A " +
            "C02B 0010 8001 00001194 0004 03 763D31 " +
            "C044 0001 8001 00000078 0004 0A630001");

        Assert.Equal("Hall._tuichat._tcp.local", ((RecordData.Pointer)message.Answers[0].Data).Target.ToString());
        var server = (RecordData.Server)message.Additionals[0].Data;
        Assert.Equal(("host.local", (ushort)4242), (server.Target.ToString(), server.Port));
        Assert.True(message.Additionals[0].CacheFlush);
        Assert.Equal(new RecordData.Host(IPAddress.Parse("10.99.0.1")), message.Additionals[2].Data);
        Assert.Equal(server.Target, message.Additionals[2].Name);
    }

    [Fact]
    public void TryParse_UnknownTypeAndClass_AreSkippedByLength()
    {
        DnsMessage message = Parse("0000 8400 0000 0003 0000 0000 " +
            "0161 00 00FA 0001 00000078 0003 010203 " +
            "0161 00 0001 0003 00000078 0004 0A000001 " +
            "0161 00 0001 0001 00000078 0004 0A000002");

        Assert.Equal([(DnsType)250, DnsType.A], message.Answers.Select(record => record.Type));
    }

    [Fact]
    public void TryParse_TopBitOfTimeToLive_IsZero() =>
        Assert.Equal(0u, Parse(Header + "0161 00 0001 0001 80000001 0004 0A000001").Answers[0].TtlSeconds);

    [Fact]
    public void TryParse_ChainOfPointers_IsBounded()
    {
        // 700 records whose names are pointers to pointers, each one deeper: what costs most for its size.
        var packet = new List<byte>(Bytes("0000 8400 0000 02BC 0000 0000"));
        for (int i = 0; i < 700; i++)
        {
            int previous = packet.Count - 12;
            if (i == 0) packet.Add(0);
            else packet.AddRange([(byte)(0xC0 | (previous >> 8)), (byte)previous]);
            packet.AddRange(Bytes("0001 0001 00000078 0000"));
        }

        Assert.False(DnsParser.TryParse(packet.ToArray(), out _));
    }

    [Theory]
    [InlineData(0x0000, true)]
    [InlineData(0x8400, true)]
    [InlineData(0x0200, true)]
    [InlineData(0x0800, false)]
    [InlineData(0x8403, false)]
    public void IsStandard_OnlyOperationZeroAndNoError(int flags, bool expected) =>
        Assert.Equal(expected, new DnsMessage(0, (ushort)flags, [], [], [], []).IsStandard);

    static DnsMessage Parse(string hex)
    {
        Assert.True(DnsParser.TryParse(Bytes(hex), out DnsMessage? message));
        return message;
    }

    static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
