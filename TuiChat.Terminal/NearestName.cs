namespace TuiChat.Terminal;

/// <summary>Finds the known name somebody probably meant when they wrote an unknown one.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; case ignored), or null
    /// when even that differs in more than a third of the characters (at least two are always forgiven).
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(2, name.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance >= bestDistance || distance >= Math.Max(name.Length, candidate.Length))
                continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    // Optimal string alignment, three rows at a time.
    static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
