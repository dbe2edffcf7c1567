using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Wire;

public sealed class DnsNameTests
{
    [Theory]
    [InlineData("host.local", "HOST.Local", true)]
    [InlineData("héllo.local", "hÉllo.local", false)]
    [InlineData("host.local", "host.locam", false)]
    [InlineData("[.local", "{.local", false)]
    public void Equals_IgnoresTheCaseOfAsciiOnly(string left, string right, bool expected)
    {
        Assert.Equal(expected, DnsName.FromDotted(left).Equals(DnsName.FromDotted(right)));
        if (expected) Assert.Equal(DnsName.FromDotted(left).GetHashCode(), DnsName.FromDotted(right).GetHashCode());
    }

    [Fact]
    public void Prepend_LabelWithDots_IsOneLabel()
    {
        DnsName type = DnsName.FromDotted("_tuichat._tcp.local"), name = type.Prepend("Room 1.0");

        Assert.True(name.IsDirectlyUnder(type));
        Assert.False(name.Prepend("x").IsDirectlyUnder(type));
        Assert.False(type.IsDirectlyUnder(type));
        Assert.Equal("Room\\0321\\0460._tuichat._tcp.local", name.ToString());
        Assert.Equal("Room 1.0"u8.ToArray(), name.FirstLabel.ToArray());
    }

    [Fact]
    public void FromLabels_TooLong_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => DnsName.FromLabels(new string('a', 64)));
        Assert.Throws<ArgumentException>(() => DnsName.FromLabels(""));
        string part = new('a', 63);
        Assert.Throws<ArgumentException>(() => DnsName.FromLabels(part, part, part, part));
    }
}
