using System.Text;

namespace TuiChat.Discovery;

/// <summary>
/// The attributes of a service: keys without regard to case, values of bytes (RFC 6763 §6). Immutable. Put only stable facts in:
/// every change is an announcement to the whole network.
/// </summary>
public sealed class TxtRecord : IEquatable<TxtRecord>
{
    /// <summary>Greatest size of a record we announce, in bytes (RFC 6763 §6.2 advises 200 to 400).</summary>
    public const int MaxAnnouncedBytes = 400;

    // A received record may name at most this many keys; the rest is ignored.
    const int MaxKeys = 64;

    readonly byte[] _wire;
    readonly Dictionary<string, byte[]?> _values = new(StringComparer.OrdinalIgnoreCase);

    TxtRecord(ReadOnlySpan<byte> wire)
    {
        _wire = wire.ToArray();
        while (!wire.IsEmpty && _values.Count < MaxKeys)
        {
            int length = Math.Min(wire[0], wire.Length - 1);
            Add(wire.Slice(1, length));
            wire = wire[(1 + length)..];
        }
    }

    /// <summary>A record without attributes.</summary>
    public static TxtRecord Empty { get; } = new([0]);

    /// <summary>The keys in the record, as written by the sender; printable ASCII only.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>The record's bytes: length-prefixed strings, at least one byte.</summary>
    public ReadOnlyMemory<byte> Wire => _wire;

    /// <summary>The value of a key, safe to show; null when the key is missing or has no value (<c>k</c> is not
    /// <c>k=</c>).</summary>
    public string? this[string key] => _values.TryGetValue(key, out byte[]? value) && value is not null
        ? PrintableText.Clean(value, PrintableText.MaxValueRunes)
        : null;

    /// <summary>Makes a record to announce. A null value writes the bare key.</summary>
    /// <exception cref="ArgumentException">A key is not 1 or more printable ASCII characters without '=', a string has more than
    /// 255 bytes, or the record more than <see cref="MaxAnnouncedBytes"/>.</exception>
    public static TxtRecord Create(params IEnumerable<KeyValuePair<string, string?>> attributes)
    {
        var wire = new List<byte>();
        foreach ((string key, string? value) in attributes)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(value is null ? key : key + "=" + value);
            if (!IsKey(Encoding.UTF8.GetBytes(key))) throw new ArgumentException($"Not a TXT key: '{key}'.", nameof(attributes));
            if (bytes.Length > byte.MaxValue)
                throw new ArgumentException($"The TXT value of '{key}' is too long.", nameof(attributes));
            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }

        if (wire.Count == 0) return Empty;
        if (wire.Count > MaxAnnouncedBytes)
            throw new ArgumentException($"A TXT record has at most {MaxAnnouncedBytes} bytes.", nameof(attributes));
        return new TxtRecord(wire.ToArray());
    }

    /// <summary>Reads a received record; what is malformed in it is left out.</summary>
    public static TxtRecord Parse(ReadOnlySpan<byte> wire) => wire.IsEmpty ? Empty : new TxtRecord(wire);

    /// <summary>True when the key is there, with or without a value.</summary>
    public bool Contains(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool Equals(TxtRecord? other) => other is not null && _wire.AsSpan().SequenceEqual(other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TxtRecord);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_wire);
        return hash.ToHashCode();
    }

    /// <summary>The attributes as text, safe to show.</summary>
    public override string ToString() => string.Join(' ', Keys.Select(key => this[key] is { } value ? $"{key}={value}" : key));

    void Add(ReadOnlySpan<byte> text)
    {
        int equals = text.IndexOf((byte)'=');
        ReadOnlySpan<byte> key = equals < 0 ? text : text[..equals];
        if (IsKey(key)) _values.TryAdd(Encoding.ASCII.GetString(key), equals < 0 ? null : text[(equals + 1)..].ToArray());
    }

    static bool IsKey(ReadOnlySpan<byte> key) =>
        !key.IsEmpty && !key.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) && !key.Contains((byte)'=');
}
