namespace TuiChat.Suggestions;

/// <summary>Compares the beginning of a name with what is typed, without regard to case and to signs such as <c>_ - .</c> in the name.</summary>
static class NameMatch
{
    /// <summary>2 when the name begins so, 1 when a word within it does, null otherwise; nothing typed is the beginning of every name.</summary>
    public static int? Score(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        if (IsStart(typed, name)) return 2;
        for (var i = 1; i < name.Length; i++)
        {
            if (char.IsLetterOrDigit(name[i]) && !char.IsLetterOrDigit(name[i - 1]) && IsStart(typed, name[i..])) return 1;
        }
        return null;
    }

    static bool IsStart(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        var at = 0;
        foreach (var c in typed)
        {
            // A sign that is typed has to be there; one that is not may be.
            while (at < name.Length && !IsSame(name[at], c) && IsSign(name[at])) at++;
            if (at == name.Length) return false;
            if (!IsSame(name[at], c)) return false;
            at++;
        }
        return true;
    }

    static bool IsSame(char one, char other) => one == other || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);

    static bool IsSign(char c) => !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && !char.IsWhiteSpace(c);
}
