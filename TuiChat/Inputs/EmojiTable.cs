using System.Collections.Frozen;

namespace TuiChat.Inputs;

/// <summary>All emoji with their names, read once from a file within the program when the first is looked for.</summary>
sealed class EmojiTable
{
    const string Resource = "TuiChat.Inputs.emoji.txt";

    static readonly Lazy<EmojiTable> Loaded = new(() => new EmojiTable());

    readonly FrozenDictionary<string, string> _byName;

    EmojiTable()
    {
        var rows = new List<EmojiRow>();
        using var stream = typeof(EmojiTable).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line == "#" || line.StartsWith("# ", StringComparison.Ordinal)) continue; // a comment, and not the keycap
            var columns = line.Split('\t');
            rows.Add(new EmojiRow(columns[0], columns[1].Split(' '), columns.Length > 2 ? columns[2].Split(' ') : []));
        }
        Rows = rows;
        _byName = rows.SelectMany(row => row.Names.Select(name => (name, row.Emoji))).ToFrozenDictionary(pair => pair.name, pair => pair.Emoji, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The table.</summary>
    public static EmojiTable Instance => Loaded.Value;

    /// <summary>All emoji, faces first.</summary>
    public IReadOnlyList<EmojiRow> Rows { get; }

    /// <summary>How many names there are.</summary>
    public int NameCount => _byName.Count;

    /// <summary>The emoji of a name without colons, or null.</summary>
    public string? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether a character can stand in a name.</summary>
    public static bool IsNameLetter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+';

    /// <summary>
    /// Where the colon stands before the name that ends at an index, or -1: the name may be empty, and a letter or digit before the
    /// colon makes it none (as in a time of day).
    /// </summary>
    public static int ColonBefore(string text, int end)
    {
        var at = end;
        while (at > 0 && IsNameLetter(text[at - 1])) at--;
        return at > 0 && text[at - 1] == ':' && (at == 1 || !char.IsLetterOrDigit(text[at - 2])) ? at - 1 : -1;
    }
}
