using TuiChat.Inputs;
using TuiChat.Terminal;

namespace TuiChat.Suggestions;

/// <summary>Finds emoji by what is typed of a name: names that begin so first, then those with such a word, then other words for it.</summary>
static class EmojiCompletion
{
    /// <summary>The emoji of a beginning, each shown with the name that matched.</summary>
    public static IReadOnlyList<Completion> Find(string typed)
    {
        typed = typed.Trim(':');
        var best = new BestMatches<(EmojiRow Row, string Name)>();
        foreach (var row in EmojiTable.Instance.Rows)
        {
            var (score, name) = Score(row, typed);
            best.Offer(score, (row, name));
        }
        return [.. best.Items.Select(match => new Completion(match.Row.Emoji, $":{match.Name}:"))];
    }

    static (int? Score, string Name) Score(EmojiRow row, string typed)
    {
        (int? Score, string Name) best = (null, row.Names[0]);
        foreach (var name in row.Names)
        {
            var score = name.Equals(typed, StringComparison.OrdinalIgnoreCase) ? 4 : name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 3 : NameMatch.Score(typed, name) is not null ? 2 : (int?)null;
            if (score > (best.Score ?? 0)) best = (score, name);
        }
        if (best.Score is not null) return best;
        foreach (var word in row.Words)
        {
            if (word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) return (1, row.Names[0]);
        }
        return best;
    }
}
