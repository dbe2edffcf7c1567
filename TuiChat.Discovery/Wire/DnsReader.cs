using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace TuiChat.Discovery.Wire;

/// <summary>
/// Reads numbers and names from a hostile packet. Every method returns false instead of reading outside of it. Names need no
/// recursion and cannot loop: a pointer must lead before the start of the run of labels it ends (RFC 1035 §4.1.4).
/// </summary>
ref struct DnsReader(ReadOnlySpan<byte> packet)
{
    /// <summary>Bytes of the fixed header, where no name can be.</summary>
    public const int HeaderBytes = 12;

    // A name of 255 bytes has at most 127 labels; more pointers than that lead from pointer to pointer only.
    const int MaxPointers = 127;

    readonly ReadOnlySpan<byte> _packet = packet;

    /// <summary>Where the next read starts.</summary>
    public int Position { get; set; }

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _packet.Length - Position;

    /// <summary>Reads two bytes, high byte first.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        if (!BinaryPrimitives.TryReadUInt16BigEndian(_packet[Position..], out value)) return false;
        Position += 2;
        return true;
    }

    /// <summary>Reads four bytes, high byte first.</summary>
    public bool TryReadUInt32(out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(_packet[Position..], out value)) return false;
        Position += 4;
        return true;
    }

    /// <summary>Takes the next <paramref name="count"/> bytes.</summary>
    public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count > Remaining) return false;
        bytes = _packet.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>Reads a name, following compression pointers.</summary>
    public bool TryReadName([NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        Span<byte> wire = stackalloc byte[DnsName.MaxBytes];
        int length = 0, pointers = 0, end = -1;
        int at = Position, runStart = at;
        while (at < _packet.Length)
        {
            int first = _packet[at];
            if (first == 0)
            {
                wire[length++] = 0;
                Position = end < 0 ? at + 1 : end;
                name = DnsName.FromWire(wire[..length]);
                return true;
            }

            if (first >= 0xC0)
            {
                if (at + 1 >= _packet.Length || ++pointers > MaxPointers) return false;
                int target = ((first & 0x3F) << 8) | _packet[at + 1];
                if (target >= runStart || target < HeaderBytes) return false;
                if (end < 0) end = at + 2;
                at = runStart = target;
                continue;
            }

            // 01 and 10 are label types nobody may use. One byte stays free for the final zero.
            int size = 1 + first;
            if (first > DnsName.MaxLabelBytes || at + size > _packet.Length || length + size >= DnsName.MaxBytes) return false;
            _packet.Slice(at, size).CopyTo(wire[length..]);
            length += size;
            at += size;
        }

        return false;
    }
}
