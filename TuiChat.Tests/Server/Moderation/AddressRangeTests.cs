using System.Net;
using TuiChat.Server.Moderation;

namespace TuiChat.Tests.Server.Moderation;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData(" 192.0.2.7 ", "192.0.2.7")]
    [InlineData("192.0.2.77/24", "192.0.2.0/24")]
    [InlineData("192.0.2.77/31", "192.0.2.76/31")]
    [InlineData("192.0.2.77/32", "192.0.2.77")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:3::4/128", "2001:db8:1:2:3::4/128")]
    [InlineData("2001:db8:ffff::/33", "2001:db8:8000::/33")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    public void TryParse_Range_DropsWhatIsBehindThePrefix(string text, string shown)
    {
        Assert.True(AddressRange.TryParse(text, out var range));
        Assert.Equal(shown, AddressRange.Show(range));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("bob")]
    [InlineData("192.0.2.7/33")]
    [InlineData("192.0.2.7/-1")]
    [InlineData("192.0.2.7/")]
    [InlineData("192.0.2.7/24/8")]
    [InlineData("fe80::1%eth0")]
    [InlineData("2001:db8::/129")]
    [InlineData("::ffff:192.0.2.7/120")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.7/99999999999999999999")]
    public void TryParse_NoRange_IsRefused(string text) => Assert.False(AddressRange.TryParse(text, out _));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.10/32", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("126.0.0.0/7", true)]
    [InlineData("::1", true)]
    [InlineData("::/0", true)]
    [InlineData("::1/128", true)]
    [InlineData("126.0.0.0/8", false)]
    [InlineData("192.168.0.0/16", false)]
    [InlineData("fe80::/64", false)]
    public void HasLoopback_OfARange_FindsThisMachine(string text, bool expected)
    {
        Assert.True(AddressRange.TryParse(text, out var range));
        Assert.Equal(expected, AddressRange.HasLoopback(range));
    }

    [Theory]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("10.0.0.0/7", true)]
    [InlineData("2000::/16", false)]
    [InlineData("2000::/15", true)]
    public void IsTooWide_OfARange_StopsASlip(string text, bool expected)
    {
        Assert.True(AddressRange.TryParse(text, out var range));
        Assert.Equal(expected, AddressRange.IsTooWide(range));
    }

    [Fact]
    public void Plain_MapsAndDropsTheZone()
    {
        Assert.Equal(IPAddress.Parse("192.0.2.7"), AddressRange.Plain(IPAddress.Parse("::ffff:192.0.2.7")));
        Assert.Equal(IPAddress.Parse("fe80::1"), AddressRange.Plain(IPAddress.Parse("fe80::1%3")));
        Assert.True(AddressRange.Network(IPAddress.Parse("fe80::1%3")).Contains(IPAddress.Parse("fe80::ffff")));
    }

    [Fact]
    public void TryParse_RandomText_NeverThrows_AndWhatItReadsIsReadAgain()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        const string Letters = "0123456789abcdef:./%x- ";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => Letters[random.Next(Letters.Length)]));
            if (!AddressRange.TryParse(text, out var range)) continue;
            Assert.True(AddressRange.TryParse(range.ToString(), out var again), $"seed {seed}: {text}");
            Assert.True(range.Equals(again), $"seed {seed}: {text}");
        }
    }
}
