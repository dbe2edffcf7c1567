using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace TuiChat.Discovery.Wire;

/// <summary>Turns bytes from the network into a <see cref="DnsMessage"/>; pure. One bad record makes the whole packet
/// bad.</summary>
static class DnsParser
{
    const ushort ClassIn = 1;
    const ushort ClassAny = 255;
    const ushort TopBit = 0x8000;
    const int MinQuestionBytes = 5;
    const int MinRecordBytes = 11;

    /// <summary>Parses one datagram; false when it is malformed in any part.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, [NotNullWhen(true)] out DnsMessage? message)
    {
        message = null;
        var reader = new DnsReader(packet);
        if (!reader.TryReadUInt16(out ushort id) || !reader.TryReadUInt16(out ushort flags) ||
            !reader.TryReadUInt16(out ushort questionCount) || !reader.TryReadUInt16(out ushort answerCount) ||
            !reader.TryReadUInt16(out ushort authorityCount) || !reader.TryReadUInt16(out ushort additionalCount))
        {
            return false;
        }

        // Twelve bytes can promise 260 000 entries: compare with what can possibly be there, and never allocate by a count.
        int least = MinQuestionBytes * questionCount + MinRecordBytes * (answerCount + authorityCount + additionalCount);
        if (least > reader.Remaining) return false;
        if (!TryReadQuestions(ref reader, questionCount, out List<DnsQuestion> questions) ||
            !TryReadRecords(ref reader, answerCount, out List<DnsRecord> answers) ||
            !TryReadRecords(ref reader, authorityCount, out List<DnsRecord> authorities) ||
            !TryReadRecords(ref reader, additionalCount, out List<DnsRecord> additionals))
        {
            return false;
        }

        message = new DnsMessage(id, flags, questions, answers, authorities, additionals);
        return true;
    }

    static bool TryReadQuestions(ref DnsReader reader, int count, out List<DnsQuestion> questions)
    {
        questions = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadName(out DnsName? name) || !reader.TryReadUInt16(out ushort type) ||
                !reader.TryReadUInt16(out ushort rawClass))
            {
                return false;
            }

            if ((rawClass & ~TopBit) is ClassIn or ClassAny)
                questions.Add(new DnsQuestion(name, (DnsType)type, (rawClass & TopBit) != 0));
        }

        return true;
    }

    static bool TryReadRecords(ref DnsReader reader, int count, out List<DnsRecord> records)
    {
        records = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadName(out DnsName? name) || !reader.TryReadUInt16(out ushort type) ||
                !reader.TryReadUInt16(out ushort rawClass) || !reader.TryReadUInt32(out uint ttl) ||
                !reader.TryReadUInt16(out ushort length) || length > reader.Remaining)
            {
                return false;
            }

            int end = reader.Position + length;
            if (!TryReadData(ref reader, (DnsType)type, length, out RecordData? data) || reader.Position != end) return false;
            if ((ttl & 0x8000_0000) != 0) ttl = 0; // RFC 2181 §8
            if ((rawClass & ~TopBit) == ClassIn && type != (ushort)DnsType.Opt)
                records.Add(new DnsRecord(name, ttl, (rawClass & TopBit) != 0, data));
        }

        return true;
    }

    static bool TryReadData(ref DnsReader reader, DnsType type, int length, [NotNullWhen(true)] out RecordData? data)
    {
        data = null;
        switch (type)
        {
            case DnsType.Ptr:
                if (!reader.TryReadName(out DnsName? instance)) return false;
                data = new RecordData.Pointer(instance);
                return true;
            case DnsType.Srv:
                if (!reader.TryReadUInt16(out ushort priority) || !reader.TryReadUInt16(out ushort weight) ||
                    !reader.TryReadUInt16(out ushort port) || !reader.TryReadName(out DnsName? target))
                {
                    return false;
                }

                data = new RecordData.Server(priority, weight, port, target);
                return true;
            default:
                if (!reader.TryReadBytes(length, out ReadOnlySpan<byte> bytes)) return false;
                data = FromBytes(type, bytes);
                return data is not null;
        }
    }

    static RecordData? FromBytes(DnsType type, ReadOnlySpan<byte> bytes) => type switch
    {
        DnsType.A => bytes.Length == 4 ? new RecordData.Host(new IPAddress(bytes)) : null,
        DnsType.Aaaa => bytes.Length == 16 ? ReadIPv6(bytes) : null,
        DnsType.Txt => new RecordData.Text(bytes.ToArray()),
        _ => new RecordData.Opaque(type, bytes.ToArray()),
    };

    // An AAAA with an IPv4-mapped address stays IPv6 here: AddressFamily tells the record type.
    static RecordData.Host ReadIPv6(ReadOnlySpan<byte> bytes) => new(new IPAddress(bytes, 0));
}
