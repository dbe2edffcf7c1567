using System.Buffers;
using System.Globalization;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// How text falls into grapheme clusters and how many columns each takes. The only judge of width: measuring, cutting and
/// drawing agree because all ask here. What must never reach a cell (controls, bidi marks, lone format characters) has width 0.
/// </summary>
public static class TextWidth
{
    /// <summary>Longer clusters are cut to their base character (UTF-16 units; arbitrary, emoji families take 11, flags with tags 14).</summary>
    public const int MaxClusterChars = 32;

    const string Ellipsis = "…";
    const int ZeroWidthJoiner = 0x200D;
    const int EmojiSelector = 0xFE0F;
    const int TextSelector = 0xFE0E;
    const int Keycap = 0x20E3;
    const int BlackFlag = 0x1F3F4;

    /// <summary>The length in UTF-16 units of the first grapheme cluster, 0 for empty text.</summary>
    /// <param name="text">Any text, also untrusted.</param>
    /// <param name="width">Columns it takes: 0, 1 or 2.</param>
    public static int NextCluster(ReadOnlySpan<char> text, out int width)
    {
        width = 0;
        if (text.IsEmpty) return 0;

        if (IsSimple(text[0]) && (text.Length == 1 || text[1] < 0x300))
        {
            width = IsWideNow(text[0]) ? 2 : 1;
            return 1;
        }

        int length = StringInfo.GetNextTextElementLength(text);
        Span<char> clean = stackalloc char[MaxClusterChars];
        CleanCluster(text[..length], clean, out width);
        return length;
    }

    /// <summary>Columns the text takes on one line.</summary>
    public static int Measure(ReadOnlySpan<char> text)
    {
        int total = 0;
        while (!text.IsEmpty)
        {
            text = text[NextCluster(text, out int width)..];
            total += width;
        }

        return total;
    }

    /// <summary>How many UTF-16 units of the text fit into the columns; never splits a cluster.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">Columns at hand.</param>
    /// <param name="width">Columns the fitting part takes.</param>
    public static int Fit(ReadOnlySpan<char> text, int columns, out int width)
    {
        width = 0;
        int position = 0;
        while (position < text.Length)
        {
            int length = NextCluster(text[position..], out int next);
            if (width + next > columns) break;

            width += next;
            position += length;
        }

        return position;
    }

    /// <summary>The text, or as much of it as fits into the columns with "…" at its end. The same instance when it fits.</summary>
    public static string Truncate(string text, int columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (columns <= 0) return "";
        if (Fit(text, columns, out _) == text.Length) return text;

        int kept = Fit(text, columns - Measure(Ellipsis), out _);
        return columns < Measure(Ellipsis) ? "" : string.Concat(text.AsSpan(0, kept), Ellipsis);
    }

    /// <summary>
    /// Untrusted text made safe to show and to store for showing: without controls, bidi marks and format characters that
    /// stand alone; tabs are spaces; broken surrogates are U+FFFD; oversized clusters are cut. The same instance when it is clean.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="keepLineBreaks">Line ends of every kind become LF instead of a space.</param>
    public static string Sanitize(string text, bool keepLineBreaks = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        int clean = CleanPrefix(text, keepLineBreaks);
        if (clean == text.Length) return text;

        var result = new StringBuilder(text, 0, clean, text.Length);
        Span<char> buffer = stackalloc char[MaxClusterChars];
        ReadOnlySpan<char> rest = text.AsSpan(clean);
        while (!rest.IsEmpty)
        {
            int length = ClusterLength(rest);
            ReadOnlySpan<char> cluster = rest[..length];
            rest = rest[length..];
            if (cluster is "\r\n" or "\n" or "\r" or "\u2028" or "\u2029" or "\u0085") result.Append(keepLineBreaks ? '\n' : ' ');
            else if (cluster is "\t") result.Append(' ');
            else result.Append(buffer[..CleanCluster(cluster, buffer, out _)]);
        }

        return result.ToString();
    }

    /// <summary>Columns a single code point takes when it stands alone: 0, 1 or 2; 0 for what must not be drawn.</summary>
    public static int Measure(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x7F) return value >= ' ' ? 1 : 0;
        if (value < 0x300) return value is < 0xA0 or 0xAD ? 0 : IsWideNow(value) ? 2 : 1;
        if (value is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FF)) return 0;
        if (IsZeroWidth(rune)) return 0;
        return IsWide(value) || IsWideNow(value) ? 2 : 1;
    }

    /// <summary>Writes the drawable part of one cluster.</summary>
    /// <param name="cluster">One grapheme cluster, as it came.</param>
    /// <param name="clean">At least <see cref="MaxClusterChars"/> long.</param>
    /// <param name="width">Columns the clean cluster takes.</param>
    /// <returns>Units written; 0 when nothing may be drawn.</returns>
    internal static int CleanCluster(ReadOnlySpan<char> cluster, Span<char> clean, out int width)
    {
        bool isCut = cluster.Length > MaxClusterChars;
        int written = 0, first = 0, previous = 0, count = 0;
        bool hasEmojiSelector = false, hasKeycap = false, hasTextSelector = false;
        width = 0;
        while (!cluster.IsEmpty)
        {
            // An invalid surrogate decodes to U+FFFD, which is what shall be seen.
            Rune.DecodeFromUtf16(cluster, out Rune rune, out int length);
            cluster = cluster[length..];
            if (first == 0 ? Measure(rune) == 0 : !IsAllowedInside(rune, first, previous, cluster)) continue;

            if (first == 0)
            {
                first = rune.Value;
                width = Measure(rune);
            }

            written += rune.EncodeToUtf16(clean[written..]);
            count++;
            previous = rune.Value;
            hasEmojiSelector |= previous == EmojiSelector;
            hasTextSelector |= previous == TextSelector;
            hasKeycap |= previous == Keycap;
            if (isCut) return written;
        }

        bool isFlag = count >= 2 && IsRegionalIndicator(first);
        if (isFlag || (hasEmojiSelector && (first > 0x7F || hasKeycap))) width = 2;
        else if (hasTextSelector && IsPictographic(first)) width = 1;
        return written;
    }

    internal static bool IsWide(int value) => IsIn(WideTable.Wide, value);

    // Of ambiguous width, and such characters take two columns.
    static bool IsWideNow(int value) => value > '~' && WidthPolicy.AmbiguousIsWide && IsIn(WideTable.Ambiguous, value);

    static bool IsIn(ReadOnlySpan<int> ranges, int value)
    {
        int low = 0, high = (ranges.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (value > ranges[(middle * 2) + 1]) low = middle + 1;
            else if (value < ranges[middle * 2]) high = middle - 1;
            else return true;
        }

        return false;
    }

    static bool IsSimple(char c) => c is (>= ' ' and < '\x7F') or (>= '\xA0' and < '\u0300' and not '\xAD');

    static int ClusterLength(ReadOnlySpan<char> text)
        => IsSimple(text[0]) && (text.Length == 1 || text[1] < 0x300) ? 1 : StringInfo.GetNextTextElementLength(text);

    // The length of the part that Sanitize would leave as it is.
    static int CleanPrefix(ReadOnlySpan<char> text, bool keepLineBreaks)
    {
        Span<char> buffer = stackalloc char[MaxClusterChars];
        int position = 0;
        while (position < text.Length)
        {
            int length = ClusterLength(text[position..]);
            ReadOnlySpan<char> cluster = text.Slice(position, length);
            bool isClean = (length == 1 && IsSimple(cluster[0])) || (keepLineBreaks && cluster is "\n")
                || (CleanCluster(cluster, buffer, out _) is int kept && buffer[..kept].SequenceEqual(cluster));
            if (!isClean) return position;

            position += length;
        }

        return position;
    }

    static bool IsAllowedInside(Rune rune, int first, int previous, ReadOnlySpan<char> rest)
    {
        int value = rune.Value;
        if (value == ZeroWidthJoiner)
            return IsJoinable(previous) && Rune.DecodeFromUtf16(rest, out Rune next, out _) == OperationStatus.Done && IsPictographic(next.Value);
        if (value is >= 0xE0020 and <= 0xE007F) return first == BlackFlag;
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    static bool IsZeroWidth(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (rune.Value & 0xFFFE) == 0xFFFE;

    static bool IsJoinable(int value) => IsPictographic(value) || value == EmojiSelector;

    static bool IsRegionalIndicator(int value) => value is >= 0x1F1E6 and <= 0x1F1FF;

    // Extended_Pictographic, a little generously: only what may stand around a joiner depends on it.
    static bool IsPictographic(int value) => value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF)
        or 0xA9 or 0xAE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x3030 or 0x303D or 0x3297 or 0x3299;
}
