using Microsoft.Data.Sqlite;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>The prepared statements of the writer. Owned by the writer's thread.</summary>
sealed class WriterCommands : IDisposable
{
    readonly SqliteCommand _begin, _commit, _rollback, _mark, _backToMark, _unmark, _insertRoom, _insertDirect, _findByCid, _setTopic;
    readonly EventInsert _insertEvent;

    /// <param name="connection">The writing connection.</param>
    public WriterCommands(SqliteConnection connection)
    {
        _begin = StoreFile.Prepare(connection, "BEGIN IMMEDIATE");
        _commit = StoreFile.Prepare(connection, "COMMIT");
        _rollback = StoreFile.Prepare(connection, "ROLLBACK");
        _mark = StoreFile.Prepare(connection, "SAVEPOINT work");
        _backToMark = StoreFile.Prepare(connection, "ROLLBACK TO work");
        _unmark = StoreFile.Prepare(connection, "RELEASE work");
        _insertRoom = StoreFile.Prepare(connection, "INSERT INTO rooms (name, created_at) VALUES ($name, $at) RETURNING id", "$name", "$at");
        _insertDirect = StoreFile.Prepare(
            connection, "INSERT INTO directs (room, a, b, a_name, b_name) VALUES ($room, $a, $b, $a_name, $b_name)", "$room", "$a", "$b", "$a_name", "$b_name");
        _insertEvent = new EventInsert(connection);
        _findByCid = StoreFile.Prepare(
            connection,
            "SELECT r.name, e.seq, e.at FROM events e JOIN rooms r ON r.id = e.room WHERE e.sender = $sender AND e.cid = $cid",
            "$sender", "$cid");
        _setTopic = StoreFile.Prepare(connection, "UPDATE rooms SET topic = $topic WHERE id = $id", "$topic", "$id");
    }

    /// <summary>Starts the transaction.</summary>
    public void Begin() => _begin.ExecuteNonQuery();

    /// <summary>Ends it; on return it is on disk.</summary>
    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Takes it back. SQLite has done so by itself after some errors, which is no error here.</summary>
    public void Rollback()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // "no transaction is active": the failed statement has rolled back already.
        }
    }

    /// <summary>Marks a point in the transaction.</summary>
    public void Mark() => _mark.ExecuteNonQuery();

    /// <summary>Takes back what came after the mark, and the mark.</summary>
    public void BackToMark()
    {
        _backToMark.ExecuteNonQuery();
        _unmark.ExecuteNonQuery();
    }

    /// <summary>Keeps what came after the mark, and forgets the mark.</summary>
    public void Unmark() => _unmark.ExecuteNonQuery();

    /// <summary>Makes the room of a draft and returns its key.</summary>
    public long InsertRoom(EventDraft draft, long at)
    {
        _insertRoom.Parameters[0].Value = draft.Room.Value;
        _insertRoom.Parameters[1].Value = at;
        var room = (long)_insertRoom.ExecuteScalar()!; // RETURNING gives the row that was inserted
        if (draft.Direct is { } pair) InsertDirect(room, pair);
        return room;
    }

    void InsertDirect(long room, DirectPair pair)
    {
        var values = _insertDirect.Parameters;
        values[0].Value = room;
        values[1].Value = pair.A.Author.ToByteArray(bigEndian: true);
        values[2].Value = pair.B.Author.ToByteArray(bigEndian: true);
        values[3].Value = pair.A.Nick.Value;
        values[4].Value = pair.B.Nick.Value;
        _insertDirect.ExecuteNonQuery();
    }

    /// <inheritdoc cref="EventInsert.Run"/>
    public bool InsertEvent(long room, long seq, long at, EventDraft draft) => _insertEvent.Run(room, seq, at, draft);

    /// <summary>Where the first event with this sender and client id stands; null when there is none, or no client id.</summary>
    public AppendResult? FindByCid(EventDraft draft)
    {
        if (draft is not { From: { } from, Cid: { } cid }) return null;
        _findByCid.Parameters[0].Value = draft.Sender ?? from.Key;
        _findByCid.Parameters[1].Value = cid.ToByteArray(bigEndian: true);
        using var row = _findByCid.ExecuteReader();
        return row.Read() && RoomName.TryParse(row.GetString(0), out var room, out _)
            ? new AppendResult(room, row.GetInt64(1), row.GetInt64(2), null)
            : null;
    }

    /// <summary>Sets the topic of a room.</summary>
    public void SetTopic(long room, string topic)
    {
        _setTopic.Parameters[0].Value = topic;
        _setTopic.Parameters[1].Value = room;
        _setTopic.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insertEvent.Dispose();
        foreach (var command in (SqliteCommand[])[_begin, _commit, _rollback, _mark, _backToMark, _unmark, _insertRoom, _insertDirect, _findByCid, _setTopic]) command.Dispose();
    }
}
