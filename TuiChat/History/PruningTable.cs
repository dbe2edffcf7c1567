using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>Lets the oldest lines go, a few at a time, each time in a transaction of its own. Owned by the writer's thread.</summary>
sealed class PruningTable(HistoryStatements statements, EventTable events, RangeTable ranges)
{
    /// <summary>500 events at a time: a few milliseconds.</summary>
    const int Step = 500;

    /// <summary>256 pages given back to the disk at a time.</summary>
    const int PagesPerStep = 256;

    readonly SqliteCommand _oldest = statements.Prepare(
        "SELECT room, max(seq) FROM (SELECT room, seq FROM events WHERE id < $end ORDER BY id LIMIT $limit) GROUP BY room", "$end", "$limit");

    /// <summary>One step; true when there may be more to do. Runs inside a transaction.</summary>
    public bool PruneOnce(RetentionOptions options, DateTimeOffset now)
    {
        var end = options.Days is { } days ? EventIds.FirstOf(now.AddDays(-days).ToUnixTimeMilliseconds()) : 0;
        return Prune(options.Megabytes is { } megabytes && UsedBytes > megabytes * 1_048_576L ? long.MaxValue : end);
    }

    /// <summary>Gives free pages back; outside of a transaction.</summary>
    public void Shrink() => statements.Run($"PRAGMA incremental_vacuum({PagesPerStep})");

    long UsedBytes => (statements.Number("PRAGMA page_count") - statements.Number("PRAGMA freelist_count")) * statements.Number("PRAGMA page_size");

    bool Prune(long end)
    {
        if (end == 0) return false;
        _oldest.Parameters[0].Value = end;
        _oldest.Parameters[1].Value = Step;
        var cuts = new List<(long Room, long Seq)>();
        using (var row = _oldest.ExecuteReader())
        {
            while (row.Read()) cuts.Add((row.GetInt64(0), row.GetInt64(1)));
        }
        foreach (var (room, seq) in cuts)
        {
            events.CutUpTo(room, seq);
            ranges.CutUpTo(room, seq);
        }
        return cuts.Count > 0;
    }
}
