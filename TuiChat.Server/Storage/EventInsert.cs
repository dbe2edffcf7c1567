using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TuiChat.Server.Storage;

/// <summary>
/// The one statement that runs for every line, bound straight to SQLite: parameter objects cost more than the insert itself.
/// Owned by the writer's thread.
/// </summary>
sealed class EventInsert : IDisposable
{
    const string Text = """
        INSERT INTO events (room, seq, at, type, nick, text, kind, sender, cid, target, author)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (sender, cid) WHERE cid IS NOT NULL DO NOTHING
        """;

    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;
    byte[] _bytes = new byte[1024];

    /// <param name="connection">The writing connection; open.</param>
    public EventInsert(SqliteConnection connection)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, Text, out _statement));
    }

    /// <summary>Stores the event; false when its sender has used the client id before.</summary>
    /// <exception cref="SqliteException">SQLite refuses.</exception>
    public bool Run(long room, long seq, long at, EventDraft draft)
    {
        Bind(1, room);
        Bind(2, seq);
        Bind(3, at);
        Bind(4, draft.Type);
        Bind(5, draft.From?.Value);
        Bind(6, draft.Type == EventDraft.Edited ? "" : draft.Text); // the text of a line stands in one place only
        Bind(7, draft.Kind);
        Bind(8, draft is { From: { } said, Cid: not null } ? draft.Sender ?? said.Key : null);
        Bind(9, draft.Cid);
        Bind(10, draft.Target);
        Bind(11, draft.Author);
        var result = raw.sqlite3_step(_statement);
        _ = raw.sqlite3_reset(_statement); // tells the error of the step once more
        if (result != raw.SQLITE_DONE) Check(result);
        return raw.sqlite3_changes(_database) == 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    void Bind(int index, long? value) => Check(value is { } number ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));

    void Bind(int index, string? value)
    {
        if (value is null or "")
        {
            // An empty span has no address, which SQLite would take for NULL.
            Check(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, utf8z.FromSpan("\0"u8)));
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_bytes.Length < most) _bytes = new byte[most];
        Check(raw.sqlite3_bind_text(_statement, index, _bytes.AsSpan(0, Encoding.UTF8.GetBytes(value, _bytes)))); // SQLite copies it
    }

    void Bind(int index, Guid? value)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (value?.TryWriteBytes(bytes, bigEndian: true, out _) == true) Check(raw.sqlite3_bind_blob(_statement, index, bytes));
        else Check(raw.sqlite3_bind_null(_statement, index));
    }

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
