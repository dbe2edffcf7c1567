using System.Globalization;
using System.Text;

namespace TuiChat.Discovery;

/// <summary>
/// Makes text from the network fit to be drawn or logged. Everything that comes out of this library as a string has been through
/// here: anyone on the network can send any bytes.
/// </summary>
public static class PrintableText
{
    /// <summary>Greatest length of a displayed name: a DNS label has 63 bytes, so this cuts only what was replaced or
    /// padded.</summary>
    public const int MaxNameRunes = 64;

    /// <summary>Greatest length of a displayed TXT value: one TXT string has 255 bytes (RFC 6763 §6.1).</summary>
    public const int MaxValueRunes = 255;

    /// <summary>
    /// Decodes UTF-8; invalid bytes, control and format characters (escape, right-to-left override, zero width), separators of
    /// lines and paragraphs, private and unassigned characters become U+FFFD. Cuts after <paramref name="maxRunes"/> characters.
    /// </summary>
    public static string Clean(ReadOnlySpan<byte> utf8, int maxRunes)
    {
        var text = new StringBuilder(Math.Min(utf8.Length, maxRunes));
        for (int count = 0; count < maxRunes && !utf8.IsEmpty; count++)
        {
            // An invalid sequence decodes to U+FFFD by itself.
            Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed);
            text.Append((IsPrintable(rune) ? rune : Rune.ReplacementChar).ToString());
            utf8 = utf8[consumed..];
        }

        return text.ToString();
    }

    static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or
        UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or
        UnicodeCategory.OtherNotAssigned);
}
