using System.Buffers.Text;

namespace TuiChat.Terminal;

/// <summary>
/// Numbers for styles, each with its SGR sequence ready for one colour depth. A hyperlink is part of what the number
/// stands for, so that cells need no field for it. Number 0 is the default style without a link.
/// </summary>
sealed class StyleTable
{
    /// <summary>Longest link carried (bytes; what terminals that implement OSC 8 accept).</summary>
    const int MaxLinkLength = 2083;

    readonly Dictionary<(Style Style, string? Link), ushort> _ids = [];
    readonly List<Entry> _entries = [];
    readonly ColorDepth _depth;

    internal StyleTable(ColorDepth depth)
    {
        _depth = depth;
        Intern(Style.Default, null);
    }

    internal int Count => _entries.Count;

    /// <summary>The number of a style and link; a link with anything but printable ASCII is left out.</summary>
    internal ushort Intern(Style style, string? link)
    {
        if (_ids.TryGetValue((style, link), out ushort id)) return id;

        string? safe = IsSafe(link) ? link : null;
        // A full table gives the default look until the renderer starts a new one with the next frame.
        if (_entries.Count > ushort.MaxValue) return 0;

        id = (ushort)_entries.Count;
        _ids.Add((style, link), id);
        _entries.Add(new Entry(style, safe, Sgr(style)));
        return id;
    }

    internal Style StyleOf(ushort id) => _entries[id].Style;

    internal string? LinkOf(ushort id) => _entries[id].Link;

    /// <summary>The sequence that sets exactly this style, whatever was set before.</summary>
    internal ReadOnlySpan<byte> SgrOf(ushort id) => _entries[id].Sgr;

    static bool IsSafe(string? link)
        => link is { Length: > 0 and <= MaxLinkLength } && !link.AsSpan().ContainsAnyExceptInRange('!', '~');

    byte[] Sgr(Style style)
    {
        Span<byte> buffer = stackalloc byte[96];
        var writer = new SgrWriter(buffer);
        for (int bit = 0; bit < 6; bit++)
        {
            if (((int)style.Text & (1 << bit)) != 0) writer.Add(bit == 4 ? 7 : bit == 5 ? 9 : bit + 1);
        }

        Style shown = ReducedStyle.Of(style, _depth);
        AddColor(ref writer, shown.Foreground, 30, 90, 38);
        AddColor(ref writer, shown.Background, 40, 100, 48);
        return writer.Finish();
    }

    static void AddColor(ref SgrWriter writer, Color color, int normal, int bright, int extended)
    {
        if (color.IsDefault) return;

        if (color.IsRgb)
        {
            writer.Add(extended);
            writer.Add(2);
            writer.Add(color.R);
            writer.Add(color.G);
            writer.Add(color.B);
        }
        else if (color.Index < 8)
        {
            writer.Add(normal + color.Index);
        }
        else if (color.Index < 16)
        {
            writer.Add(bright + color.Index - 8);
        }
        else
        {
            writer.Add(extended);
            writer.Add(5);
            writer.Add(color.Index);
        }
    }

    readonly record struct Entry(Style Style, string? Link, byte[] Sgr);

    ref struct SgrWriter
    {
        readonly Span<byte> _buffer;
        int _length;

        internal SgrWriter(Span<byte> buffer)
        {
            _buffer = buffer;
            "\e[0"u8.CopyTo(buffer);
            _length = 3;
        }

        internal void Add(int parameter)
        {
            _buffer[_length++] = (byte)';';
            Utf8Formatter.TryFormat(parameter, _buffer[_length..], out int written);
            _length += written;
        }

        internal byte[] Finish()
        {
            _buffer[_length++] = (byte)'m';
            return _buffer[.._length].ToArray();
        }
    }
}
