using System.Text;

namespace TuiChat.History;

/// <summary>Makes texts fit to be kept and shown.</summary>
static class HistoryText
{
    /// <summary>What a line is found by with <c>has:link</c>.</summary>
    public const string LinkTag = "link";

    /// <summary>The text without control characters but newline and tab, and without broken Unicode.</summary>
    public static string Clean(string text)
    {
        var isClean = true;
        foreach (var c in text) isClean &= !char.IsSurrogate(c) && (!char.IsControl(c) || c is '\n' or '\t');
        if (isClean) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') clean.Append(rune.ToString());
        }
        return clean.ToString();
    }

    /// <summary>The tags of a text, apart by spaces.</summary>
    public static string Tags(string text) =>
        text.Contains("http://", StringComparison.OrdinalIgnoreCase) || text.Contains("https://", StringComparison.OrdinalIgnoreCase) || text.Contains("www.", StringComparison.OrdinalIgnoreCase)
            ? LinkTag
            : "";
}
