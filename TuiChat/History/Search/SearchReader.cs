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

    /// <summary>24 words around the first matches are shown.</summary>
    const int ExcerptWords = 24;

    /// <summary>200 characters of a line that is shown without matches.</summary>
    const int ExcerptChars = 200;

    /// <summary>The newest hits below an id.</summary>
    public SearchPage Find(SearchQuery query, long below, int limit)
    {
        if (query.IsEmpty) return SearchPage.Empty;
        var rooms = query.In.Count == 0 && query.Servers.Count == 0 ? null : Rooms(query);
        if (rooms is { Count: 0 }) return SearchPage.Empty;
        var match = Match(query, rooms);
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
        return hits.Count > limit ? new SearchPage(hits[..limit], HasMore: true) : new SearchPage(hits, HasMore: false);
    }

    static string Text(bool isMatch, int authors)
    {
        const string Columns = "e.id, s.key, s.name, r.name, e.seq, e.at, e.kind, e.author";
        const string Places = "JOIN rooms r ON r.id = e.room JOIN servers s ON s.id = r.server";
        var author = authors == 0 ? "" : $"AND e.author_key IN ({string.Join(", ", Enumerable.Range(0, authors).Select(i => $"$author{i}"))})";
        return isMatch
            ? $"""
               SELECT {Columns}, snippet(words, 0, char({(int)MarkedText.Start}), char({(int)MarkedText.End}), '…', {ExcerptWords}), e.text
               FROM words JOIN events e ON e.id = words.rowid {Places}
               WHERE words MATCH $match AND words.rowid < $below AND words.rowid >= $from {author} ORDER BY words.rowid DESC LIMIT $limit
               """
            : $"""
               SELECT {Columns}, substr(e.text, 1, {ExcerptChars}), '' FROM events e {Places}
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
        var (excerpt, matches) = MarkedText.Read(row.GetString(8));
        // The index marks what it has found in the text, but not what it has found among the pairs.
        if (matches.Count == 0 && query.Terms.Count > 0) (excerpt, matches) = MarkedText.Around(row.GetString(9), [.. query.Terms.Select(term => term.Text)], ExcerptChars);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(row.GetInt64(5), 0, 253_402_300_799_999));
        return new SearchHit(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), at, (HistoryKind)row.GetInt32(6), row.IsDBNull(7) ? null : row.GetString(7), excerpt, matches);
    }

    /// <summary>The rooms that the query names, newest first where there are too many.</summary>
    List<long> Rooms(SearchQuery query)
    {
        using var command = statements.Connection.CreateCommand();
        command.CommandText = "SELECT r.id, r.name, s.key, s.name FROM rooms r JOIN servers s ON s.id = r.server ORDER BY r.id DESC";
        using var row = command.ExecuteReader();
        var rooms = new List<long>();
        while (row.Read() && rooms.Count < MaxRooms)
        {
            if ((query.In.Count == 0 || query.In.Contains(row.GetString(1))) && IsOn(query.Servers, row.GetString(2), row.GetString(3))) rooms.Add(row.GetInt64(0));
        }
        return rooms;
    }

    static bool IsOn(IReadOnlyList<string> servers, string key, string name) =>
        servers.Count == 0 || servers.Any(server => server == key || name.Contains(server, StringComparison.OrdinalIgnoreCase));
}
