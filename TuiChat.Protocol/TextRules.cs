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

    static bool IsPairAt(string text, int i) =>
        char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
}
