using System.Text.RegularExpressions;

namespace TuiChat.History.Export;

/// <summary>Finds the addresses of web pages in a text.</summary>
static partial class TextLinks
{
    /// <summary>The text in parts, each a link or not; together they are the whole.</summary>
    public static IEnumerable<(string Part, bool IsLink)> Split(string text)
    {
        var at = 0;
        foreach (Match match in Address().Matches(text))
        {
            if (match.Index > at) yield return (text[at..match.Index], false);
            yield return (match.Value, true);
            at = match.Index + match.Length;
        }
        if (at < text.Length) yield return (text[at..], false);
    }

    /// <summary>No spaces, quotes or angle brackets, and no punctuation at the end.</summary>
    [GeneratedRegex(@"https?://[^\s<>""'`\\\p{C}]+[^\s<>""'`\\\p{C}.,;:!?)\]}]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
