using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TuiChat.Protocol;
using TuiChat.Server.Metrics;

namespace TuiChat.Server.Storage;

/// <summary>
/// The one writer: a thread of its own (SQLite blocks) that takes everything waiting, gives each draft the next number of its
/// room, does what other work there is, and commits all in one transaction. Appending may be called from any thread; the rest belongs to the writer's.
/// </summary>
sealed class StoreWriter : IDisposable
{
    /// <summary>1,024 drafts in one transaction: above that a commit is a small part of the cost.</summary>
    const int MaxBatch = 1024;

    readonly SqliteConnection _connection;
    readonly WriterCommands _commands;
    readonly LineCommands _lines;
    readonly RoomHeads _heads;
    readonly TimeProvider _time;
    readonly Action<NumberedEvent> _committed;
    readonly StoreLog _log;
    readonly BlockingCollection<PendingWrite> _queue; // a thread waits here, so no Channel
    readonly Thread _thread;
    volatile bool _isFailing;
    bool _isDisposed;

    /// <param name="connection">The writing connection; owned from here on.</param>
    /// <param name="rooms">All rooms in the store.</param>
    /// <param name="capacity">Drafts that may wait; one more is refused as busy.</param>
    /// <param name="committed">Called on the writer's thread for each new event, in the order of its room's numbers.</param>
    /// <param name="time">Gives each event its time.</param>
    /// <param name="log">Where failures are told.</param>
    public StoreWriter(
        SqliteConnection connection, IEnumerable<StoredRoom> rooms, int capacity, Action<NumberedEvent> committed, TimeProvider time, StoreLog log)
    {
        _connection = connection;
        _commands = new WriterCommands(connection);
        _lines = new LineCommands(connection);
        _heads = new RoomHeads(rooms);
        _queue = new BlockingCollection<PendingWrite>(capacity);
        _committed = committed;
        _time = time;
        _log = log;
        _thread = new Thread(Run) { Name = "store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Drafts that wait.</summary>
    public int QueueLength => _isDisposed ? 0 : _queue.Count;

    /// <summary>Events stored since the start.</summary>
    public Counter Stored { get; } = new();

    /// <summary>How long one transaction took.</summary>
    public LatencyHistogram WriteTimes { get; } = new();

    /// <summary>Whether the last transaction failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Puts it in line; false when the line is full or the writer stops.</summary>
    public bool TryAdd(PendingWrite write)
    {
        try
        {
            return _queue.TryAdd(write);
        }
        catch (InvalidOperationException)
        {
            return false; // stopped in this moment: nothing is taken any more
        }
    }

    /// <summary>Stores what waits, then ends.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _commands.Dispose();
        _lines.Dispose();
        _connection.Dispose();
    }

    void Run()
    {
        var batch = new List<PendingWrite>();
        while (_queue.TryTake(out var first, Timeout.Infinite))
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && _queue.TryTake(out var next)) batch.Add(next);
            Store(batch);
            batch.Clear();
        }
    }

    void Store(List<PendingWrite> batch)
    {
        var results = new (AppendResult Result, NumberedEvent? Event, Exception? Failure)[batch.Count];
        try
        {
            var started = _time.GetTimestamp();
            _commands.Begin();
            for (var i = 0; i < results.Length; i++) results[i] = Write(batch[i]);
            _commands.Commit();
            WriteTimes.Add(_time.GetElapsedTime(started));
            _heads.Keep();
            if (_isFailing) _log.AppendsAgain();
            _isFailing = false;
        }
        catch (Exception e) // the outermost loop: whatever it is, these are refused and the next are tried
        {
            Refuse(batch, e);
            return;
        }
        for (var i = 0; i < results.Length; i++)
        {
            var (result, stored, failure) = results[i];
            if (batch[i] is PendingAppend append) Tell(append, result, stored);
            else if (batch[i] is not PendingWork work) continue;
            else if (failure is null) work.Complete();
            else work.Fail(failure);
        }
    }

    (AppendResult Result, NumberedEvent? Event, Exception? Failure) Write(PendingWrite write)
    {
        if (write is PendingWork work) return (default, null, Run(work));
        var (result, stored) = Insert(((PendingAppend)write).Draft);
        return (result, stored, null);
    }

    /// <summary>Work that fails takes back what it did, and nothing else of the transaction; null when it went well.</summary>
    Exception? Run(PendingWork work)
    {
        _commands.Mark();
        try
        {
            work.Run(_connection);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _commands.BackToMark(); // fails when SQLite gave up the whole transaction, and then all of it has failed
            return e;
        }
        _commands.Unmark();
        return null;
    }

    /// <summary>What is on disk is told: to the one who waits, to everybody, and off this thread to whoever awaits it.</summary>
    void Tell(PendingAppend append, AppendResult result, NumberedEvent? stored)
    {
        try
        {
            append.Answer?.Invoke(result);
            if (stored is not null)
            {
                Stored.Add();
                _committed(stored);
            }
        }
        catch (Exception e) // the outermost loop: it is stored, and the next are too
        {
            _log.TellFailed(e, result.Seq, result.Room.Value);
        }
        append.SetResult(result);
    }

    (AppendResult Result, NumberedEvent? Event) Insert(EventDraft draft)
    {
        var at = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var room = _heads.Find(draft.Room);
        if (room is null && _commands.FindByCid(draft) is { } before) return (before, null); // a repeat makes no room
        if (draft.Target is not null && Settle(room, ref draft) is { } settled) return (settled, null);
        room ??= _heads.Add(draft.Room, _commands.InsertRoom(draft, at));
        if (!_commands.InsertEvent(room.Id, room.Next, at, draft))
            return (_commands.FindByCid(draft) ?? throw new InvalidOperationException("The repeated event is gone."), null);
        if (draft.Type == EventDraft.Topic) _commands.SetTopic(room.Id, draft.Text);
        if (draft.IsChange) _lines.Change(room.Id, room.Next, draft);
        var stored = draft.At(room.Next, at);
        _heads.Advance(room);
        return (new AppendResult(draft.Room, stored.Seq, at, null), stored);
    }

    /// <summary>
    /// The answer to a draft that names a line, if it is not to be stored: it may not be, it was stored before, or it is so
    /// already. Otherwise null, and the draft of an answer has learnt to whom it is.
    /// </summary>
    AppendResult? Settle(RoomHeads.Entry? room, ref EventDraft draft)
    {
        var line = room is null ? null : _lines.Find(room.Id, draft.Target ?? 0);
        var problem = LineRules.Problem(draft, line);
        if (problem is null && draft.Type == EventDraft.Message) draft = draft with { To = line?.From };
        if (problem is null && draft.Type == EventDraft.Reaction && room is not null)
        {
            var there = _lines.ReadReactions(room.Id, draft.Target ?? 0);
            var own = LineCommands.Own(there, draft);
            if (own is null == (draft.Kind == EventDraft.Removal)) return _commands.FindByCid(draft) ?? AppendResult.Unchanged(draft.Room);
            problem = LineRules.Problem(draft, there, own);
            // Who reacted under an earlier name takes back what stands there under that one.
            if (own is { } former && former.Who != draft.From) draft = draft with { From = former.Who, Sender = draft.Sender ?? draft.From?.Key };
        }
        // What was done already may not be done again, such as a deletion, but the repeat of it is answered as it was.
        return problem is null ? null : _commands.FindByCid(draft) ?? AppendResult.Refused(problem);
    }

    void Refuse(List<PendingWrite> batch, Exception e)
    {
        _heads.Drop();
        _commands.Rollback();
        var why = StoreFile.Explain(e);
        if (!_isFailing) _log.AppendFailed(e, why);
        _isFailing = true;
        var refused = AppendResult.Refused(new Refusal(
            RefusalCode.Busy, $"{why}, so nothing can be said at the moment. Tell the operator and try again later."));
        foreach (var write in batch)
        {
            if (write is PendingAppend append) Tell(append, refused, null);
            else (write as PendingWork)?.Fail(new StoreException($"{why}, so nothing can be changed at the moment. Tell the operator and try again later.", e));
        }
    }
}
