using System.Buffers.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

public sealed class InviteLinkTests
{
    const string Digits = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    [Theory]
    [InlineData("tuichat://chat.example.org", "chat.example.org", 9001, null, false)]
    [InlineData("tuichat://Chat.Example.Org:9001/", "chat.example.org", 9001, null, false)]
    [InlineData("  TUICHAT://192.168.1.20:9005/Lounge  ", "192.168.1.20", 9005, "lounge", false)]
    [InlineData("tuichat://[2001:DB8::1]:80/main?fp=" + Digits, "2001:db8::1", 80, "main", true)]
    [InlineData("tuichat://[::1]?fp=" + Digits, "::1", 9001, null, true)]
    [InlineData("tuichat://box/k%C3%BCche", "box", 9001, "küche", false)]
    public void TryParse_Good_IsRead(string text, string host, int port, string? room, bool hasFingerprint)
    {
        Assert.True(InviteLink.TryParse(text, out var link, out var problem), problem);
        Assert.Equal((host, port, room, hasFingerprint), (link.Host, link.Port, link.Room?.Value, link.Fingerprint is not null));
        if (hasFingerprint) Assert.Equal(Digits, link.Fingerprint?.Digits);
    }

    [Theory]
    [InlineData(null, "begins with tuichat://")]
    [InlineData("http://box", "begins with tuichat://")]
    [InlineData("tuichat://", "names no host")]
    [InlineData("tuichat://:9001", "names no host")]
    [InlineData("tuichat://box:0", "number from 1 to 65535, not “0”")]
    [InlineData("tuichat://box:", "number from 1 to 65535")]
    [InlineData("tuichat://box:+80", "number from 1 to 65535")]
    [InlineData("tuichat://box:99999", "number from 1 to 65535")]
    [InlineData("tuichat://user@box", "no host name")]
    [InlineData("tuichat://::1", "stands in brackets")]
    [InlineData("tuichat://[::1", "closing bracket")]
    [InlineData("tuichat://[::1]9", "only a colon and the port")]
    [InlineData("tuichat://[box]", "Only an IPv6 address")]
    [InlineData("tuichat://[fe80::1%25eth0]", "no host name")]
    [InlineData("tuichat://[1.2.3.4]:80", "Only an IPv6 address")]
    [InlineData("tuichat://box/a/b", "The room in the link is wrong")]
    [InlineData("tuichat://box/%1b", "The room in the link is wrong")]
    [InlineData("tuichat://box/main#x", "a #")]
    [InlineData("tuichat://box/ma in", "space")]
    [InlineData("tuichat://böx", "space or a character")]
    [InlineData("tuichat://box?fp=", "not whole")]
    [InlineData("tuichat://box?fp=sha256:" + Digits, "not whole")]
    [InlineData("tuichat://box?fp=" + Digits + "x", "not whole")]
    [InlineData("tuichat://box?fb=" + Digits, "only fp=")]
    [InlineData("tuichat://box?fp=" + Digits + "&fp=" + Digits, "only fp=")]
    public void TryParse_Bad_SaysWhatIsWrong(string? text, string sentence)
    {
        Assert.False(InviteLink.TryParse(text, out _, out var problem));
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_Endless_IsRefused() => Assert.False(InviteLink.TryParse(InviteLink.Scheme + new string('a', 100_000), out _, out _));

    [Fact]
    public void ToString_ThenTryParse_IsTheSame()
    {
        var random = new Random(20261121);
        string[] hosts = ["box", "a-b_c.example.org", "10.0.0.1", "2001:db8::1", "::ffff:1.2.3.4", "::1"];
        string[] rooms = ["main", "a.b-c_d", "küche", "комната", "部屋", "ａ"];
        var hash = new byte[32];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(hash);
            Assert.True(Fingerprint.TryParse(Base64Url.EncodeToString(hash), out var fingerprint));
            Assert.True(RoomName.TryParse(rooms[random.Next(rooms.Length)], out var room, out _));
            var link = InviteLink.Create(hosts[random.Next(hosts.Length)], random.Next(2) == 0 ? Limits.DefaultPort : random.Next(1, 65536), random.Next(2) == 0 ? null : room, random.Next(2) == 0 ? null : fingerprint);
            Assert.True(InviteLink.TryParse(link.ToString(), out var read, out var problem), problem);
            Assert.Equal(link, read);
            Assert.Equal(link.ToString(), read.ToString());
            Assert.All(link.ToString(), c => Assert.InRange(c, '!', '~'));
        }
    }

    [Fact]
    public void TryParse_Anything_NeverThrows_AndWhatItReadsItWritesTheSame()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        var start = $"tuichat://[2001:db8::1]:9005/k%C3%BCche?fp={Digits}";
        for (var i = 0; i < 20_000; i++)
        {
            var text = start.ToCharArray();
            for (var k = random.Next(4); k >= 0; k--) text[random.Next(random.Next(2) == 0 ? 12 : 0, text.Length)] = (char)random.Next(1, random.Next(2) == 0 ? 128 : 0xFFFF);
            var mutated = new string(text, 0, random.Next(text.Length + 1));
            if (!InviteLink.TryParse(mutated, out var link, out var problem))
            {
                Assert.False(string.IsNullOrEmpty(problem), $"seed {Seed}, {mutated}");
                continue;
            }
            Assert.True(InviteLink.TryParse(link.ToString(), out var again, out problem), $"seed {Seed}, {mutated}: {problem}");
            Assert.Equal(link, again);
        }
    }
}
