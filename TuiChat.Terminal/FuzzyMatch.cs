namespace TuiChat.Terminal;

/// <summary>Matches what somebody types against names: its letters must occur in the name in this order.</summary>
public static class FuzzyMatch
{
    /// <summary>
    /// How well a name matches, higher is better; null when it does not. Case and, in the name, what lies between do not
    /// matter. Letters in a row, at the start of the name and at the starts of words count more; short names win ties.
    /// </summary>
    public static int? Score(string typed, string name)
    {
        if (typed.Length == 0)
            return 0;
        int whole = name.IndexOf(typed, StringComparison.OrdinalIgnoreCase);
        if (whole >= 0)
            return 1000 + (typed.Length * 10) - name.Length + (whole == 0 ? 500 : IsWordStart(name, whole) ? 250 : 0);
        int score = 0, at = 0, last = -2;
        foreach (char c in typed)
        {
            int step = name.AsSpan(at).IndexOf(new ReadOnlySpan<char>(in c), StringComparison.OrdinalIgnoreCase);
            if (step < 0)
                return null;
            at += step;
            score += at == last + 1 ? 10 : IsWordStart(name, at) ? 8 : 1;
            last = at++;
        }

        return score - (name.Length / 4);
    }

    static bool IsWordStart(string name, int index) => index == 0 || (!char.IsLetterOrDigit(name[index - 1]) && char.IsLetterOrDigit(name[index]));
}
