using System.Globalization;
using System.Text;

namespace TuiChat.Discovery.Wire;

/// <summary>
/// A domain name as its labels' bytes. Two names are equal when they differ at most in the case of ASCII letters; all other bytes
/// count as they are (RFC 6762 §16). An instance label may hold dots and spaces, so a name is never split at '.'.
/// </summary>
sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>RFC 1035 §2.3.4: length bytes and the final zero included.</summary>
    public const int MaxBytes = 255;

    /// <summary>RFC 1035 §2.3.4.</summary>
    public const int MaxLabelBytes = 63;

    readonly byte[] _wire;
    readonly int _hash;

    DnsName(byte[] wire)
    {
        _wire = wire;
        var hash = new HashCode();
        foreach (byte value in wire) hash.Add(Fold(value));
        _hash = hash.ToHashCode();
    }

    /// <summary>The name without compression: length-prefixed labels and the final zero.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>The bytes of the leftmost label; empty for the root.</summary>
    public ReadOnlySpan<byte> FirstLabel => _wire.AsSpan(1, _wire[0]);

    /// <summary>Makes a name from text labels, which must be 1 to 63 bytes each in UTF-8.</summary>
    public static DnsName FromLabels(params ReadOnlySpan<string> labels)
    {
        var wire = new List<byte>();
        foreach (string label in labels)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > MaxLabelBytes)
                throw new ArgumentException($"A label has 1 to {MaxLabelBytes} bytes: '{label}'.");
            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }

        wire.Add(0);
        if (wire.Count > MaxBytes) throw new ArgumentException($"A name has at most {MaxBytes} bytes.");
        return new DnsName([.. wire]);
    }

    /// <summary>Makes a name from text without dots inside labels, as <c>_tuichat._tcp.local</c>.</summary>
    public static DnsName FromDotted(string name) => FromLabels(name.TrimEnd('.').Split('.'));

    /// <summary>Takes over a complete uncompressed wire form that the caller has checked.</summary>
    public static DnsName FromWire(ReadOnlySpan<byte> wire) => new(wire.ToArray());

    /// <summary>This name with one more label in front.</summary>
    public DnsName Prepend(string label)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(label);
        if (bytes.Length is 0 or > MaxLabelBytes || bytes.Length + 1 + _wire.Length > MaxBytes)
            throw new ArgumentException($"The label does not fit: '{label}'.");
        return new DnsName([(byte)bytes.Length, .. bytes, .. _wire]);
    }

    /// <summary>True when this name is <paramref name="parent"/> with exactly one label in front.</summary>
    public bool IsDirectlyUnder(DnsName parent)
    {
        int skip = 1 + _wire[0];
        return _wire[0] != 0 && _wire.Length - skip == parent._wire.Length && AreEqual(_wire.AsSpan(skip), parent._wire);
    }

    /// <inheritdoc/>
    public bool Equals(DnsName? other) =>
        other is not null && _hash == other._hash && _wire.Length == other._wire.Length && AreEqual(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnsName);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Presentation form: dots between labels; dots, backslashes and everything outside printable ASCII as
    /// <c>\DDD</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_wire.Length);
        for (int position = 0; _wire[position] != 0; position += 1 + _wire[position])
        {
            if (position > 0) text.Append('.');
            foreach (byte value in _wire.AsSpan(position + 1, _wire[position]))
            {
                if (value is > 0x20 and < 0x7F and not (byte)'.' and not (byte)'\\') text.Append((char)value);
                else text.Append('\\').Append(value.ToString("D3", CultureInfo.InvariantCulture));
            }
        }

        return text.Length == 0 ? "." : text.ToString();
    }

    // Length bytes are at most 63 and so never fall into the letters.
    static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right)) return true;
        for (int i = 0; i < left.Length; i++)
        {
            if (Fold(left[i]) != Fold(right[i])) return false;
        }

        return true;
    }
}
