using Microsoft.Data.Sqlite;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>
/// Finds and takes away what an account that is gone has left among the events. Goes through them by their keys in pieces, so that
/// nobody waits long: no index of authors is worth its price at every append for what is done so rarely.
/// </summary>
static class ErasureTable
{
    /// <summary>5,000 events in a piece: some milliseconds.</summary>
    const int Piece = 5000;

    /// <summary>Notes what is to be done.</summary>
    public static int Insert(SqliteConnection connection, StoredErasure erasure) => AccountTable.Execute(
        connection,
        "INSERT INTO erasures (author, name, lines) VALUES ($author, $name, $lines) ON CONFLICT (author) DO NOTHING",
        ("$author", AccountTable.Bytes(erasure.Author)),
        ("$name", erasure.Name.Value),
        ("$lines", erasure.IsRemoval ? 1 : 0));

    /// <summary>What is to be done.</summary>
    public static List<StoredErasure> ReadAll(SqliteConnection connection)
    {
        using var command = AccountTable.Command(connection, "SELECT author, name, lines FROM erasures");
        using var row = command.ExecuteReader();
        var erasures = new List<StoredErasure>();
        while (row.Read())
        {
            if (Nickname.TryParse(row.GetString(1), out var name, out _))
                erasures.Add(new StoredErasure(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), name, row.GetInt64(2) != 0));
        }
        return erasures;
    }

    /// <summary>It is done.</summary>
    public static int Delete(SqliteConnection connection, Guid author) =>
        AccountTable.Execute(connection, "DELETE FROM erasures WHERE author = $author", ("$author", AccountTable.Bytes(author)));

    /// <summary>The drafts that take away the lines and reactions of an author among one piece of events.</summary>
    /// <param name="connection">A connection.</param>
    /// <param name="erasure">Whose, and under which name it is done.</param>
    /// <param name="after">The key behind which the piece begins; 0 at the start.</param>
    /// <returns>The drafts, and the key of the last event of the piece; null when there was none.</returns>
    public static (List<EventDraft> Drafts, long? Last) ReadRemovals(SqliteConnection connection, StoredErasure erasure, long after)
    {
        var drafts = new List<EventDraft>();
        using var end = AccountTable.Command(connection, "SELECT max(id) FROM (SELECT id FROM events WHERE id > $after ORDER BY id LIMIT $piece)", ("$after", after), ("$piece", Piece));
        if (end.ExecuteScalar() is not long last) return (drafts, null);
        using var lines = AccountTable.Command(
            connection,
            """
            SELECT r.name, e.seq FROM events e JOIN rooms r ON r.id = e.room
            WHERE e.id > $after AND e.id <= $last AND e.author = $author AND e.type = 'msg' AND (e.state IS NULL OR e.state <> 'deleted')
            """,
            ("$after", after),
            ("$last", last),
            ("$author", AccountTable.Bytes(erasure.Author)));
        using var row = lines.ExecuteReader();
        while (row.Read())
        {
            if (RoomName.TryParse(row.GetString(0), out var room, out _))
                drafts.Add(new EventDraft(room, EventDraft.Deleted, erasure.Name, "") { Target = row.GetInt64(1), Author = erasure.Author });
        }
        return (drafts, last);
    }

    /// <summary>The drafts that take back the reactions of an author.</summary>
    public static List<EventDraft> ReadReactions(SqliteConnection connection, StoredErasure erasure)
    {
        var drafts = new List<EventDraft>();
        using var reactions = AccountTable.Command(
            connection,
            "SELECT r.name, x.target, x.text FROM reactions x JOIN rooms r ON r.id = x.room WHERE x.author = $author LIMIT $piece",
            ("$author", AccountTable.Bytes(erasure.Author)),
            ("$piece", Piece));
        using var row = reactions.ExecuteReader();
        while (row.Read())
        {
            if (!RoomName.TryParse(row.GetString(0), out var room, out _)) continue;
            drafts.Add(new EventDraft(room, EventDraft.Reaction, erasure.Name, row.GetString(2), EventDraft.Removal)
            {
                Target = row.GetInt64(1),
                Author = erasure.Author,
            });
        }
        return drafts;
    }

    /// <summary>Puts the other name in the place of the author's own among one piece of events.</summary>
    /// <returns>The key of the last event of the piece; null when there was none.</returns>
    public static long? Rename(SqliteConnection connection, StoredErasure erasure, long after)
    {
        using var end = AccountTable.Command(connection, "SELECT max(id) FROM (SELECT id FROM events WHERE id > $after ORDER BY id LIMIT $piece)", ("$after", after), ("$piece", Piece));
        if (end.ExecuteScalar() is not long last) return null;
        AccountTable.Execute(
            connection,
            "UPDATE events SET nick = $name, author = NULL, sender = CASE WHEN sender IS NULL THEN NULL ELSE $name END WHERE id > $after AND id <= $last AND author = $author",
            ("$name", erasure.Name.Value),
            ("$after", after),
            ("$last", last),
            ("$author", AccountTable.Bytes(erasure.Author)));
        return last;
    }

    /// <summary>Puts the other name in the place of the author's own where it reacted, and in rooms of two.</summary>
    public static int RenameElsewhere(SqliteConnection connection, StoredErasure erasure)
    {
        var name = ("$name", (object?)erasure.Name.Value);
        var author = ("$author", (object?)AccountTable.Bytes(erasure.Author));
        return AccountTable.Execute(connection, "UPDATE reactions SET nick = $name, author = NULL WHERE author = $author", name, author)
            + AccountTable.Execute(connection, "UPDATE directs SET a_name = $name WHERE a = $author", name, author)
            + AccountTable.Execute(connection, "UPDATE directs SET b_name = $name WHERE b = $author", name, author);
    }
}
