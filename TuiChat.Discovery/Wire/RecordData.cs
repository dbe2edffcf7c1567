using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TuiChat.Discovery.Wire;

/// <summary>The data of one resource record. A closed set; equal means "the same record" for caches and conflicts.</summary>
abstract record RecordData
{
    RecordData()
    {
    }

    /// <summary>The record type this data belongs to.</summary>
    public abstract DnsType Type { get; }

    /// <summary>The data without name compression, as the tie-break between two probes compares it (RFC 6762 §8.2).</summary>
    public abstract byte[] ToCanonicalBytes();

    /// <summary>Points from a service type to one instance.</summary>
    public sealed record Pointer(DnsName Target) : RecordData
    {
        /// <inheritdoc/>
        public override DnsType Type => DnsType.Ptr;

        /// <inheritdoc/>
        public override byte[] ToCanonicalBytes() => Target.Wire.ToArray();
    }

    /// <summary>Host and port of an instance (RFC 2782).</summary>
    public sealed record Server(ushort Priority, ushort Weight, ushort Port, DnsName Target) : RecordData
    {
        /// <inheritdoc/>
        public override DnsType Type => DnsType.Srv;

        /// <inheritdoc/>
        public override byte[] ToCanonicalBytes()
        {
            byte[] bytes = new byte[6 + Target.Wire.Length];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, Priority);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), Weight);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), Port);
            Target.Wire.CopyTo(bytes.AsSpan(6));
            return bytes;
        }
    }

    /// <summary>Length-prefixed strings, undecoded.</summary>
    public sealed record Text(ReadOnlyMemory<byte> Bytes) : RecordData
    {
        /// <inheritdoc/>
        public override DnsType Type => DnsType.Txt;

        /// <inheritdoc/>
        public override byte[] ToCanonicalBytes() => Bytes.ToArray();

        /// <inheritdoc/>
        public bool Equals(Text? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

        /// <inheritdoc/>
        public override int GetHashCode() => HashBytes(Bytes.Span);
    }

    /// <summary>An IPv4 or IPv6 address, without scope.</summary>
    public sealed record Host(IPAddress Address) : RecordData
    {
        /// <inheritdoc/>
        public override DnsType Type => Address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa;

        /// <inheritdoc/>
        public override byte[] ToCanonicalBytes() => Address.GetAddressBytes();
    }

    /// <summary>Says which types a name of ours has, and so that it has no others (RFC 6762 §6.1). Written only.</summary>
    public sealed record Negative(DnsName Next, IReadOnlyList<DnsType> Types) : RecordData
    {
        /// <inheritdoc/>
        public override DnsType Type => DnsType.Nsec;

        /// <inheritdoc/>
        public override byte[] ToCanonicalBytes()
        {
            // Restricted form: one window 0 block, as all types of multicast DNS are below 256.
            int bitmapLength = Types.Count == 0 ? 1 : (int)Types.Max() / 8 + 1;
            byte[] bytes = new byte[Next.Wire.Length + 2 + bitmapLength];
            Next.Wire.CopyTo(bytes);
            bytes[Next.Wire.Length + 1] = (byte)bitmapLength;
            Span<byte> bitmap = bytes.AsSpan(Next.Wire.Length + 2);
            foreach (DnsType type in Types) bitmap[(int)type / 8] |= (byte)(0x80 >> ((int)type % 8));
            return bytes;
        }

        /// <inheritdoc/>
        public bool Equals(Negative? other) => other is not null && Next.Equals(other.Next) && Types.SequenceEqual(other.Types);

        /// <inheritdoc/>
        public override int GetHashCode() => Next.GetHashCode();
    }

    /// <summary>A type this program does not interpret: kept as raw bytes, never an error.</summary>
    public sealed record Opaque(DnsType RawType, ReadOnlyMemory<byte> Bytes) : RecordData
    {
        /// <inheritdoc/>
        public override DnsType Type => RawType;

        /// <inheritdoc/>
        public override byte[] ToCanonicalBytes() => Bytes.ToArray();

        /// <inheritdoc/>
        public bool Equals(Opaque? other) =>
            other is not null && RawType == other.RawType && Bytes.Span.SequenceEqual(other.Bytes.Span);

        /// <inheritdoc/>
        public override int GetHashCode() => HashBytes(Bytes.Span);
    }

    static int HashBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
