using System.Globalization;
using System.Text;

namespace TuiChat.Protocol;

/// <summary>What a text from a person may hold. Both sides ask: the client before it sends, the server before it stores.</summary>
public static class TextRules
{
    /// <summary>
    /// The reason why a text is refused, or null. Newlines and tabs are the only control characters allowed, and only where
    /// <paramref name="isMultiline"/>.
    /// </summary>
    /// <param name="text">The text; null counts as empty.</param>
    /// <param name="maxBytes">The most it may take in UTF-8.</param>
    /// <param name="isMultiline">Whether newlines and tabs are allowed.</param>
    public static Refusal? Problem(string? text, int maxBytes, bool isMultiline)
    {
        text ??= "";
        if (Encoding.UTF8.GetByteCount(text) is var bytes && bytes > maxBytes)
            return new Refusal(RefusalCode.TooLong, $"The text has {bytes} bytes; at most {maxBytes} are allowed. Send it in parts.");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\t' && isMultiline) continue;
            if (char.IsControl(c))
                return new Refusal(RefusalCode.TextBad, $"The text holds the control character U+{(int)c:X4} at position {i}. Remove it and send again.");
            if (!char.IsSurrogate(c)) continue;
            if (!IsPairAt(text, i))
                return new Refusal(RefusalCode.TextBad, $"The text holds half of a surrogate pair at position {i}. Remove it and send again.");
            i++;
        }
        return null;
    }

    /// <summary>
    /// The reason why a text is refused as a reaction, or null: 1–<see cref="Limits.MaxReactionBytes"/> bytes without spaces and
    /// control characters, at least one character of which is seen. Of the invisible ones only those that emoji are made of are
    /// allowed: joiner and tags.
    /// </summary>
    public static Refusal? ReactionProblem(string? text)
    {
        text ??= "";
        if (Problem(text, Limits.MaxReactionBytes, isMultiline: false) is { } problem) return problem;
        var isSeen = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
            var isPartOfEmoji = rune.Value is 0x200D or (>= 0xE0020 and <= 0xE007F);
            if (!isPartOfEmoji && category is UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
            {
                return new Refusal(RefusalCode.TextBad, $"A reaction holds no space and nothing invisible, such as U+{rune.Value:X4}. Send an emoji or a short word.");
            }
            isSeen |= !isMark && !isPartOfEmoji;
        }
        return isSeen ? null : new Refusal(RefusalCode.TextBad, "The reaction is empty. Send an emoji or a short word.");
    }

    /// <summary>Whether this is a colour as the protocol writes it: <c>#</c> and six hexadecimal digits in lower case.</summary>
    public static bool IsColor(string? text) =>
        text is { Length: 7 } && text[0] == '#' && text.Skip(1).All(c => char.IsAsciiHexDigitLower(c));

    static bool IsPairAt(string text, int i) =>
        char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
}
