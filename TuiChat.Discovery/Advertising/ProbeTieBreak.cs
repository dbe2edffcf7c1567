using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>Decides between two hosts that probe for a name at the same time (RFC 6762 §8.2).</summary>
static class ProbeTieBreak
{
    /// <summary>Less than zero when our records lose, more when they win, zero when they are the same.</summary>
    public static int Compare(IEnumerable<DnsRecord> ours, IEnumerable<DnsRecord> theirs)
    {
        List<(DnsType Type, byte[] Data)> left = Sort(ours), right = Sort(theirs);
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            int order = CompareOne(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    static List<(DnsType Type, byte[] Data)> Sort(IEnumerable<DnsRecord> records)
    {
        List<(DnsType Type, byte[] Data)> sorted = [.. records.Select(record => (record.Type, record.Data.ToCanonicalBytes()))];
        sorted.Sort(CompareOne);
        return sorted;
    }

    static int CompareOne((DnsType Type, byte[] Data) left, (DnsType Type, byte[] Data) right) =>
        left.Type != right.Type ? left.Type.CompareTo(right.Type) : left.Data.AsSpan().SequenceCompareTo(right.Data);
}
