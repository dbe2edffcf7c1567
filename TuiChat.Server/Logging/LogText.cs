namespace TuiChat.Server.Logging;

/// <summary>Makes text that came from outside fit for a log: one line, no control characters, not too long.</summary>
static class LogText
{
    /// <summary>200 characters of one value; arbitrary.</summary>
    const int MaxChars = 200;

    /// <summary>The text with every control, format and separator character replaced by <c>?</c>, and cut.</summary>
    public static string Clean(string text) => string.Create(Math.Min(text.Length, MaxChars), text, static (result, from) =>
    {
        for (var i = 0; i < result.Length; i++) result[i] = IsPlain(from[i]) ? from[i] : '?';
    });

    static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
