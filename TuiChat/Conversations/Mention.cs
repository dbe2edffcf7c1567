using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>Finds a nickname in a text: as a word of its own, without regard to case, with or without <c>@</c>.</summary>
static class Mention
{
    /// <summary>Whether the text names the person.</summary>
    public static bool IsIn(string text, Nickname nickname) => IsIn(text, nickname.Value, isName: true);

    /// <summary>Whether the text has a word, as a word of its own.</summary>
    public static bool IsIn(string text, string word) => IsIn(text, word, isName: false);

    static bool IsIn(string text, string name, bool isName)
    {
        for (var at = 0; name.Length > 0 && (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (IsBorder(text, at - 1, isName ? -1 : 0) && IsBorder(text, at + name.Length, isName ? +1 : 0)) return true;
        }
        return false;
    }

    /// <summary>A character that may stand beside a word; for a name a dot or hyphen may, unless the name goes on behind it.</summary>
    static bool IsBorder(string text, int index, int step) =>
        !IsNameLetter(text, index) && !(step != 0 && index >= 0 && index < text.Length && text[index] is '-' or '.' && IsNameLetter(text, index + step));

    static bool IsNameLetter(string text, int index) => index >= 0 && index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] is '_');
}
