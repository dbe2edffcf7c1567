using System.Net;
using TuiChat.Discovery.Advertising;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Advertising;

public sealed class ProbeTieBreakTests
{
    static readonly DnsName Name = DnsName.FromDotted("host.local");

    [Theory]
    [InlineData("169.254.99.200", "169.254.200.50", -1)] // The example of RFC 6762 §8.2: 200 wins over 99, as bytes.
    [InlineData("169.254.200.50", "169.254.99.200", 1)]
    [InlineData("10.0.0.1", "10.0.0.1", 0)]
    [InlineData("10.0.0.1", "fe80::1", -1)]
    [InlineData("10.0.0.1", "10.0.0.1 10.0.0.2", -1)]
    [InlineData("10.0.0.3 10.0.0.1", "10.0.0.1 10.0.0.2", 1)]
    [InlineData("10.0.0.1", "", 1)]
    public void Compare_SortsThenComparesBytes(string ours, string theirs, int expected) =>
        Assert.Equal(expected, Math.Sign(ProbeTieBreak.Compare(Records(ours), Records(theirs))));

    static IEnumerable<DnsRecord> Records(string addresses) => addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(address => new DnsRecord(Name, 120, true, new RecordData.Host(IPAddress.Parse(address))));
}
