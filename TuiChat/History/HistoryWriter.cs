using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// The one writer of this client: a thread of its own (SQLite blocks) that opens the database, takes everything waiting and
/// commits it in one transaction, and lets old lines go when there is nothing else to do. Writing may be asked for from any
/// thread. What fails is told once; received lines are then not kept, which leaves a hole that is known and filled later, and
/// typed lines are kept in memory and tried again.
/// </summary>
sealed class HistoryWriter : IDisposable
{
    /// <summary>1,024 writes in one transaction.</summary>
    const int MaxBatch = 1024;

    /// <summary>0.1 s: what keeps coming is written ten times a second, since a transaction costs far more than a line in it.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    /// <summary>5 s: how long after a failure it is tried again.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>1 min: how often it is looked whether old lines have to go.</summary>
    static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    readonly HistoryPlace _place;
    volatile RetentionOptions _retention;
    readonly TimeProvider _time;
    readonly Action<HistoryNotice> _tell;
    readonly BlockingCollection<HistoryWrite> _queue; // a thread waits here, so no Channel
    readonly ManualResetEventSlim _hurry = new();
    readonly List<HistoryWrite> _owed = [];
    readonly Thread _thread;
    ClientPresence? _presence;
    HistoryDatabase? _database;
    long _storedAt;
    long _failedAt;
    bool _isFailing;
    bool _isRefused;
    volatile bool _hasMoreToPrune;
    bool _hasMoreToIndex = true;
    long _rested;
    bool _hasBegun;
    bool _isDisposed;

    /// <param name="place">Where the database is.</param>
    /// <param name="retention">What has to go.</param>
    /// <param name="capacity">Writes that may wait; one more is not taken.</param>
    /// <param name="time">Says what is old.</param>
    /// <param name="tell">Told of failures, on the writer's thread.</param>
    public HistoryWriter(HistoryPlace place, RetentionOptions retention, int capacity, TimeProvider time, Action<HistoryNotice> tell)
    {
        _place = place;
        _retention = retention;
        _time = time;
        _tell = tell;
        _hasMoreToPrune = retention.IsOn;
        _queue = new BlockingCollection<HistoryWrite>(capacity);
        _thread = new Thread(Run) { Name = "history writer", IsBackground = true };
    }

    /// <summary>Opens the database and begins to write. Called by one thread; nothing happens the second time.</summary>
    public void Begin()
    {
        if (_hasBegun) return;
        _hasBegun = true;
        _thread.Start();
    }

    /// <summary>What has to go; another value holds at once. Any thread.</summary>
    public RetentionOptions Retention
    {
        set
        {
            _retention = value;
            _hasMoreToPrune = true;
            TryWrite(new HistoryWrite.Flush(new TaskCompletionSource())); // wakes the writer
        }
    }

    /// <summary>Puts a write in line; false when the line is full or the writer stops.</summary>
    public bool TryWrite(HistoryWrite write)
    {
        try
        {
            var isTaken = _queue.TryAdd(write);
            if (!write.CanWait || _queue.Count >= MaxBatch) _hurry.Set();
            return isTaken;
        }
        catch (InvalidOperationException)
        {
            return false; // stopped in this moment: nothing is taken any more
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _queue.CompleteAdding();
        _hurry.Set();
        Begin(); // what waits is written, also by a program that ends at once
        _thread.Join();
        _queue.Dispose();
        _hurry.Dispose();
    }

    void Run()
    {
        Open();
        _place.SetOpened(_database is not null);
        while (true)
        {
            var isTaken = _queue.TryTake(out var first, Pause);
            if (isTaken) Take(first!); // there is one
            else if (_queue.IsCompleted) break;
            if (!isTaken || _time.GetElapsedTime(_rested) >= PruneEvery) RestAWhile(); // also where something comes all the time
        }
        if (_owed.Count > 0) Store([]); // the last attempt
        _database?.Dispose();
        _presence?.Dispose();
    }

    TimeSpan Pause => _owed.Count > 0 ? RetryAfter : (_hasMoreToPrune || _hasMoreToIndex) && _database is not null ? TimeSpan.Zero : PruneEvery;

    void Take(HistoryWrite first)
    {
        var batch = new List<HistoryWrite> { first };
        var rest = Gathering - _time.GetElapsedTime(_storedAt);
        if (first.CanWait && rest > TimeSpan.Zero && _queue.Count < MaxBatch && !_queue.IsAddingCompleted) _hurry.Wait(rest);
        _hurry.Reset();
        while (batch.Count < MaxBatch && _queue.TryTake(out var next)) batch.Add(next);
        Store(batch);
        _storedAt = _time.GetTimestamp();
    }

    void RestAWhile()
    {
        _rested = _time.GetTimestamp();
        if (_owed.Count > 0) Store([]);
        if (_hasMoreToIndex && _database is not null) _hasMoreToIndex = Try(() => _hasMoreToIndex = _database.Index()) && _hasMoreToIndex;
        var retention = _retention;
        if (!retention.IsOn) _hasMoreToPrune = false;
        else if (_database is not null) Try(() => _hasMoreToPrune = _database.Prune(retention, _time.GetUtcNow()));
    }

    void Store(List<HistoryWrite> batch)
    {
        List<HistoryWrite> all = [.. _owed, .. batch];
        IReadOnlyList<Action> told = [];
        if ((_database is not null || TryOpenAgain()) && Try(() => told = _database!.Write(all))) // open, or just opened
        {
            _owed.Clear();
            foreach (var tell in told) tell();
            return;
        }
        _owed.AddRange(batch.Where(write => write.IsPrecious));
        foreach (var write in batch) Disappoint(write);
    }

    /// <summary>Whoever waits for an answer gets an empty one.</summary>
    static void Disappoint(HistoryWrite write)
    {
        if (write is HistoryWrite.Adopt adopt) adopt.Answer.TrySetResult([]);
        else if (write is HistoryWrite.Flush flush) flush.Answer.TrySetResult();
    }

    /// <summary>Does it; on damage once more on a new database. False when it failed, which has been told then.</summary>
    bool Try(Action work, bool mayRecover = true)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is not OutOfMemoryException) // the outermost loop of this thread: it goes on without what failed
        {
            if (mayRecover && HistoryFile.IsDamage(e)) return Recover() && Try(work, mayRecover: false);
            Fail($"{HistoryFile.Explain(e)}, so lines are not kept on this machine until that is mended. What is missing is fetched from the server later.");
            return false;
        }
        if (_isFailing) _tell(new HistoryNotice("The local history is kept again.", IsError: false));
        _isFailing = false;
        return true;
    }

    void Open()
    {
        try
        {
            Directory.CreateDirectory(_place.Folder);
            _presence ??= new ClientPresence(_place.Folder);
            _database = new HistoryDatabase(HistoryFile.OpenWriter(_place.Path), _presence);
        }
        catch (HistoryException e)
        {
            if (e.IsDamaged && Recover()) return;
            _isRefused = !e.IsDamaged && e.InnerException is null;
            Fail(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            Fail($"{HistoryFile.Explain(e)} ({_place.Folder}), so no history is kept now. Check the folder and its rights, or choose another with --data.");
        }
    }

    /// <summary>A database of another program or version stays closed; for the rest it may be better by now.</summary>
    bool TryOpenAgain()
    {
        if (_isRefused || _time.GetElapsedTime(_failedAt) < RetryAfter) return false;
        Open();
        _failedAt = _time.GetTimestamp();
        if (_database is null) return false;
        _place.SetOpened(isUsable: true);
        return true;
    }

    /// <summary>Moves a broken database aside and begins a new one; false when that is not possible.</summary>
    bool Recover()
    {
        _database?.Dispose();
        _database = null;
        if (_presence is null) return false;
        try
        {
            // Another client may have done so in the meantime.
            var aside = HistoryFile.IsSound(_place.Path) ? null : HistoryFile.MoveAside(_place.Path, _time.GetUtcNow());
            _database = new HistoryDatabase(HistoryFile.OpenWriter(_place.Path), _presence);
            _place.SetOpened(isUsable: true);
            if (aside is not null)
                _tell(new HistoryNotice($"The local history was damaged. It is kept as {aside}, and a new one is begun; the server still has what it has.", IsError: true));
            return true;
        }
        catch (Exception e) when (e is HistoryException or IOException or UnauthorizedAccessException or SqliteException)
        {
            Fail($"The local history is damaged and cannot be moved aside ({e.Message})");
            return false;
        }
    }

    void Fail(string text)
    {
        _failedAt = _time.GetTimestamp();
        if (!_isFailing) _tell(new HistoryNotice(text, IsError: true));
        _isFailing = true;
    }
}
