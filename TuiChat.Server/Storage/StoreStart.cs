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
        command.CommandText = "SELECT r.id, r.name, r.topic, (SELECT max(e.seq) FROM events e WHERE e.room = r.id) FROM rooms r";
        using var row = command.ExecuteReader();
        var rooms = new List<StoredRoom>();
        while (row.Read())
        {
            if (!RoomName.TryParse(row.GetString(1), out var name, out var problem))
                throw new StoreException($"Room {row.GetInt64(0)} of the database has a bad name. {problem}");
            rooms.Add(new StoredRoom(row.GetInt64(0), name, row.GetString(2), row.IsDBNull(3) ? 0 : row.GetInt64(3)));
        }
        return rooms;
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
