using System.Collections.Immutable;
using System.Net;
using Microsoft.Data.Sqlite;
using TuiChat.Protocol;
using TuiChat.Server.Access;

namespace TuiChat.Server.Moderation;

/// <summary>
/// The tables of moderation in the server's database. Each method runs on the thread of the connection it is given: what writes on the
/// writer's, inside its transaction.
/// </summary>
static class ModerationTables
{
    /// <summary>
    /// 100,000 entries of the log about the server are kept, and as many about rooms, so that whoever has a room cannot push the others out; the
    /// oldest are taken away once in 1,000 entries. Arbitrary.
    /// </summary>
    const int MaxLogEntries = 100_000, PruneEvery = 1000;

    /// <summary>All bans and mutes that have not ended; those that have are removed first.</summary>
    public static List<Sanction> ReadSanctions(SqliteConnection connection, long now)
    {
        using var command = Command(
            connection, "SELECT id, kind, author, network, name, room, until, by, level, text, at FROM sanctions WHERE until IS NULL OR until > $now ORDER BY id", ("$now", now));
        using var row = command.ExecuteReader();
        var all = new List<Sanction>();
        while (row.Read())
        {
            all.Add(new Sanction(
                row.GetInt64(0),
                Enum.Parse<SanctionKind>(row.GetString(1)),
                Author(row, 2),
                row.IsDBNull(3) ? null : IPNetwork.Parse(row.GetString(3)),
                Text(row, 4),
                Room(row, 5),
                row.IsDBNull(6) ? null : row.GetInt64(6),
                row.GetString(7),
                Enum.Parse<Level>(row.GetString(8)),
                row.GetString(9),
                row.GetInt64(10)));
        }
        return all;
    }

    /// <summary>What is set of each room.</summary>
    public static Dictionary<RoomName, RoomRules> ReadRooms(SqliteConnection connection)
    {
        var rooms = new Dictionary<RoomName, RoomRules>();
        using (var command = Command(connection, "SELECT room, access, secret, slow FROM room_rules"))
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                if (Room(row, 0) is not { } room) continue;
                if (Text(row, 2) is not { } secret || !PasswordHash.TryParse(secret, out var hash)) hash = null;
                rooms[room] = new RoomRules { Access = Enum.Parse<AccessMode>(row.GetString(1)), Secret = hash, SlowMs = row.GetInt32(3) };
            }
        }
        Read(connection, "SELECT room, author, level FROM room_ranks", (rules, author, row) => rules with { Ranks = rules.Ranks.SetItem(author, Enum.Parse<Level>(row.GetString(2))) });
        Read(connection, "SELECT room, author FROM room_passes", (rules, author, _) => rules with { Passes = rules.Passes.Add(author) });
        return rooms;

        void Read(SqliteConnection from, string query, Func<RoomRules, Guid, SqliteDataReader, RoomRules> add)
        {
            using var command = Command(from, query);
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                if (Room(row, 0) is { } room && Author(row, 1) is { } author)
                    rooms[room] = add(rooms.GetValueOrDefault(room) ?? RoomRules.Default, author, row);
            }
        }
    }

    /// <summary>Keeps a ban or mute and returns its key.</summary>
    public static long Insert(SqliteConnection connection, Sanction sanction)
    {
        using var command = Command(
            connection,
            """
            INSERT INTO sanctions (kind, author, network, name, room, until, by, level, text, at)
            VALUES ($kind, $author, $network, $name, $room, $until, $by, $level, $text, $at) RETURNING id
            """,
            ("$kind", sanction.Kind.ToString()),
            ("$author", sanction.Author?.ToByteArray(bigEndian: true)),
            ("$network", sanction.Network?.ToString()),
            ("$name", sanction.Name),
            ("$room", sanction.Room?.Value),
            ("$until", sanction.Until),
            ("$by", sanction.By),
            ("$level", sanction.Level.ToString()),
            ("$text", sanction.Text),
            ("$at", sanction.At));
        return (long)command.ExecuteScalar()!; // RETURNING gives the row that was inserted
    }

    /// <summary>Removes these, and all that have ended.</summary>
    public static void Remove(SqliteConnection connection, IEnumerable<Sanction> sanctions, long now)
    {
        Execute(connection, "DELETE FROM sanctions WHERE until <= $now", ("$now", now));
        foreach (var sanction in sanctions) Execute(connection, "DELETE FROM sanctions WHERE id = $id", ("$id", sanction.Id));
    }

    /// <summary>Keeps what is set of a room, as far as it is not kept yet.</summary>
    public static void Write(SqliteConnection connection, RoomName room, RoomRules before, RoomRules after)
    {
        Execute(
            connection,
            """
            INSERT INTO room_rules (room, access, secret, slow) VALUES ($room, $access, $secret, $slow)
            ON CONFLICT (room) DO UPDATE SET access = $access, secret = $secret, slow = $slow
            """,
            ("$room", room.Value), ("$access", after.Access.ToString()), ("$secret", after.Secret?.Text), ("$slow", after.SlowMs));
        foreach (var author in before.Ranks.Keys.Where(author => !after.Ranks.ContainsKey(author)))
            Execute(connection, "DELETE FROM room_ranks WHERE room = $room AND author = $author", ("$room", room.Value), ("$author", author.ToByteArray(bigEndian: true)));
        foreach (var (author, level) in after.Ranks.Where(rank => before.RankOf(rank.Key) != rank.Value))
        {
            Execute(
                connection,
                "INSERT INTO room_ranks (room, author, level) VALUES ($room, $author, $level) ON CONFLICT (room, author) DO UPDATE SET level = $level",
                ("$room", room.Value), ("$author", author.ToByteArray(bigEndian: true)), ("$level", level.ToString()));
        }
        foreach (var author in before.Passes.Except(after.Passes))
            Execute(connection, "DELETE FROM room_passes WHERE room = $room AND author = $author", ("$room", room.Value), ("$author", author.ToByteArray(bigEndian: true)));
        foreach (var author in after.Passes.Except(before.Passes))
            Execute(connection, "INSERT INTO room_passes (room, author) VALUES ($room, $author)", ("$room", room.Value), ("$author", author.ToByteArray(bigEndian: true)));
    }

    /// <summary>Notes that something was done; the oldest entries go now and then.</summary>
    public static void Log(SqliteConnection connection, LogEntry entry)
    {
        Execute(
            connection,
            "INSERT INTO moderation_log (at, by, what, whom, room, until, text) VALUES ($at, $by, $what, $whom, $room, $until, $text)",
            ("$at", entry.At), ("$by", entry.By), ("$what", entry.What), ("$whom", entry.Whom), ("$room", entry.Room?.Value), ("$until", entry.Until), ("$text", entry.Text));
        using var last = Command(connection, "SELECT last_insert_rowid()");
        if ((long)last.ExecuteScalar()! % PruneEvery != 0) return; // a number, also before the first row
        Execute(
            connection,
            """
            DELETE FROM moderation_log WHERE room IS NULL AND n <= (SELECT n FROM moderation_log WHERE room IS NULL ORDER BY n DESC LIMIT 1 OFFSET $most);
            DELETE FROM moderation_log WHERE room IS NOT NULL AND n <= (SELECT n FROM moderation_log WHERE room IS NOT NULL ORDER BY n DESC LIMIT 1 OFFSET $most);
            """,
            ("$most", MaxLogEntries));
    }

    /// <summary>The newest entries before a number, newest first.</summary>
    /// <param name="connection">The reading connection.</param>
    /// <param name="before">Exclusive upper end, or null for the newest.</param>
    /// <param name="limit">The most to read.</param>
    /// <param name="room">Only those of this room, or null for all.</param>
    public static List<LogEntry> ReadLog(SqliteConnection connection, long? before, int limit, RoomName? room)
    {
        using var command = Command(
            connection,
            """
            SELECT n, at, by, what, whom, room, until, text FROM moderation_log
            WHERE n < $before AND ($room IS NULL OR room = $room) ORDER BY n DESC LIMIT $limit
            """,
            ("$before", before ?? long.MaxValue), ("$room", room?.Value), ("$limit", limit));
        using var row = command.ExecuteReader();
        var entries = new List<LogEntry>();
        while (row.Read())
        {
            entries.Add(new LogEntry
            {
                N = row.GetInt64(0),
                At = row.GetInt64(1),
                By = row.GetString(2),
                What = row.GetString(3),
                Whom = Text(row, 4),
                Room = Room(row, 5),
                Until = row.IsDBNull(6) ? null : row.GetInt64(6),
                Text = Text(row, 7),
            });
        }
        return entries;
    }

    /// <summary>What was set of the server while it ran, by key.</summary>
    public static Dictionary<string, string> ReadServer(SqliteConnection connection)
    {
        using var command = Command(connection, "SELECT key, value FROM meta WHERE key LIKE 'set.%'");
        using var row = command.ExecuteReader();
        var values = new Dictionary<string, string>();
        while (row.Read()) values[row.GetString(0)] = row.GetString(1);
        return values;
    }

    /// <summary>Keeps something about the server; null forgets it.</summary>
    public static void WriteServer(SqliteConnection connection, string key, string? value)
    {
        if (value is null) Execute(connection, "DELETE FROM meta WHERE key = $key", ("$key", key));
        else Execute(connection, "INSERT INTO meta (key, value) VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = $value", ("$key", key), ("$value", value));
    }

    /// <summary>Forgets all that was set of the server while it ran.</summary>
    public static bool ForgetServer(SqliteConnection connection)
    {
        Execute(connection, "DELETE FROM meta WHERE key LIKE 'set.%'");
        return true;
    }

    static void Execute(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, text, values);
        command.ExecuteNonQuery();
    }

    static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static Guid? Author(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true);

    static RoomName? Room(SqliteDataReader row, int column) => Text(row, column) is { } text && RoomName.TryParse(text, out var room, out _) ? room : null;
}
