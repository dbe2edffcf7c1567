using System.Text;

namespace TuiChat.Scripting;

/// <summary>Takes a line apart into words, as a shell would: spaces part them, double quotes keep them together.</summary>
static class ScriptWords
{
    /// <summary>The words; null when a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isOpen = false, isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                isQuoted = !isQuoted;
                isOpen = true;
            }
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                if (isOpen) words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
            else
            {
                if (c == '\\' && isQuoted && i + 1 < text.Length && text[i + 1] is '"' or '\\') c = text[++i];
                word.Append(c);
                isOpen = true;
            }
        }
        if (isOpen) words.Add(word.ToString());
        return isQuoted ? null : words;
    }
}
