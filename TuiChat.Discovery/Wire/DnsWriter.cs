using System.Buffers.Binary;
using System.Text;

namespace TuiChat.Discovery.Wire;

/// <summary>Builds one packet, section by section, up to a size; what does not fit is refused and leaves the packet as it
/// was.</summary>
sealed class DnsWriter
{
    /// <summary>Ethernet's 1500 bytes less IPv6 and UDP headers, with some room for tunnels (RFC 6762 §17).</summary>
    public const int MaxPacketBytes = 1440;

    /// <summary>One larger record alone may go up to here, and a receiver must take it (RFC 6762 §17).</summary>
    public const int MaxJumboBytes = 9000;

    /// <summary>What a legacy resolver must accept (RFC 1035 §4.2.1).</summary>
    public const int MaxLegacyBytes = 512;

    const ushort ClassIn = 1;
    const ushort TopBit = 0x8000;
    const int MaxPointer = 0x3FFF;
    const uint LegacyTtlSeconds = 10;

    readonly byte[] _bytes = new byte[MaxJumboBytes];
    readonly int _limit;
    readonly bool _isLegacy;
    readonly Dictionary<string, int> _offsets = [];
    readonly ushort[] _counts = new ushort[4];
    int _length = DnsReader.HeaderBytes;
    int _section;

    /// <param name="flags">The flags field; see <see cref="DnsMessage"/>.</param>
    /// <param name="id">0 in everything multicast (RFC 6762 §18.1).</param>
    /// <param name="limit">Greatest size of the packet in bytes.</param>
    /// <param name="isLegacy">True for an answer to a plain resolver: no flush bit, time to live at most 10 s, SRV target
    /// uncompressed (RFC 6762 §6.7, §18.14).</param>
    public DnsWriter(ushort flags, ushort id = 0, int limit = MaxPacketBytes, bool isLegacy = false)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes, id);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(2), flags);
        _limit = limit;
        _isLegacy = isLegacy;
    }

    /// <summary>True while nothing but the header was written.</summary>
    public bool IsEmpty => _length == DnsReader.HeaderBytes;

    /// <summary>Adds a question; questions come first.</summary>
    public bool TryAdd(DnsQuestion question)
    {
        EnterSection(0);
        int start = _length;
        if (!TryName(question.Name, true) || !TryUInt16((ushort)question.Type) ||
            !TryUInt16((ushort)(ClassIn | (question.WantsUnicast ? TopBit : 0))))
        {
            return Undo(start);
        }

        _counts[0]++;
        return true;
    }

    /// <summary>Adds to the answer section, optionally with another time to live.</summary>
    public bool TryAddAnswer(DnsRecord record, uint? ttlSeconds = null) => TryAdd(1, record, ttlSeconds);

    /// <summary>Adds to the authority section: the records a probe proposes, without flush bit.</summary>
    public bool TryAddAuthority(DnsRecord record) => TryAdd(2, record with { CacheFlush = false }, null);

    /// <summary>Adds to the additional section.</summary>
    public bool TryAddAdditional(DnsRecord record) => TryAdd(3, record, null);

    /// <summary>Sets TC: further packets with known answers follow.</summary>
    public void MarkTruncated() => _bytes[2] |= DnsMessage.TruncatedFlag >> 8;

    /// <summary>The finished packet.</summary>
    public byte[] ToBytes()
    {
        for (int i = 0; i < _counts.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(4 + 2 * i), _counts[i]);
        return _bytes[.._length];
    }

    bool TryAdd(int section, DnsRecord record, uint? ttlSeconds)
    {
        EnterSection(section);
        int start = _length;
        uint ttl = ttlSeconds ?? record.TtlSeconds;
        ushort rawClass = (ushort)(ClassIn | (record.CacheFlush && !_isLegacy ? TopBit : 0));
        if (!TryName(record.Name, true) || !TryUInt16((ushort)record.Type) || !TryUInt16(rawClass) ||
            !TryUInt32(_isLegacy ? Math.Min(ttl, LegacyTtlSeconds) : ttl) || !TryUInt16(0))
        {
            return Undo(start);
        }

        int dataStart = _length;
        if (!TryData(record.Data)) return Undo(start);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(dataStart - 2), (ushort)(_length - dataStart));
        _counts[section]++;
        return true;
    }

    void EnterSection(int section)
    {
        if (section < _section) throw new InvalidOperationException("Sections are written in order.");
        _section = section;
    }

    bool TryData(RecordData data) => data switch
    {
        RecordData.Pointer pointer => TryName(pointer.Target, true),
        RecordData.Server server => TryUInt16(server.Priority) && TryUInt16(server.Weight) && TryUInt16(server.Port) &&
            TryName(server.Target, !_isLegacy),
        _ => TryBytes(data.ToCanonicalBytes()),
    };

    bool TryName(DnsName name, bool mayCompress)
    {
        ReadOnlySpan<byte> wire = name.Wire;
        for (int position = 0; wire[position] != 0; position += 1 + wire[position])
        {
            // Compared byte by byte, so that compression never changes the case of a name.
            string suffix = Encoding.Latin1.GetString(wire[position..]);
            if (mayCompress && _offsets.TryGetValue(suffix, out int offset)) return TryUInt16((ushort)(0xC000 | offset));
            int at = _length;
            if (!TryBytes(wire.Slice(position, 1 + wire[position]))) return false;
            if (at <= MaxPointer) _offsets.TryAdd(suffix, at);
        }

        return TryBytes([0]);
    }

    bool TryUInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return TryBytes(bytes);
    }

    bool TryUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return TryBytes(bytes);
    }

    bool TryBytes(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _limit) return false;
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }

    bool Undo(int start)
    {
        foreach ((string suffix, int offset) in _offsets)
        {
            if (offset >= start) _offsets.Remove(suffix);
        }

        _length = start;
        return false;
    }
}
