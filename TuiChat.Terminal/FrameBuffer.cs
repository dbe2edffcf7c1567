using System.Buffers.Text;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>A growing buffer of terminal bytes, reused from frame to frame.</summary>
sealed class FrameBuffer
{
    byte[] _bytes = new byte[4096];

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    internal void Clear() => Length = 0;

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    internal void Add(byte value, int count)
    {
        Reserve(count)[..count].Fill(value);
        Length += count;
    }

    internal void AddNumber(int value)
    {
        Utf8Formatter.TryFormat(value, Reserve(11), out int written);
        Length += written;
    }

    internal void AddRune(int value)
    {
        if (value < 0x80) Add((byte)value, 1);
        else Length += new Rune(value).EncodeToUtf8(Reserve(4));
    }

    internal void AddText(ReadOnlySpan<char> text)
        => Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Absolute move to a row and column, both from 0.</summary>
    internal void MoveTo(int x, int y)
    {
        Add("\e["u8);
        AddNumber(y + 1);
        Add(";"u8);
        AddNumber(x + 1);
        Add("H"u8);
    }

    /// <summary>Absolute move within the row.</summary>
    internal void MoveToColumn(int x)
    {
        Add("\e["u8);
        AddNumber(x + 1);
        Add("G"u8);
    }

    /// <summary>Move along the row, right when positive; not by 0.</summary>
    internal void MoveBy(int columns)
    {
        Add("\e["u8);
        AddNumber(Math.Abs(columns));
        Add(columns > 0 ? "C"u8 : "D"u8);
    }

    /// <summary>Blanks so many cells from the cursor on, which stays.</summary>
    internal void Erase(int columns)
    {
        Add("\e["u8);
        AddNumber(columns);
        Add("X"u8);
    }

    Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        return _bytes.AsSpan(Length);
    }
}
