using System.Buffers.Text;

namespace TuiChat.Terminal;

/// <summary>Writes SGR sequences (ECMA-48 §8.3.117). Colours have been reduced to what the terminal shows.</summary>
ref struct SgrWriter
{
    // All attributes off and on and two RGB colours.
    const int MaxBytes = 96;

    static readonly (TextStyle Styles, int Off)[] Off =
    [
        (TextStyle.Bold | TextStyle.Dim, 22), (TextStyle.Italic, 23), (TextStyle.Underline, 24), (TextStyle.Reverse, 27), (TextStyle.Strikethrough, 29),
    ];

    readonly Span<byte> _buffer;
    int _length;

    SgrWriter(Span<byte> buffer)
    {
        _buffer = buffer;
        "\e["u8.CopyTo(buffer);
        _length = 2;
    }

    /// <summary>The sequence that sets exactly this style, whatever was set before.</summary>
    internal static byte[] Full(Style style)
    {
        if (style == Style.Default) return [.. "\e[m"u8];

        var writer = new SgrWriter(stackalloc byte[MaxBytes]);
        writer.Add(0);
        writer.Change(TextStyle.None, style.Text);
        if (!style.Foreground.IsDefault) writer.AddColor(style.Foreground, 30);
        if (!style.Background.IsDefault) writer.AddColor(style.Background, 40);
        return writer.Finish();
    }

    /// <summary>The sequence that changes only what differs; empty when nothing does.</summary>
    internal static byte[] Change(Style from, Style to)
    {
        if (from == to) return [];

        var writer = new SgrWriter(stackalloc byte[MaxBytes]);
        writer.Change(from.Text, to.Text);
        if (from.Foreground != to.Foreground) writer.AddColor(to.Foreground, 30);
        if (from.Background != to.Background) writer.AddColor(to.Background, 40);
        return writer.Finish();
    }

    void Change(TextStyle from, TextStyle to)
    {
        foreach ((TextStyle styles, int off) in Off)
        {
            if ((from & styles & ~to) == 0) continue;

            Add(off);
            from &= ~styles;
        }

        TextStyle on = to & ~from;
        for (int bit = 0; bit < 6; bit++)
        {
            if (((int)on & (1 << bit)) != 0) Add(bit == 4 ? 7 : bit == 5 ? 9 : bit + 1);
        }
    }

    // From "first": eight colours, then 8 the extended ones, then 9 the default; the bright ones stand 60 above.
    void AddColor(Color color, int first)
    {
        if (color.IsDefault)
        {
            Add(first + 9);
        }
        else if (color.IsRgb)
        {
            Add(first + 8);
            Add(2);
            Add(color.R);
            Add(color.G);
            Add(color.B);
        }
        else if (color.Index < 16)
        {
            Add(color.Index < 8 ? first + color.Index : first + 60 + color.Index - 8);
        }
        else
        {
            Add(first + 8);
            Add(5);
            Add(color.Index);
        }
    }

    void Add(int parameter)
    {
        if (_length > 2) _buffer[_length++] = (byte)';';
        Utf8Formatter.TryFormat(parameter, _buffer[_length..], out int written);
        _length += written;
    }

    byte[] Finish()
    {
        _buffer[_length++] = (byte)'m';
        return _buffer[.._length].ToArray();
    }
}
