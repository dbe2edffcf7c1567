using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// Puts lines into the index of words that an earlier version has kept without, the newest first and a few at a time, each time in
/// a transaction of its own: it may stop anywhere, and several clients may do it together. Owned by the writer's thread.
/// </summary>
sealed class IndexTable(HistoryStatements statements)
{
    /// <summary>2,000 lines at a time: short enough that nobody who wants to write waits for long.</summary>
    const int Step = 2000;

    readonly SqliteCommand _below = statements.Prepare("SELECT max(below) FROM unindexed");
    readonly SqliteCommand _first = statements.Prepare("SELECT min(id) FROM (SELECT id FROM events WHERE id < $below ORDER BY id DESC LIMIT $limit)", "$below", "$limit");
    readonly SqliteCommand _done = statements.Prepare("DELETE FROM unindexed");
    readonly SqliteCommand _move = statements.Prepare("UPDATE unindexed SET below = $below", "$below");

    // Ascending: the index takes rows in that order at a fraction of the cost.
    readonly SqliteCommand _add = statements.Prepare(
        """
        INSERT INTO words (rowid, text, author_key, room, tags, pairs)
            SELECT id, text, author_key, room, tags, character_pairs(text) FROM events WHERE id >= $first AND id < $below AND kind <= 4 AND deleted = 0 ORDER BY id
        """,
        "$first",
        "$below");

    /// <summary>One step; true when there may be more to do. Runs inside a transaction.</summary>
    public bool IndexOnce()
    {
        if (_below.ExecuteScalar() is not long below) return false;
        _first.Parameters[0].Value = below;
        _first.Parameters[1].Value = Step;
        if (_first.ExecuteScalar() is not long first)
        {
            _done.ExecuteNonQuery();
            return false;
        }
        _add.Parameters[0].Value = first;
        _add.Parameters[1].Value = below;
        _add.ExecuteNonQuery();
        _move.Parameters[0].Value = first;
        _move.ExecuteNonQuery();
        return true;
    }
}
