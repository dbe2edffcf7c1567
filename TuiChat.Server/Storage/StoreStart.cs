using Microsoft.Data.Sqlite;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>What is read once when the store opens. Costs one index look-up per room, never a scan of events.</summary>
static class StoreStart
{
    /// <summary>All rooms with topic and head.</summary>
    public static IReadOnlyList<StoredRoom> ReadRooms(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT r.id, r.name, r.topic, (SELECT max(e.seq) FROM events e WHERE e.room = r.id), d.a, d.b, d.a_name, d.b_name
            FROM rooms r LEFT JOIN directs d ON d.room = r.id
            """;
        using var row = command.ExecuteReader();
        var rooms = new List<StoredRoom>();
        while (row.Read())
        {
            if (!RoomName.TryParse(row.GetString(1), out var name, out var problem))
                throw new StoreException($"Room {row.GetInt64(0)} of the database has a bad name. {problem}");
            rooms.Add(new StoredRoom(row.GetInt64(0), name, row.GetString(2), row.IsDBNull(3) ? 0 : row.GetInt64(3), ReadPair(row)));
        }
        return rooms;
    }

    static DirectPair? ReadPair(SqliteDataReader row) => row.IsDBNull(4) ? null : new DirectPair(Party(row, 4), Party(row, 5));

    static DirectParty Party(SqliteDataReader row, int column)
    {
        var author = new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true);
        return Nickname.TryParse(row.GetString(column + 2), out var nick, out var problem)
            ? new DirectParty(author, nick)
            : throw new StoreException($"Room {row.GetInt64(0)} of the database is of somebody with a bad name. {problem}");
    }

    /// <summary>The server's id; made on the first start.</summary>
    public static string ReadServerId(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO meta (key, value) VALUES ('server', $id) ON CONFLICT (key) DO NOTHING; SELECT value FROM meta WHERE key = 'server';";
        command.Parameters.AddWithValue("$id", Guid.CreateVersion7().ToString());
        return (string)command.ExecuteScalar()!; // the row is there: inserted just now or before
    }
}
