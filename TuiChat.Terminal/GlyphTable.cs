using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// Numbers for what a cell shows. A single code point is its own number; clusters of several are interned here, each with
/// its UTF-8 bytes ready.
/// </summary>
sealed class GlyphTable
{
    const int FirstCluster = 0x110000;

    readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    readonly List<byte[]> _bytes = [];
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal GlyphTable() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    internal int Count => _bytes.Count;

    internal static bool IsCluster(int glyph) => glyph >= FirstCluster;

    /// <summary>The number of a clean cluster.</summary>
    internal int Intern(ReadOnlySpan<char> cluster)
    {
        if (Rune.DecodeFromUtf16(cluster, out Rune rune, out int length) == System.Buffers.OperationStatus.Done && length == cluster.Length)
            return rune.Value;

        if (_lookup.TryGetValue(cluster, out int id)) return id;

        string text = cluster.ToString();
        id = FirstCluster + _bytes.Count;
        _ids.Add(text, id);
        _bytes.Add(Encoding.UTF8.GetBytes(text));
        return id;
    }

    /// <summary>The UTF-8 bytes of an interned cluster.</summary>
    internal ReadOnlySpan<byte> Bytes(int cluster) => _bytes[cluster - FirstCluster];
}
