using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>Writes probes and responses; pure.</summary>
static class ResponseWriter
{
    /// <summary>A probe: who has these names? I would have these records (RFC 6762 §8.1).</summary>
    public static byte[] WriteProbe(IEnumerable<DnsName> names, IEnumerable<DnsRecord> proposed)
    {
        // Not with the unicast bit: a unicast reply could go to another program that shares the port.
        var writer = new DnsWriter(0);
        foreach (DnsName name in names) writer.TryAdd(new DnsQuestion(name, DnsType.Any));
        foreach (DnsRecord record in proposed) writer.TryAddAuthority(record);
        return writer.ToBytes();
    }

    /// <summary>A response to all, in as few packets as the answers fit; additional records only where there is room.</summary>
    public static IReadOnlyList<byte[]> WriteMulticast(
        IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals, uint? ttlSeconds = null)
    {
        var packets = new List<byte[]>();
        var writer = new DnsWriter(DnsMessage.ResponseFlags);
        foreach (DnsRecord answer in answers)
        {
            if (writer.TryAddAnswer(answer, ttlSeconds)) continue;
            packets.Add(writer.ToBytes());
            writer = new DnsWriter(DnsMessage.ResponseFlags);
            writer.TryAddAnswer(answer, ttlSeconds);
        }

        foreach (DnsRecord additional in additionals) writer.TryAddAdditional(additional);
        if (!writer.IsEmpty) packets.Add(writer.ToBytes());
        return packets;
    }

    /// <summary>A response to one multicast DNS host that asked for unicast.</summary>
    public static byte[] WriteUnicast(ushort id, IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals) =>
        Write(new DnsWriter(DnsMessage.ResponseFlags, id), answers, additionals);

    /// <summary>
    /// A response to a plain resolver: its id and questions repeated, short-lived, no flush bits, at most 512 bytes (RFC 6762
    /// §6.7).
    /// </summary>
    public static byte[] WriteLegacy(
        ushort id, IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals)
    {
        var writer = new DnsWriter(DnsMessage.ResponseFlags, id, DnsWriter.MaxLegacyBytes, true);
        foreach (DnsQuestion question in questions) writer.TryAdd(question with { WantsUnicast = false });
        return Write(writer, answers, additionals);
    }

    static byte[] Write(DnsWriter writer, IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals)
    {
        foreach (DnsRecord answer in answers)
        {
            if (!writer.TryAddAnswer(answer)) writer.MarkTruncated();
        }

        foreach (DnsRecord additional in additionals) writer.TryAddAdditional(additional);
        return writer.ToBytes();
    }
}
