using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>
/// Answers questions for history on a connection and a thread of its own, so that neither the writer nor the sockets ever wait
/// for it. Asking may be done from any thread.
/// </summary>
sealed class StoreReader : IDisposable
{
    /// <summary>1,024 questions that wait; one more is refused as busy.</summary>
    const int Capacity = 1024;

    const string Columns = "e.seq, e.at, e.type, e.nick, e.text, e.kind, e.cid";
    const string Between = "FROM events e WHERE e.room = (SELECT id FROM rooms WHERE name = $room) AND e.seq > $after AND e.seq < $before";

    readonly SqliteConnection _connection;
    readonly SqliteCommand _first, _last;
    readonly BlockingCollection<PendingRead> _queue = new(Capacity);
    readonly StoreLog _log;
    readonly Thread _thread;
    bool _isDisposed;

    /// <param name="connection">A reading connection; owned from here on.</param>
    /// <param name="log">Where failures are told.</param>
    public StoreReader(SqliteConnection connection, StoreLog log)
    {
        _connection = connection;
        _log = log;
        _first = Prepare($"SELECT {Columns} {Between} ORDER BY e.seq LIMIT $limit");
        _last = Prepare($"SELECT {Columns} {Between} ORDER BY e.seq DESC LIMIT $limit");
        _thread = new Thread(Run) { Name = "store reader", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The events asked for in ascending order, or null when too many questions wait or the database cannot be read.</summary>
    public async Task<IReadOnlyList<NumberedEvent>?> ReadAsync(HistoryQuery query)
    {
        var read = new PendingRead(query);
        try
        {
            if (!_queue.TryAdd(read)) return null;
        }
        catch (InvalidOperationException)
        {
            return null; // stopped in this moment
        }
        return await read.Task.ConfigureAwait(false);
    }

    /// <summary>Answers what waits, then ends.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _first.Dispose();
        _last.Dispose();
        _connection.Dispose();
    }

    void Run()
    {
        while (_queue.TryTake(out var read, Timeout.Infinite))
        {
            try
            {
                read.SetResult(Read(read.Query));
            }
            catch (Exception e) // the outermost loop: this question fails, the next is tried
            {
                _log.ReadFailed(e);
                read.SetResult(null);
            }
        }
    }

    List<NumberedEvent> Read(HistoryQuery query)
    {
        var isForward = query.After is not null;
        var command = isForward ? _first : _last;
        command.Parameters[0].Value = query.Room.Value;
        command.Parameters[1].Value = query.After ?? 0;
        command.Parameters[2].Value = query.Before ?? long.MaxValue;
        command.Parameters[3].Value = query.Limit;
        var events = new List<NumberedEvent>();
        using var row = command.ExecuteReader();
        while (row.Read()) events.Add(ReadEvent(query.Room, row));
        if (!isForward) events.Reverse();
        return events;
    }

    static NumberedEvent ReadEvent(RoomName room, SqliteDataReader row)
    {
        Nickname? from = row.IsDBNull(3) ? null : Nickname.TryParse(row.GetString(3), out var nick, out _) ? nick : null;
        Guid? cid = row.IsDBNull(6) ? null : new Guid(row.GetFieldValue<byte[]>(6), bigEndian: true);
        var kind = row.IsDBNull(5) ? null : row.GetString(5);
        return new EventDraft(room, row.GetString(2), from, row.GetString(4), kind, cid).At(row.GetInt64(0), row.GetInt64(1));
    }

    SqliteCommand Prepare(string text)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in (string[])["$room", "$after", "$before", "$limit"]) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    /// <summary>A question and the place of its answer; completed off the reader's thread.</summary>
    sealed class PendingRead(HistoryQuery query) : TaskCompletionSource<IReadOnlyList<NumberedEvent>?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        /// <summary>The question.</summary>
        public HistoryQuery Query => query;
    }
}
