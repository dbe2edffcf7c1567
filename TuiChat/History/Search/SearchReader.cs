using Microsoft.Data.Sqlite;

namespace TuiChat.History.Search;

/// <summary>
/// Finds lines, newest first. Every condition but the date goes into the one expression of the full-text index, and the date is a
/// range of its row ids, so the index alone walks to the newest matches. Owned by a reader's thread.
/// </summary>
sealed class SearchReader(HistoryStatements statements)
{
    /// <summary>500 rooms: as many as one expression names.</summary>
    const int MaxRooms = 500;

    /// <summary>200 characters of a line are shown, around the first match.</summary>
    const int ExcerptChars = 200;

    /// <summary>The newest hits below an id.</summary>
    public SearchPage Find(SearchQuery query, long below, int limit)
    {
        if (query.IsEmpty) return SearchPage.Empty;
        var rooms = query.In.Count == 0 && query.Servers.Count == 0 ? null : Rooms(query);
        if (rooms is { Count: 0 }) return SearchPage.Empty;
        var match = Match(query, rooms);
        var unindexed = match.Length > 0 ? Unindexed() : null;
        using var command = statements.Connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts; all that a person typed is in parameters.
        command.CommandText = Text(isMatch: match.Length > 0, query.From.Count);
#pragma warning restore CA2100
        var end = query.Before is { } before ? EventIds.FirstOf(before.ToUnixTimeMilliseconds()) : long.MaxValue;
        command.Parameters.AddWithValue("$match", match);
        command.Parameters.AddWithValue("$below", Math.Min(below, end));
        command.Parameters.AddWithValue("$from", query.After is { } after ? EventIds.FirstOf(after.ToUnixTimeMilliseconds()) : 0);
        command.Parameters.AddWithValue("$limit", limit + 1);
        for (var i = 0; i < query.From.Count; i++) command.Parameters.AddWithValue($"$author{i}", query.From[i]);
        var hits = new List<SearchHit>();
        using var row = command.ExecuteReader();
        while (row.Read()) hits.Add(Read(row, query));
        return hits.Count > limit ? new SearchPage(hits[..limit], HasMore: true, unindexed) : new SearchPage(hits, HasMore: false, unindexed);
    }

    static string Text(bool isMatch, int authors)
    {
        const string Columns = "e.id, s.key, s.name, r.name, e.seq, e.at, e.kind, e.author, r.partner";
        const string Places = "JOIN rooms r ON r.id = e.room JOIN servers s ON s.id = r.server";
        var author = authors == 0 ? "" : $"AND e.author_key IN ({string.Join(", ", Enumerable.Range(0, authors).Select(i => $"$author{i}"))})";
        return isMatch
            ? $"""
               SELECT {Columns}, highlight(words, 0, char({(int)MarkedText.Start}), char({(int)MarkedText.End}))
               FROM words JOIN events e ON e.id = words.rowid {Places}
               WHERE words MATCH $match AND words.rowid < $below AND words.rowid >= $from {author} ORDER BY words.rowid DESC LIMIT $limit
               """
            : $"""
               SELECT {Columns}, e.text FROM events e {Places}
               WHERE e.id < $below AND e.id >= $from AND e.kind <= 4 AND e.deleted = 0 ORDER BY e.id DESC LIMIT $limit
               """;
    }

    /// <summary>The expression in the language of the index: strings in quotes only, so nothing typed is an operator.</summary>
    static string Match(SearchQuery query, IReadOnlyList<long>? rooms)
    {
        var parts = new List<string>();
        foreach (var term in query.Terms) parts.Add(Match(term));
        if (query.From.Count > 0) parts.Add($"author_key : ({string.Join(" OR ", query.From.Select(Quote))})");
        if (rooms is not null) parts.Add($"room : ({string.Join(" OR ", rooms.Select(room => $"\"{room}\""))})");
        if (query.HasLink) parts.Add($"tags : {Quote(HistoryText.LinkTag)}");
        return string.Join(" AND ", parts);
    }

    /// <summary>Words stand among the pairs too, where they touch characters that have pairs.</summary>
    static string Match(SearchTerm term)
    {
        if (!CharacterPairs.AreIn(term.Text)) return $"{{text pairs}} : {Quote(term.Text)}{(term.IsPrefix ? " *" : "")}";
        var (phrase, isPrefix) = CharacterPairs.OfTerm(term.Text);
        return $"pairs : {Quote(phrase)}{(isPrefix || term.IsPrefix ? " *" : "")}";
    }

    static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static SearchHit Read(SqliteDataReader row, SearchQuery query)
    {
        var (text, matches) = MarkedText.Read(row.GetString(9));
        // The index marks what it has found in the text, but not what it has found among the pairs.
        if (matches.Count == 0 && query.Terms.Count > 0) matches = MarkedText.Find(text, [.. query.Terms.Select(term => term.Text)]);
        var (excerpt, shown) = MarkedText.Around(text, matches, ExcerptChars);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(row.GetInt64(5), 0, 253_402_300_799_999));
        return new SearchHit(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), RoomTitle.Of(row.GetString(3), Name(row, 8)), row.GetInt64(4), at, (HistoryKind)row.GetInt32(6), Name(row, 7), excerpt, shown)
        {
            Text = text,
            TextMatches = matches,
        };
    }

    /// <summary>The rooms that the query names, newest first where there are too many.</summary>
    List<long> Rooms(SearchQuery query)
    {
        using var command = statements.Connection.CreateCommand();
        command.CommandText = "SELECT r.id, r.name, s.key, s.name, r.partner FROM rooms r JOIN servers s ON s.id = r.server ORDER BY r.id DESC";
        using var row = command.ExecuteReader();
        var rooms = new List<long>();
        while (row.Read() && rooms.Count < MaxRooms)
        {
            if (IsIn(query.In, row.GetString(1), Name(row, 4)) && IsOn(query.Servers, row.GetString(2), row.GetString(3))) rooms.Add(row.GetInt64(0));
        }
        return rooms;
    }

    /// <summary>Before which moment lines may not be in the index yet; null when all are.</summary>
    DateTimeOffset? Unindexed()
    {
        using var command = statements.Connection.CreateCommand();
        command.CommandText = "SELECT max(below) FROM unindexed";
        return command.ExecuteScalar() is long below ? EventIds.TimeOf(below) : null;
    }

    static string? Name(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static bool IsIn(IReadOnlyList<string> asked, string name, string? partner) =>
        asked.Count == 0 || asked.Any(room => RoomTitle.Is(room, name, partner is null ? null : SearchParser.AuthorKey(partner)));

    static bool IsOn(IReadOnlyList<string> servers, string key, string name) =>
        servers.Count == 0 || servers.Any(server => server == key || name.Contains(server, StringComparison.OrdinalIgnoreCase));
}
