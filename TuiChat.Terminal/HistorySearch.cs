namespace TuiChat.Terminal;

/// <summary>
/// The incremental search backwards through an <see cref="InputHistory"/> (Ctrl+R): a query that grows, and the newest
/// entry that contains it without regard to case.
/// </summary>
public sealed class HistorySearch
{
    readonly IReadOnlyList<string> _entries;
    int _index;

    /// <summary>Begins a search at the newest entry.</summary>
    public HistorySearch(InputHistory history)
    {
        _entries = history.Entries;
        _index = _entries.Count;
    }

    /// <summary>What is searched for.</summary>
    public string Query { get; private set; } = "";

    /// <summary>The entry found, or null while the query is empty or matches nothing.</summary>
    public string? Match => _index < _entries.Count ? _entries[_index] : null;

    /// <summary>True when there is a query that no entry contains.</summary>
    public bool IsFailing => Query.Length > 0 && Match is null;

    /// <summary>Replaces the query; the search stays where it is as long as the entry there matches.</summary>
    public void SetQuery(string query)
    {
        bool grows = query.StartsWith(Query, StringComparison.Ordinal) && Match is not null;
        Query = query;
        Find(grows ? _index : _entries.Count - 1);
    }

    /// <summary>Goes to the next older match. False, and nothing changes, when there is none.</summary>
    public bool Older()
    {
        int from = _index;
        Find(from - 1);
        if (Match is not null)
            return true;
        _index = from;
        return false;
    }

    void Find(int from)
    {
        for (int i = from; Query.Length > 0 && i >= 0; i--)
        {
            if (!_entries[i].Contains(Query, StringComparison.OrdinalIgnoreCase))
                continue;
            _index = i;
            return;
        }

        _index = _entries.Count;
    }
}
