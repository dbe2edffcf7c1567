using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// Which numbers of a room are complete: ranges that neither overlap nor touch, so that what lies between two is a hole. Owned by
/// the writer's thread, inside its transaction.
/// </summary>
sealed class RangeTable(HistoryStatements statements)
{
    readonly SqliteCommand _below = statements.Prepare("SELECT first, last FROM ranges WHERE room = $room AND first <= $end ORDER BY first DESC", "$room", "$end");
    readonly SqliteCommand _insert = statements.Prepare("INSERT INTO ranges (room, first, last) VALUES ($room, $first, $last)", "$room", "$first", "$last");
    readonly SqliteCommand _delete = statements.Prepare("DELETE FROM ranges WHERE room = $room AND first = $first", "$room", "$first");
    readonly SqliteCommand _cutHead = statements.Prepare("DELETE FROM ranges WHERE room = $room AND first > $head", "$room", "$head");
    readonly SqliteCommand _trimHead = statements.Prepare("UPDATE ranges SET last = $head WHERE room = $room AND last > $head", "$room", "$head");
    readonly SqliteCommand _cutTail = statements.Prepare("DELETE FROM ranges WHERE room = $room AND last <= $seq", "$room", "$seq");
    readonly SqliteCommand _trimTail = statements.Prepare("UPDATE ranges SET first = $seq + 1 WHERE room = $room AND first <= $seq", "$room", "$seq");

    /// <summary>Adds a range; what it touches becomes one with it.</summary>
    public void Add(long room, SeqRange added)
    {
        List<SeqRange> touching = [];
        _below.Parameters[0].Value = room;
        _below.Parameters[1].Value = added.Last == long.MaxValue ? added.Last : added.Last + 1;
        using (var row = _below.ExecuteReader())
        {
            while (row.Read() && row.GetInt64(1) >= added.First - 1) touching.Add(new SeqRange(row.GetInt64(0), row.GetInt64(1)));
        }
        if (touching is [var only] && only.First <= added.First && only.Last >= added.Last) return;
        foreach (var range in touching)
        {
            Set(_delete, room, range.First);
            added = new SeqRange(Math.Min(added.First, range.First), Math.Max(added.Last, range.Last));
        }
        _insert.Parameters[2].Value = added.Last;
        Set(_insert, room, added.First);
    }

    /// <summary>Nothing behind this number is known any more.</summary>
    public void CutAbove(long room, long head)
    {
        Set(_cutHead, room, head);
        Set(_trimHead, room, head);
    }

    /// <summary>Nothing up to this number is known any more.</summary>
    public void CutUpTo(long room, long seq)
    {
        Set(_cutTail, room, seq);
        Set(_trimTail, room, seq);
    }

    static void Set(SqliteCommand command, long room, long number)
    {
        command.Parameters[0].Value = room;
        command.Parameters[1].Value = number;
        command.ExecuteNonQuery();
    }
}
