using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TuiChat.Protocol;
using TuiChat.Server.Metrics;

namespace TuiChat.Server.Storage;

/// <summary>
/// Everything that must outlive the process: rooms, topics and events, in one SQLite file. Contract: an append is on disk
/// before it is told to anybody; the events of a room are numbered 1, 2, 3 … without holes; a draft with a client id that its
/// sender has used before is not stored again but answered with the first place. May be called from any thread.
/// </summary>
sealed class MessageStore : IDisposable
{
    /// <summary>The file inside the data folder.</summary>
    public const string FileName = "server.db";

    readonly StoreWriter _writer;
    readonly StoreReader _reader;

    MessageStore(StoreWriter writer, StoreReader reader, string serverId, IReadOnlyList<StoredRoom> rooms)
    {
        _writer = writer;
        _reader = reader;
        ServerId = serverId;
        Rooms = rooms;
    }

    /// <summary>The stable id of this server, made with the store.</summary>
    public string ServerId { get; }

    /// <summary>All rooms with stored events as they were when the store was opened.</summary>
    public IReadOnlyList<StoredRoom> Rooms { get; }

    /// <summary>Drafts that wait for the disk.</summary>
    public int QueueLength => _writer.QueueLength;

    /// <summary>Events stored since the store was opened.</summary>
    public long Stored => _writer.Stored.Value;

    /// <summary>How long the writes to the disk took.</summary>
    public LatencyHistogram WriteTimes => _writer.WriteTimes;

    /// <summary>Whether the last write failed.</summary>
    public bool IsFailing => _writer.IsFailing;

    /// <summary>Opens or makes the store.</summary>
    /// <param name="directory">An existing folder.</param>
    /// <param name="queue">Drafts that may wait for the writer.</param>
    /// <param name="committed">Called for each new event once it is on disk, in order, on the writer's thread; must not block.</param>
    /// <param name="time">Gives each event its time.</param>
    /// <param name="loggers">Where the store tells what happens.</param>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public static MessageStore Open(string directory, int queue, Action<NumberedEvent> committed, TimeProvider time, ILoggerFactory loggers)
    {
        var path = Path.Combine(directory, FileName);
        var log = new StoreLog(loggers.CreateLogger<MessageStore>());
        var library = SqliteLibrary.Load();
        var connection = StoreFile.OpenWriter(path);
        try
        {
            Migrations.Apply(connection);
            var rooms = StoreStart.ReadRooms(connection);
            var id = StoreStart.ReadServerId(connection);
            log.Opened(path, rooms.Count, library.Version, library.Origin);
            return new MessageStore(
                new StoreWriter(connection, rooms, queue, committed, time, log), new StoreReader(StoreFile.OpenReader(path), log), id, rooms);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StoreException($"{StoreFile.Explain(e)} ({path}). Check the folder and its rights, or choose another with --data.", e);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Stores a draft; completes when it is on disk, or at once with a refusal when too many wait.</summary>
    /// <param name="draft">What to store.</param>
    /// <param name="answer">
    /// Told the result before anybody is told of the event, so that the answer to its sender can share a write with the echo.
    /// Called on the writer's thread: it may queue something, no more.
    /// </param>
    public Task<AppendResult> AppendAsync(EventDraft draft, Action<AppendResult>? answer = null)
    {
        var append = new PendingAppend(draft, answer);
        if (_writer.TryAdd(append)) return append.Task;
        var refused = AppendResult.Refused(new Refusal(RefusalCode.Busy, "The server cannot store more at this moment. Send it again."));
        answer?.Invoke(refused);
        return Task.FromResult(refused);
    }

    /// <inheritdoc cref="StoreReader.ReadAsync"/>
    public Task<IReadOnlyList<NumberedEvent>?> ReadAsync(HistoryQuery query) => _reader.ReadAsync(query);

    /// <summary>
    /// Changes other tables in the writer's next transaction; completes when that is on disk. Work that throws takes back its own
    /// changes only. It may wait for nothing and touch nothing but the connection.
    /// </summary>
    /// <returns>Fails with what the work threw, or with <see cref="StoreException"/> when nothing can be stored.</returns>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work)
    {
        var pending = new PendingWork.With<T>(work);
        return _writer.TryAdd(pending)
            ? pending.Task
            : Task.FromException<T>(new StoreException("The server cannot store more at this moment. Try it again."));
    }

    /// <inheritdoc cref="StoreReader.QueryAsync"/>
    public Task<T> QueryAsync<T>(Func<SqliteConnection, T> read) => _reader.QueryAsync(read);

    /// <summary>Stores what waits and closes.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }
}
