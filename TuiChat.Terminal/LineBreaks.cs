using System.Globalization;

namespace TuiChat.Terminal;

/// <summary>
/// Where a line of text may be broken: after white space and hyphens, around East Asian characters (but not before
/// closing punctuation), and inside web addresses. A small part of UAX 14, enough for chat.
/// </summary>
static class LineBreaks
{
    /// <summary>A line may end before <paramref name="index"/>, which is a cluster border inside the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The border asked about; neither 0 nor the length.</param>
    /// <param name="leftWidth">Columns of the cluster before it.</param>
    /// <param name="rightWidth">Columns of the cluster behind it.</param>
    public static bool IsAllowed(ReadOnlySpan<char> text, int index, int leftWidth, int rightWidth)
    {
        char left = text[index - 1], right = text[index];
        if (IsBreakingSpace(right))
            return false;
        if (IsBreakingSpace(left))
            return true;
        if (IsClosing(right) || IsOpening(left))
            return false;
        if (leftWidth == 2 || rightWidth == 2)
            return true;
        if (left is '-' or '\u2010' or '\u2013')
            return index > 1 && char.IsLetterOrDigit(text[index - 2]) && char.IsLetter(right);
        return left is '/' or '?' or '&' or '=' && index > 1 && char.IsLetterOrDigit(right) && IsInAddress(text, index);
    }

    /// <summary>White space at which a line ends; a no-break space is none.</summary>
    public static bool IsBreakingSpace(char c) => c is ' ' or '\t' or '\u3000' or (>= '\u2000' and <= '\u200A' and not '\u2007');

    static bool IsClosing(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation
        || c is ',' or '.' or ';' or ':' or '!' or '?' or '\u3001' or '\u3002' or '\u3005' or '\u30FB' or '\u30FC'
            or '\uFF0C' or '\uFF0E' or '\uFF01' or '\uFF1F' or '\uFF1A' or '\uFF1B';

    static bool IsOpening(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    // The word before the index holds "://", so that "and/or" and "1/2" stay whole.
    static bool IsInAddress(ReadOnlySpan<char> text, int index)
    {
        int start = index;
        while (start > 0 && !IsBreakingSpace(text[start - 1]) && text[start - 1] != '\n')
            start--;
        int scheme = text[start..index].IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && start + scheme + 3 < index;
    }
}
