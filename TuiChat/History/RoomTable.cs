using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>The keys of servers and rooms in the database. Owned by the writer's thread; forgotten when a transaction fails.</summary>
sealed class RoomTable(HistoryStatements statements)
{
    readonly Dictionary<HistoryRoom, long> _keys = [];
    readonly SqliteCommand _server = statements.Prepare("INSERT INTO servers (key, name) VALUES ($key, $name) ON CONFLICT (key) DO UPDATE SET name = excluded.name RETURNING id", "$key", "$name");
    readonly SqliteCommand _room = statements.Prepare("INSERT INTO rooms (server, name) VALUES ($server, $name) ON CONFLICT (server, name) DO UPDATE SET name = excluded.name RETURNING id", "$server", "$name");

    /// <summary>The key of a room, which is made if need be.</summary>
    public long KeyOf(HistoryRoom room)
    {
        if (_keys.TryGetValue(room, out var known)) return known;
        _server.Parameters[0].Value = room.Server;
        _server.Parameters[1].Value = HistoryText.Clean(room.ServerName);
        _room.Parameters[0].Value = (long)_server.ExecuteScalar()!; // RETURNING gives the row
        _room.Parameters[1].Value = room.Name;
        return _keys[room] = (long)_room.ExecuteScalar()!; // as above
    }

    /// <summary>What this transaction made is not there.</summary>
    public void Forget() => _keys.Clear();
}
