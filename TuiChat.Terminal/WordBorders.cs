namespace TuiChat.Terminal;

/// <summary>
/// Where words begin and end for the word keys. A word is a run of letters, digits, marks and underscores; everything
/// outside the Basic Multilingual Plane counts as part of a word, so that an emoji is never cut in half.
/// </summary>
static class WordBorders
{
    /// <summary>The start of the word at or left of the index.</summary>
    public static int Left(string text, int index)
    {
        while (index > 0 && !IsWord(text[index - 1]))
            index--;
        while (index > 0 && IsWord(text[index - 1]))
            index--;
        return Snap(text, index);
    }

    /// <summary>Behind the word at or right of the index.</summary>
    public static int Right(string text, int index)
    {
        while (index < text.Length && !IsWord(text[index]))
            index++;
        while (index < text.Length && IsWord(text[index]))
            index++;
        return ClusterBorders.SnapForward(text, index);
    }

    /// <summary>Behind the last white space left of the index, after skipping white space.</summary>
    public static int SpaceLeft(string text, int index)
    {
        while (index > 0 && char.IsWhiteSpace(text[index - 1]))
            index--;
        while (index > 0 && !char.IsWhiteSpace(text[index - 1]))
            index--;
        return Snap(text, index);
    }

    static bool IsWord(char c) =>
        char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c) ||
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.Format;

    static int Snap(string text, int index)
    {
        int border = ClusterBorders.SnapForward(text, index);
        return border == index ? index : ClusterBorders.Previous(text, border);
    }
}
