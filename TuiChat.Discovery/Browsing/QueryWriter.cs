using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Browsing;

/// <summary>Writes queries; pure.</summary>
static class QueryWriter
{
    /// <summary>
    /// Questions with the known answers, in as few packets as they fit. All but the last of those that share known answers are
    /// marked truncated, and the further ones have no questions (RFC 6762 §7.2).
    /// </summary>
    public static IReadOnlyList<byte[]> Write(IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> knownAnswers)
    {
        var packets = new List<byte[]>();
        var writer = new DnsWriter(0);
        foreach (DnsQuestion question in questions)
        {
            if (writer.TryAdd(question)) continue;
            packets.Add(writer.ToBytes());
            writer = new DnsWriter(0);
            writer.TryAdd(question);
        }

        foreach (DnsRecord known in knownAnswers)
        {
            if (writer.TryAddAnswer(known)) continue;
            writer.MarkTruncated();
            packets.Add(writer.ToBytes());
            writer = new DnsWriter(0);
            writer.TryAddAnswer(known);
        }

        if (!writer.IsEmpty) packets.Add(writer.ToBytes());
        return packets;
    }

    /// <summary>The query of a simple resolver: its answers come by unicast (RFC 6762 §5.1).</summary>
    public static byte[] WriteOneShot(ushort id, DnsQuestion question)
    {
        var writer = new DnsWriter(0, id);
        writer.TryAdd(question);
        return writer.ToBytes();
    }
}
