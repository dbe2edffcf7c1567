using Microsoft.Data.Sqlite;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Directs;

/// <summary>What the store knows of direct rooms, and how far accounts have read. May be used from any thread.</summary>
sealed class DirectBook(MessageStore store)
{
    /// <summary>500 direct rooms in a list, those with the newest lines: more than anybody looks through.</summary>
    const int MostListed = 500;

    /// <summary>The direct rooms of somebody in which something was said, the newest first.</summary>
    /// <param name="me">Whose.</param>
    /// <param name="nameOf">What the other is called now.</param>
    public Task<List<DirectSummary>> ListAsync(Guid me, Func<DirectParty, Nickname> nameOf) => store.QueryAsync(connection => List(connection, me, nameOf));

    /// <summary>How far an account has read its rooms.</summary>
    public Task<List<Marker>> MarkersAsync(Guid author) => store.QueryAsync(connection => Markers(connection, author));

    /// <summary>An account has read a room up to a number; false when it had read further.</summary>
    public Task<bool> MarkAsync(Guid author, RoomName room, long seq) => store.WriteAsync(connection => Mark(connection, author, room, seq));

    static bool Mark(SqliteConnection connection, Guid author, RoomName room, long seq)
    {
        using var command = StoreFile.Prepare(
            connection,
            """
            INSERT INTO markers (author, room, seq) SELECT $author, id, $seq FROM rooms WHERE name = $room
            ON CONFLICT (author, room) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > seq
            """,
            "$author", "$room", "$seq");
        command.Parameters[0].Value = author.ToByteArray(bigEndian: true);
        command.Parameters[1].Value = room.Value;
        command.Parameters[2].Value = seq;
        return command.ExecuteNonQuery() == 1;
    }

    static List<Marker> Markers(SqliteConnection connection, Guid author)
    {
        using var command = StoreFile.Prepare(connection, "SELECT r.name, m.seq FROM markers m JOIN rooms r ON r.id = m.room WHERE m.author = $author ORDER BY r.name", "$author");
        command.Parameters[0].Value = author.ToByteArray(bigEndian: true);
        using var row = command.ExecuteReader();
        var markers = new List<Marker>();
        while (row.Read())
        {
            if (RoomName.TryParse(row.GetString(0), out var room, out _)) markers.Add(new Marker { Room = room, Read = row.GetInt64(1) });
        }
        return markers;
    }

    static List<DirectSummary> List(SqliteConnection connection, Guid me, Func<DirectParty, Nickname> nameOf)
    {
        using var command = StoreFile.Prepare(
            connection,
            """
            SELECT r.name, iif(d.a = $me, d.b, d.a), iif(d.a = $me, d.b_name, d.a_name), e.seq, e.at, m.seq
            FROM directs d
            JOIN rooms r ON r.id = d.room
            JOIN events e ON e.room = d.room AND e.seq = (SELECT max(seq) FROM events WHERE room = d.room)
            LEFT JOIN markers m ON m.author = $me AND m.room = d.room
            WHERE d.a = $me OR d.b = $me
            ORDER BY e.at DESC LIMIT $most
            """,
            "$me", "$most");
        command.Parameters[0].Value = me.ToByteArray(bigEndian: true);
        command.Parameters[1].Value = MostListed;
        using var row = command.ExecuteReader();
        var directs = new List<DirectSummary>();
        while (row.Read())
        {
            if (!RoomName.TryParse(row.GetString(0), out var room, out _) || !Nickname.TryParse(row.GetString(2), out var nick, out _)) continue;
            var other = new DirectParty(new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true), nick);
            var read = row.IsDBNull(5) ? (long?)null : row.GetInt64(5);
            directs.Add(new DirectSummary { Room = room, With = nameOf(other), Head = row.GetInt64(3), At = row.GetInt64(4), Read = read });
        }
        return directs;
    }
}
