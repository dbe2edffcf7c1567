using System.Text.Json;
using Microsoft.Data.Sqlite;
using TuiChat.History;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>Reads the databases of server and clients with SQL of its own, and asks SQLite whether they are sound.</summary>
static class KeptDatabase
{
    /// <summary>What the server holds, by room.</summary>
    public static IReadOnlyList<KeptRoom> ReadServer(string path)
    {
        using var connection = Open(path);
        var reactions = Rows(connection, "SELECT room, target, text, nick FROM reactions ORDER BY room, target, first, seq", row => (Line: (row.GetInt64(0), row.GetInt64(1)), Text: row.GetString(2), Nick: row.GetString(3)))
            .ToLookup(reaction => reaction.Line, reaction => (reaction.Text, reaction.Nick));
        return
        [
            .. Rows(connection, "SELECT id, name FROM rooms ORDER BY name", row => (Id: row.GetInt64(0), Name: row.GetString(1))).Select(room => new KeptRoom(
                room.Name,
                Rows(
                    connection,
                    "SELECT seq, type, nick, text, target, state FROM events WHERE room = $1 ORDER BY seq",
                    row => new KeptEvent(row.GetInt64(0), row.GetString(1), Text(row, 2), row.GetString(1) == KeptEvent.Line ? row.GetString(3) : "", Join(reactions[(room.Id, row.GetInt64(0))]))
                    {
                        Target = row.IsDBNull(4) ? null : row.GetInt64(4),
                        IsEdited = Text(row, 5) == LineState.Edited,
                        IsDeleted = Text(row, 5) == LineState.Deleted,
                    },
                    room.Id),
                [])),
        ];
    }

    /// <summary>What a client holds of its one server, by room.</summary>
    public static IReadOnlyList<KeptRoom> ReadClient(string folder)
    {
        using var connection = Open(Path.Combine(folder, HistoryFile.Name));
        return
        [
            .. Rows(connection, "SELECT id, name FROM rooms ORDER BY name", row => (Id: row.GetInt64(0), Name: row.GetString(1))).Select(room => new KeptRoom(
                room.Name,
                Rows(
                    connection,
                    "SELECT seq, kind, author, text, coalesce(target, reply), edited, deleted, marks FROM events WHERE room = $1 ORDER BY seq",
                    row => new KeptEvent(row.GetInt64(0), Kind(row.GetInt64(1)), Text(row, 2), row.GetInt64(1) <= 2 ? row.GetString(3) : "", Marks(Text(row, 7)))
                    {
                        Target = row.IsDBNull(4) ? null : row.GetInt64(4),
                        IsEdited = row.GetInt64(5) != 0,
                        IsDeleted = row.GetInt64(6) != 0,
                    },
                    room.Id),
                Rows(connection, "SELECT first, last FROM ranges WHERE room = $1 ORDER BY first", row => (row.GetInt64(0), row.GetInt64(1)), room.Id))),
        ];
    }

    /// <summary>The bodies of what a client has typed and not had confirmed, oldest first.</summary>
    public static IReadOnlyList<string> ReadOutbox(string folder)
    {
        using var connection = Open(Path.Combine(folder, HistoryFile.Name));
        return Rows(connection, "SELECT body FROM outbox ORDER BY id", row => row.GetString(0));
    }

    /// <summary>Whether a client holds a line that begins so.</summary>
    public static bool HasLine(string folder, string start)
    {
        using var connection = Open(Path.Combine(folder, HistoryFile.Name));
        return Rows(connection, $"SELECT 1 FROM events WHERE text LIKE '{start}%' LIMIT 1", _ => 0).Count > 0;
    }

    /// <summary>Who has so many lines that a search by name does not find.</summary>
    public static IReadOnlyList<string> Unfindable(string folder, IEnumerable<string> authors)
    {
        using var connection = Open(Path.Combine(folder, HistoryFile.Name));
        return
        [
            .. authors.Select(author => Rows(
                    connection,
                    $"SELECT (SELECT count(*) FROM events WHERE text LIKE '{author}-%' AND deleted = 0 AND kind <= 2), (SELECT count(*) FROM words WHERE words MATCH 'text : {author}')",
                    row => (There: row.GetInt64(0), Found: row.GetInt64(1)))[0] is var count && count.There != count.Found ? $"Of {author}'s {count.There} lines a search finds {count.Found}." : null)
                .OfType<string>(),
        ];
    }

    /// <summary>What SQLite finds wrong with a database; empty when it is sound.</summary>
    public static IReadOnlyList<string> Damage(string path, bool hasWords)
    {
        using var connection = Open(path);
        try
        {
            var found = Rows(connection, "PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok").ToList();
            if (hasWords) Rows(connection, "INSERT INTO words (words, rank) VALUES ('integrity-check', 0)", _ => 0);
            return found;
        }
        catch (SqliteException e)
        {
            return [$"{path}: {e.Message}"];
        }
    }

    static SqliteConnection Open(string path)
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    static List<T> Rows<T>(SqliteConnection connection, string query, Func<SqliteDataReader, T> read, long? parameter = null)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file, and names that tests choose.
        command.CommandText = query;
#pragma warning restore CA2100
        if (parameter is { } value) command.Parameters.AddWithValue("$1", value);
        using var row = command.ExecuteReader();
        var all = new List<T>();
        while (row.Read()) all.Add(read(row));
        return all;
    }

    static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static string Kind(long kind) => kind switch
    {
        1 or 2 => KeptEvent.Line,
        3 => EventDraft.Topic,
        4 => EventDraft.Notice,
        5 => EventDraft.Edited,
        6 => EventDraft.Deleted,
        7 => EventDraft.Reaction,
        _ => $"kind {kind}",
    };

    /// <summary>A client keeps who reacted and who took that back; told in the order of the numbers it is what stands there.</summary>
    static string Marks(string? json)
    {
        if (json is null) return "";
        using var marks = JsonDocument.Parse(json);
        var there = new List<(string Text, string Nick)>();
        foreach (var mark in marks.RootElement.EnumerateArray().OrderBy(mark => mark.GetProperty("rev").GetInt64()))
        {
            var own = (Text: mark.GetProperty("text").GetString() ?? "", Nick: mark.GetProperty("who").GetString() ?? "");
            var place = there.FindLastIndex(other => other.Text == own.Text) + 1;
            if (mark.TryGetProperty("isGone", out var isGone) && isGone.GetBoolean()) there.Remove(own);
            else if (!there.Contains(own)) there.Insert(place == 0 ? there.Count : place, own);
        }
        return Join(there);
    }

    static string Join(IEnumerable<(string Text, string Nick)> reactions) =>
        string.Join(", ", reactions.GroupBy(reaction => reaction.Text).Select(kind => $"{kind.Key} {string.Join(' ', kind.Select(reaction => reaction.Nick))}"));
}
