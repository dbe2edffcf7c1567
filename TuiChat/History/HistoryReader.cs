using System.Collections.Concurrent;

namespace TuiChat.History;

/// <summary>
/// Answers questions on a thread and a connection of its own (SQLite blocks), one after the other. Asking may happen on any
/// thread. What cannot be answered, because the history is closed or broken, gets the empty answer.
/// </summary>
/// <typeparam name="T">What reads on the connection; made anew with it.</typeparam>
sealed class HistoryReader<T> : IDisposable where T : class
{
    /// <summary>256 questions that may wait.</summary>
    const int Capacity = 256;

    readonly HistoryPlace _place;
    readonly Func<HistoryStatements, T> _make;
    readonly Action<Exception> _failed;
    readonly BlockingCollection<Question> _queue = new(Capacity); // a thread waits here, so no Channel
    readonly CancellationTokenSource _stop = new();
    readonly Lazy<Thread> _thread; // begins with the first question
    HistoryStatements? _statements;
    T? _reader;
    int _generation;
    bool _isDisposed;

    /// <param name="place">Where the database is.</param>
    /// <param name="name">The name of the thread.</param>
    /// <param name="make">Makes what reads on a new connection.</param>
    /// <param name="failed">Told of a failure, on this thread.</param>
    public HistoryReader(HistoryPlace place, string name, Func<HistoryStatements, T> make, Action<Exception> failed)
    {
        _place = place;
        _make = make;
        _failed = failed;
        _thread = new Lazy<Thread>(() =>
        {
            var thread = new Thread(Run) { Name = name, IsBackground = true };
            thread.Start();
            return thread;
        });
    }

    /// <summary>Asks; completes off the reader's thread. The empty answer when too many wait, or it cannot be read.</summary>
    /// <param name="read">Reads; on the reader's thread.</param>
    /// <param name="empty">The empty answer.</param>
    /// <param name="cancellation">Nobody wants it any more: a running query is broken off, and the task is cancelled.</param>
    public async Task<TAnswer> AskAsync<TAnswer>(Func<T, TAnswer> read, TAnswer empty, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new Question(
            reader => answer.TrySetResult(reader is null ? empty : read(reader)),
            isCancelled => _ = isCancelled ? answer.TrySetCanceled(cancellation) : answer.TrySetResult(empty),
            cancellation);
        try
        {
            if (!_queue.TryAdd(question, 0, CancellationToken.None)) return empty;
            _ = _thread.Value;
        }
        catch (InvalidOperationException)
        {
            return empty; // stopped in this moment
        }
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Answers what waits, then ends.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _queue.CompleteAdding();
        _stop.Cancel();
        if (_thread.IsValueCreated) _thread.Value.Join();
        _queue.Dispose();
        _stop.Dispose();
    }

    void Run()
    {
        var isOpened = _place.WaitUntilOpened(_stop.Token);
        while (_queue.TryTake(out var question, Timeout.Infinite))
        {
            if (!isOpened || question.Cancellation.IsCancellationRequested) question.GiveUp(question.Cancellation.IsCancellationRequested);
            else Answer(question);
        }
        _statements?.Dispose();
    }

    void Answer(Question question)
    {
        try
        {
            var reader = Open();
            var connection = _statements?.Connection.Handle;
            using var interruption = question.Cancellation.Register(() =>
            {
                if (connection is not null) SQLitePCL.raw.sqlite3_interrupt(connection);
            });
            question.Read(reader);
        }
        catch (Exception e) when (e is not OutOfMemoryException) // the outermost loop: this question fails, the next is tried
        {
            var isCancelled = question.Cancellation.IsCancellationRequested;
            question.GiveUp(isCancelled);
            if (!isCancelled) Close(e);
        }
    }

    T? Open()
    {
        if (_generation != _place.Generation) Close(null);
        if (_reader is not null) return _reader;
        _generation = _place.Generation;
        if (!_place.IsUsable || !File.Exists(_place.Path)) return null;
        _statements = new HistoryStatements(HistoryFile.OpenReader(_place.Path));
        return _reader = _make(_statements);
    }

    void Close(Exception? why)
    {
        _statements?.Dispose();
        _statements = null;
        _reader = null;
        if (why is not null) _failed(why);
    }

    sealed record Question(Action<T?> Read, Action<bool> GiveUp, CancellationToken Cancellation);
}
