using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>The open database with everything that is done to it. Owned by the writer's thread.</summary>
sealed class HistoryDatabase : IDisposable
{
    readonly HistoryStatements _statements;
    readonly RoomTable _rooms;
    readonly EventTable _events;
    readonly RangeTable _ranges;
    readonly OutboxTable _outbox;
    readonly PruningTable _pruning;
    readonly IndexTable _index;
    readonly SqliteCommand _markRead, _unmark, _meet;
    readonly SqliteCommand _begin, _commit;

    /// <param name="connection">The writing connection; owned from here on.</param>
    /// <param name="presence">Who we are among the clients of this folder.</param>
    public HistoryDatabase(SqliteConnection connection, ClientPresence presence)
    {
        _statements = new HistoryStatements(connection);
        _rooms = new RoomTable(_statements);
        _events = new EventTable(_statements);
        _ranges = new RangeTable(_statements);
        _outbox = new OutboxTable(_statements, presence);
        _pruning = new PruningTable(_statements, _events, _ranges);
        _index = new IndexTable(_statements);
        _markRead = _statements.Prepare("UPDATE rooms SET read_seq = max(read_seq, $seq) WHERE id = $room", "$seq", "$room");
        _unmark = _statements.Prepare("UPDATE rooms SET read_seq = min(read_seq, $seq) WHERE id = $room", "$seq", "$room");
        _meet = _statements.Prepare("UPDATE rooms SET partner = $partner WHERE id = $room", "$partner", "$room");
        _begin = _statements.Prepare("BEGIN IMMEDIATE");
        _commit = _statements.Prepare("COMMIT");
    }

    /// <summary>Does all of it or, on any exception, nothing. Returns what is to be told once it is done.</summary>
    public IReadOnlyList<Action> Write(IReadOnlyList<HistoryWrite> batch)
    {
        var isPrecious = batch.Any(write => write is HistoryWrite.Wait);
        if (isPrecious) _statements.Run("PRAGMA synchronous = FULL");
        try
        {
            return InTransaction(() => Join(batch).Select(Do).OfType<Action>().ToList());
        }
        finally
        {
            if (isPrecious) _statements.Run("PRAGMA synchronous = NORMAL");
        }
    }

    /// <summary>Lets a few of the oldest lines go; true when there may be more.</summary>
    public bool Prune(RetentionOptions options, DateTimeOffset now)
    {
        var isMore = InTransaction(() => _pruning.PruneOnce(options, now));
        if (isMore) _pruning.Shrink();
        return isMore;
    }

    /// <summary>Puts a few lines into the index of words that are not there yet; true when there may be more.</summary>
    public bool Index() => InTransaction(_index.IndexOnce);

    /// <inheritdoc/>
    public void Dispose() => _statements.Dispose();

    T InTransaction<T>(Func<T> work)
    {
        _begin.ExecuteNonQuery();
        var isDone = false;
        try
        {
            var result = work();
            _commit.ExecuteNonQuery();
            isDone = true;
            return result;
        }
        finally
        {
            if (!isDone) Rollback();
        }
    }

    void Rollback()
    {
        _rooms.Forget();
        // Some errors have rolled back already, and then there is no transaction to end.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_statements.Connection.Handle) == 0) _statements.Run("ROLLBACK");
    }

    /// <summary>Lines of a room are kept together, so that what is known of its numbers changes once: the order of what can wait makes no difference.</summary>
    static IEnumerable<HistoryWrite> Join(IReadOnlyList<HistoryWrite> batch)
    {
        Dictionary<HistoryRoom, List<HistoryLine>> kept = [];
        foreach (var write in batch)
        {
            if (write is HistoryWrite.Keep keep)
            {
                if (!kept.TryGetValue(keep.Room, out var lines)) kept.Add(keep.Room, lines = []);
                lines.AddRange(keep.Lines);
                continue;
            }
            if (!write.CanWait)
            {
                foreach (var (room, lines) in kept) yield return new HistoryWrite.Keep(room, lines);
                kept.Clear();
            }
            yield return write;
        }
        foreach (var (room, lines) in kept) yield return new HistoryWrite.Keep(room, lines);
    }

    Action? Do(HistoryWrite write)
    {
        switch (write)
        {
            case HistoryWrite.Keep keep:
                Keep(_rooms.KeyOf(keep.Room), keep.Lines);
                return null;
            case HistoryWrite.Cover cover:
                _ranges.Add(_rooms.KeyOf(cover.Room), cover.Range);
                return null;
            case HistoryWrite.Rewind rewind:
                Rewind(_rooms.KeyOf(rewind.Room), rewind.Head);
                return null;
            case HistoryWrite.MarkRead read:
                Set(_markRead, read.Seq, _rooms.KeyOf(read.Room));
                return null;
            case HistoryWrite.Meet meet:
                Set(_meet, meet.Partner, _rooms.KeyOf(meet.Room));
                return null;
            case HistoryWrite.Wait wait:
                _outbox.Add(wait.Line);
                return null;
            case HistoryWrite.Settle settle:
                _outbox.Remove(settle.Cid);
                return null;
            case HistoryWrite.Adopt adopt:
                var lines = _outbox.Adopt(adopt.Server, adopt.Nick);
                return () => adopt.Answer.TrySetResult(lines);
            case HistoryWrite.Doubt:
                if (_statements.Text("PRAGMA quick_check(1)") != "ok") throw new HistoryException("The local history is damaged.", isDamaged: true);
                return null;
            case HistoryWrite.Flush flush:
                return () => flush.Answer.TrySetResult();
            default:
                throw new InvalidOperationException($"{write.GetType().Name} is nothing that can be written.");
        }
    }

    void Keep(long room, IReadOnlyList<HistoryLine> lines)
    {
        SeqRange? run = null;
        foreach (var line in lines.OrderBy(line => line.Seq))
        {
            if (line.Seq < 1) continue;
            _events.Keep(room, line);
            if (run is { } open && line.Seq <= open.Last + 1)
            {
                run = open with { Last = line.Seq };
                continue;
            }
            if (run is { } done) _ranges.Add(room, done);
            run = new SeqRange(line.Seq, line.Seq);
        }
        if (run is { } last) _ranges.Add(room, last);
    }

    void Rewind(long room, long head)
    {
        _events.CutAbove(room, head);
        _ranges.CutAbove(room, head);
        Set(_unmark, head, room);
    }

    static void Set(SqliteCommand command, object value, long room)
    {
        command.Parameters[0].Value = value;
        command.Parameters[1].Value = room;
        command.ExecuteNonQuery();
    }
}
