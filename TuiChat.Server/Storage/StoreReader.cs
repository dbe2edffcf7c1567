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

    const string Columns = "e.seq, e.at, e.type, e.nick, e.text, e.kind, e.cid, e.target, e.state, e.rev, t.nick, t.text, e.author";

    /// <summary>Beside an event stands the line that it answers or changes.</summary>
    const string Between = "FROM events e LEFT JOIN events t ON t.room = e.room AND t.seq = e.target WHERE e.room = (SELECT id FROM rooms WHERE name = $room) AND e.seq > $after AND e.seq < $before";

    static readonly string[] Parameters = ["$room", "$after", "$before", "$limit"];

    readonly SqliteConnection _connection;
    readonly SqliteCommand _first, _last, _reactions, _begin, _end;
    readonly BlockingCollection<PendingWork> _queue = new(Capacity);
    readonly StoreLog _log;
    readonly Thread _thread;
    bool _isDisposed;

    /// <param name="connection">A reading connection; owned from here on.</param>
    /// <param name="log">Where failures are told.</param>
    public StoreReader(SqliteConnection connection, StoreLog log)
    {
        _connection = connection;
        _log = log;
        _first = StoreFile.Prepare(connection, $"SELECT {Columns} {Between} ORDER BY e.seq LIMIT $limit", Parameters);
        _last = StoreFile.Prepare(connection, $"SELECT {Columns} {Between} ORDER BY e.seq DESC LIMIT $limit", Parameters);
        _reactions = StoreFile.Prepare(
            connection,
            """
            SELECT r.target, r.text, r.nick, r.author FROM reactions r
            WHERE r.room = (SELECT id FROM rooms WHERE name = $room) AND r.target > $after AND r.target < $before
            ORDER BY r.target, r.first, r.seq
            """,
            Parameters[..3]);
        _begin = StoreFile.Prepare(connection, "BEGIN");
        _end = StoreFile.Prepare(connection, "COMMIT");
        _thread = new Thread(Run) { Name = "store reader", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The events asked for in ascending order, or null when too many questions wait or the database cannot be read.</summary>
    public async Task<IReadOnlyList<NumberedEvent>?> ReadAsync(HistoryQuery query)
    {
        try
        {
            return await QueryAsync(IReadOnlyList<NumberedEvent> (_) => ReadAtOneMoment(query)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or SqliteException)
        {
            return null; // told in the log when it is more than a long line
        }
    }

    /// <summary>Runs a question on the reader's thread. Fails with <see cref="StoreException"/> when too many wait, else as the question fails.</summary>
    public Task<T> QueryAsync<T>(Func<SqliteConnection, T> read)
    {
        var work = new PendingWork.With<T>(read);
        try
        {
            if (_queue.TryAdd(work)) return work.Task;
        }
        catch (InvalidOperationException)
        {
            // stopped in this moment: nothing is taken any more
        }
        return Task.FromException<T>(new StoreException("The server cannot read its database at this moment. Ask again."));
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
        foreach (var command in (SqliteCommand[])[_last, _reactions, _begin, _end]) command.Dispose();
        _connection.Dispose();
    }

    void Run()
    {
        while (_queue.TryTake(out var work, Timeout.Infinite))
        {
            try
            {
                work.Run(_connection);
                work.Complete();
            }
            catch (Exception e) // the outermost loop: this question fails, the next is tried
            {
                _log.ReadFailed(e);
                work.Fail(e);
            }
        }
    }

    /// <summary>Events and reactions are read as they were at one moment, so that <c>rev</c> tells the truth about both.</summary>
    List<NumberedEvent> ReadAtOneMoment(HistoryQuery query)
    {
        _begin.ExecuteNonQuery();
        try
        {
            var events = Read(query);
            AddReactions(query, events);
            return events;
        }
        finally
        {
            _end.ExecuteNonQuery();
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
        var asker = query.Asker?.ToByteArray(bigEndian: true);
        using var row = command.ExecuteReader();
        while (row.Read()) events.Add(ReadEvent(query.Room, row, asker));
        if (!isForward) events.Reverse();
        return events;
    }

    static NumberedEvent ReadEvent(RoomName room, SqliteDataReader row, byte[]? asker)
    {
        Nickname? from = row.IsDBNull(3) ? null : Nickname.TryParse(row.GetString(3), out var nick, out _) ? nick : null;
        Guid? cid = row.IsDBNull(6) ? null : new Guid(row.GetFieldValue<byte[]>(6), bigEndian: true);
        var kind = row.IsDBNull(5) ? null : row.GetString(5);
        var type = row.GetString(2);
        // The text of an edit is that of the line by now.
        var text = type != EventDraft.Edited ? row.GetString(4) : row.IsDBNull(11) ? "" : row.GetString(11);
        var draft = new EventDraft(room, type, from, text, kind, cid) { Target = row.IsDBNull(7) ? null : row.GetInt64(7) };
        if (type == EventDraft.Message && !row.IsDBNull(10) && Nickname.TryParse(row.GetString(10), out var to, out _)) draft = draft with { To = to };
        var stored = draft.At(row.GetInt64(0), row.GetInt64(1));
        var isOwn = IsAsker(row, 12, asker);
        if (stored is LineReaction reaction) return reaction with { Own = isOwn };
        if (stored is not ChatMessage message) return stored;
        if (isOwn) message = message with { Own = true };
        if (row.IsDBNull(9)) return message;
        var state = row.IsDBNull(8) ? null : row.GetString(8);
        return message with { Rev = row.GetInt64(9), Edited = state == LineState.Edited, Deleted = state == LineState.Deleted };
    }

    static bool IsAsker(SqliteDataReader row, int column, byte[]? asker) =>
        asker is not null && !row.IsDBNull(column) && row.GetFieldValue<byte[]>(column).AsSpan().SequenceEqual(asker);

    /// <summary>Gives the lines their reactions; reads nothing when no line has ever been changed.</summary>
    void AddReactions(HistoryQuery query, List<NumberedEvent> events)
    {
        if (events.Find(stored => stored is ChatMessage { Rev: not null }) is not { Seq: var first }) return;
        _reactions.Parameters[0].Value = query.Room.Value;
        _reactions.Parameters[1].Value = first - 1;
        _reactions.Parameters[2].Value = events[^1].Seq + 1;
        var asker = query.Asker?.ToByteArray(bigEndian: true);
        var found = new Dictionary<long, List<ReactionSummary>>();
        using (var row = _reactions.ExecuteReader())
        {
            while (row.Read())
            {
                if (!Nickname.TryParse(row.GetString(2), out var who, out _)) continue;
                var (target, text) = (row.GetInt64(0), row.GetString(1));
                if (!found.TryGetValue(target, out var kinds)) found.Add(target, kinds = []);
                if (kinds.Count == 0 || kinds[^1].Text != text) kinds.Add(new ReactionSummary { Text = text, Who = new List<Nickname>() });
                ((List<Nickname>)kinds[^1].Who).Add(who);
                if (IsAsker(row, 3, asker)) kinds[^1] = kinds[^1] with { Own = who };
            }
        }
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] is ChatMessage message && found.TryGetValue(message.Seq, out var kinds)) events[i] = message with { Reactions = kinds };
        }
    }
}
