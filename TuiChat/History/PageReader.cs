using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// Reads pages of rooms. Contract: lines come oldest first, both ends are exclusive, never more than the limit; every query is a
/// walk along one index from one end. Owned by a reader's thread.
/// </summary>
sealed class PageReader(HistoryStatements statements)
{
    readonly SqliteCommand _room = statements.Prepare(
        "SELECT r.id, r.read_seq, r.partner FROM rooms r JOIN servers s ON s.id = r.server WHERE s.key = $server AND r.name = $room", "$server", "$room");

    readonly SqliteCommand _before = statements.Prepare(
        $"SELECT {HistoryRow.Columns} FROM events WHERE room = $room AND seq < $end ORDER BY seq DESC LIMIT $limit", "$room", "$end", "$limit");

    readonly SqliteCommand _after = statements.Prepare(
        $"SELECT {HistoryRow.Columns} FROM events WHERE room = $room AND seq > $end ORDER BY seq LIMIT $limit", "$room", "$end", "$limit");

    readonly SqliteCommand _ranges = statements.Prepare(
        "SELECT first, last FROM ranges WHERE room = $room AND first <= $last ORDER BY first DESC", "$room", "$last");

    readonly SqliteCommand _rooms = statements.Prepare(
        "SELECT s.key, s.name, r.name, (SELECT max(seq) FROM events e WHERE e.room = r.id), r.read_seq, r.partner FROM rooms r JOIN servers s ON s.id = r.server ORDER BY s.name, s.key, r.name");

    /// <summary>The newest lines below a number.</summary>
    public HistoryPage Before(string server, string room, long before, int limit) => Read(_before, server, room, before, limit);

    /// <summary>The first lines above a number.</summary>
    public HistoryPage After(string server, string room, long after, int limit) => Read(_after, server, room, after, limit);

    /// <summary>All rooms of all servers.</summary>
    public IReadOnlyList<KeptRoom> Rooms()
    {
        using var row = _rooms.ExecuteReader();
        var rooms = new List<KeptRoom>();
        while (row.Read()) rooms.Add(new KeptRoom(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? 0 : row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetString(5)));
        return rooms;
    }

    /// <summary>What lies between the complete ranges of a room, the newest first.</summary>
    public IReadOnlyList<SeqRange> Holes(string server, string room, int limit)
    {
        if (Find(server, room) is not var (key, _, _)) return [];
        _ranges.Parameters[0].Value = key;
        _ranges.Parameters[1].Value = long.MaxValue;
        var holes = new List<SeqRange>();
        var first = 0L;
        using var row = _ranges.ExecuteReader();
        while (holes.Count < limit && row.Read())
        {
            if (first > row.GetInt64(1) + 1) holes.Add(new SeqRange(row.GetInt64(1) + 1, first - 1));
            first = row.GetInt64(0);
        }
        return holes;
    }

    HistoryPage Read(SqliteCommand command, string server, string room, long end, int limit)
    {
        if (Find(server, room) is not (var key, var readUpTo, var partner)) return HistoryPage.Empty;
        command.Parameters[0].Value = key;
        command.Parameters[1].Value = end;
        command.Parameters[2].Value = limit;
        var lines = new List<HistoryLine>();
        using (var row = command.ExecuteReader())
        {
            while (row.Read()) lines.Add(HistoryRow.Read(row));
        }
        if (command == _before) lines.Reverse();
        return new HistoryPage(lines, lines.Count == 0 ? [] : Ranges(key, lines[0].Seq, lines[^1].Seq), readUpTo, partner);
    }

    (long Key, long ReadUpTo, string? Partner)? Find(string server, string room)
    {
        _room.Parameters[0].Value = server;
        _room.Parameters[1].Value = room;
        using var row = _room.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2)) : null;
    }

    List<SeqRange> Ranges(long room, long first, long last)
    {
        _ranges.Parameters[0].Value = room;
        _ranges.Parameters[1].Value = last;
        var ranges = new List<SeqRange>();
        using var row = _ranges.ExecuteReader();
        while (row.Read() && row.GetInt64(1) >= first) ranges.Add(new SeqRange(row.GetInt64(0), row.GetInt64(1)));
        ranges.Reverse();
        return ranges;
    }
}
