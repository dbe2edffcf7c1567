using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Benchmarks.Load;
using TuiChat.Server.Storage;

namespace TuiChat.Benchmarks.Scale;

/// <summary>A server whose store is full: what its start, its memory and the first page of a room take, beside an empty one.</summary>
static class LongHistory
{
    const int Rooms = 1000, Runs = 5;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Fills a store by SQL, then starts servers on it.</summary>
    public static IEnumerable<Figure> Run(int lines)
    {
        using var folder = new TemporaryFolder();
        var (empty, full) = (Path.Combine(folder.Path, "empty"), Path.Combine(folder.Path, "full"));
        var begun = Stopwatch.GetTimestamp();
        Fill(full, lines);
        var note = $"{lines:#,0} lines in {Rooms:#,0} rooms, {new FileInfo(Path.Combine(full, MessageStore.FileName)).Length / 1e9:0.0} GB, filled in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s";
        var (start, memory, page) = Measure(empty);
        yield return new Figure("empty store: start until ready, p50", start.Percentile(0.5), "ms", null, $"{Runs} starts");
        yield return new Figure("empty store: resident memory when ready", memory, "MB");
        (start, memory, page) = Measure(full);
        yield return new Figure("full store: start until ready, p50", start.Percentile(0.5), "ms", Target.AtMost(1000), note);
        yield return new Figure("full store: slowest start", start.Percentile(1), "ms", Target.AtMost(1000));
        yield return new Figure("full store: resident memory when ready", memory, "MB");
        yield return new Figure("full store: connect, register, join with 100 lines, p50", page.Percentile(0.5), "ms");
    }

    static (Samples Start, double Megabytes, Samples Page) Measure(string data)
    {
        var (start, page, memory) = (new Samples(), new Samples(), 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var session = new LoadSession(new ServerProcess(data: data));
            start.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            memory = session.Server.ResidentBytes / 1e6;
            begun = Stopwatch.GetTimestamp();
            var isIn = false;
            var client = session.Loop.Connect(session.Server.EndPoint);
            client.Handler = (_, line) => isIn |= session.Dialect.IsIn(line, "room7", out var _);
            client.Send("""
                {"t":"hello","v":1,"nick":"reader","caps":["history"]}
                {"t":"join","room":"room7","lines":100}

                """u8);
            session.Loop.PollUntil(() => isIn, Limit, "a page of history");
            page.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return (start, memory, page);
    }

    static void Fill(string data, int lines)
    {
        Directory.CreateDirectory(data);
        using (MessageStore.Open(data, 1, static _ => { }, TimeProvider.System, NullLoggerFactory.Instance))
        {
            // makes the tables
        }
        using var connection = StoreFile.OpenWriter(Path.Combine(data, MessageStore.FileName));
        Run(connection, $"""
            PRAGMA synchronous = OFF;
            BEGIN;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rooms})
            INSERT INTO rooms (name, created_at) SELECT 'room' || (i - 1), 1767225600000 FROM n;
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {lines} - 1)
            INSERT INTO events (room, seq, at, type, nick, text, sender)
            SELECT r.id, i % {lines / Rooms} + 1, 1767225600000 + i, '{EventDraft.Message}', 'n' || (i % 97), 'The lighthouse keeper counts line ' || i || ', as every night', 'guest:n' || (i % 97)
            FROM n JOIN rooms r ON r.name = 'room' || (i / {lines / Rooms});
            COMMIT;
            """);
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // Constant text and numbers of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
