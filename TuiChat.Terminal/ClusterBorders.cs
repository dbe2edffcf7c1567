using System.Globalization;

namespace TuiChat.Terminal;

/// <summary>Finds the borders between grapheme clusters around a position without scanning the whole text.</summary>
static class ClusterBorders
{
    /// <summary>The first border after <paramref name="index"/>, which is itself a border; the text's length at its end.</summary>
    public static int Next(string text, int index) =>
        index >= text.Length ? text.Length : index + StringInfo.GetNextTextElementLength(text, index);

    /// <summary>The last border before <paramref name="index"/>; 0 at the start.</summary>
    public static int Previous(string text, int index)
    {
        if (index <= 0)
            return 0;
        int border = SafeBorderBefore(text, index);
        while (true)
        {
            int next = Next(text, border);
            if (next >= index)
                return border;
            border = next;
        }
    }

    /// <summary>The border at <paramref name="index"/>, or the next one when the index lies inside a cluster.</summary>
    public static int SnapForward(string text, int index)
    {
        if (index <= 0 || index >= text.Length)
            return Math.Clamp(index, 0, text.Length);
        int border = SafeBorderBefore(text, index);
        while (border < index)
            border = Next(text, border);
        return border;
    }

    // Between two ASCII characters (CR LF never occurs here) there is always a border, so the scan may begin there.
    static int SafeBorderBefore(string text, int index)
    {
        for (int at = index - 1; at > 0; at--)
        {
            if (char.IsAscii(text[at]) && char.IsAscii(text[at - 1]))
                return at;
        }

        return 0;
    }
}
