using System.Buffers;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>Gathers the body of a bracketed paste up to its end mark, which may come in pieces.</summary>
sealed class PasteCollector
{
    static ReadOnlySpan<byte> EndMark => "\e[201~"u8;

    ArrayBufferWriter<byte> _body = new();
    int _matched;
    bool _isTruncated;

    /// <summary>Takes bytes up to and including the end mark.</summary>
    /// <returns>How many were taken.</returns>
    internal int Take(ReadOnlySpan<byte> bytes, out bool isEnded)
    {
        int taken = 0;
        while (taken < bytes.Length)
        {
            if (_matched == 0)
            {
                int plain = bytes[taken..].IndexOf(EndMark[0]);
                if (plain < 0) plain = bytes.Length - taken;
                Keep(bytes.Slice(taken, plain));
                taken += plain;
                if (taken == bytes.Length) break;
            }

            byte value = bytes[taken];
            if (value == EndMark[_matched])
            {
                taken++;
                if (++_matched < EndMark.Length) continue;

                _matched = 0;
                isEnded = true;
                return taken;
            }

            // The mark begins with its only ESC: what was held back is text, and the byte is looked at again.
            Keep(EndMark[.._matched]);
            _matched = 0;
        }

        isEnded = false;
        return taken;
    }

    /// <summary>Says that the end will not come.</summary>
    internal void Abandon() => _isTruncated = true;

    internal Pasted Finish()
    {
        ReadOnlySpan<byte> bytes = _body.WrittenSpan;
        if (_isTruncated) bytes = WithoutBrokenEnd(bytes);
        string text = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal);
        var paste = new Pasted(text, _isTruncated);
        _body = new ArrayBufferWriter<byte>();
        (_matched, _isTruncated) = (0, false);
        return paste;
    }

    void Keep(ReadOnlySpan<byte> bytes)
    {
        int room = InputParser.MaxPasteBytes - _body.WrittenCount;
        _isTruncated |= bytes.Length > room;
        _body.Write(bytes[..Math.Min(bytes.Length, room)]);
    }

    static ReadOnlySpan<byte> WithoutBrokenEnd(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            if ((bytes[^back] & 0xC0) == 0x80) continue;

            bool isWhole = Rune.DecodeFromUtf8(bytes[^back..], out _, out _) != OperationStatus.NeedMoreData;
            return isWhole ? bytes : bytes[..^back];
        }

        return bytes;
    }
}
