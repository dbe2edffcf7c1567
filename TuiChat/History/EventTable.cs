using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// Puts events where they belong, each once, and lets them change the lines they are about, in whatever order they come. Owned by
/// the writer's thread, inside its transaction.
/// </summary>
sealed class EventTable
{
    static readonly string[] Names = [.. HistoryRow.Columns.Split(", ").Select(name => "$" + name)];

    readonly SqliteCommand _find, _about, _isTaken, _insert, _update, _eraseEdits, _cutAbove, _cutUpTo;

    /// <param name="statements">The writing connection's.</param>
    public EventTable(HistoryStatements statements)
    {
        _find = statements.Prepare($"SELECT {HistoryRow.Columns} FROM events WHERE room = $room AND seq = $seq", "$room", "$seq");
        _about = statements.Prepare($"SELECT {HistoryRow.Columns} FROM events WHERE room = $room AND target = $target ORDER BY seq", "$room", "$target");
        _isTaken = statements.Prepare("SELECT count(*) FROM events WHERE id = $id", "$id");
        _insert = statements.Prepare(
            $"INSERT INTO events ({HistoryRow.Columns}, id, room, tags) VALUES ({string.Join(", ", Names)}, $id, $room, $tags)", [.. Names, "$id", "$room", "$tags"]);
        _update = statements.Prepare(
            "UPDATE events SET text = $text, tags = $tags, edited = $edited, deleted = $deleted, rev = $rev, text_rev = $text_rev, marks = $marks, own = $own WHERE room = $room AND seq = $seq",
            "$text", "$tags", "$edited", "$deleted", "$rev", "$text_rev", "$marks", "$own", "$room", "$seq");
        _eraseEdits = statements.Prepare("UPDATE events SET text = '' WHERE room = $room AND target = $target AND kind = 5", "$room", "$target");
        _cutAbove = statements.Prepare("DELETE FROM events WHERE room = $room AND seq > $seq", "$room", "$seq");
        _cutUpTo = statements.Prepare("DELETE FROM events WHERE room = $room AND seq <= $seq", "$room", "$seq");
    }

    /// <summary>Keeps an event; one that is there already is joined with what comes.</summary>
    public void Keep(long room, HistoryLine line)
    {
        var incoming = line with { Text = HistoryText.Clean(line.Text) };
        var kept = Find(room, line.Seq);
        if (kept is null)
        {
            var whole = incoming.IsSpeech ? Complete(room, incoming) : incoming;
            var target = line.Target is { } seq ? Find(room, seq) : null;
            Insert(room, whole.Kind == HistoryKind.Edited && IsGone(room, line.Target, target) ? whole with { Text = "" } : whole);
            if (line is { Kind: HistoryKind.Deleted, Target: { } gone }) Erase(room, gone);
            if (target is not null) Update(room, target, LineMerge.Apply(target, incoming));
        }
        else if (kept.IsSpeech)
        {
            Update(room, kept, LineMerge.Join(kept, incoming));
        }
    }

    /// <summary>Removes what lies behind a number.</summary>
    public void CutAbove(long room, long seq) => Cut(_cutAbove, room, seq);

    /// <summary>Removes everything up to a number, included.</summary>
    public void CutUpTo(long room, long seq) => Cut(_cutUpTo, room, seq);

    /// <summary>A new line with what is known about it already.</summary>
    HistoryLine Complete(long room, HistoryLine line)
    {
        var whole = line.IsDeleted ? line with { Text = "", Marks = [], IsEdited = false, Rev = 0, TextRev = 0 } : line with { TextRev = line.Rev };
        foreach (var happened in About(room, line.Seq)) whole = LineMerge.Apply(whole, happened);
        if (whole.IsDeleted) Erase(room, line.Seq);
        return whole;
    }

    /// <summary>Whether the line that an event is about was deleted, as far as is known.</summary>
    bool IsGone(long room, long? seq, HistoryLine? line) =>
        line is { IsDeleted: true } || (line is null && seq is { } target && About(room, target).Exists(happened => happened.Kind == HistoryKind.Deleted));

    HistoryLine? Find(long room, long seq)
    {
        _find.Parameters[0].Value = room;
        _find.Parameters[1].Value = seq;
        using var row = _find.ExecuteReader();
        return row.Read() ? HistoryRow.Read(row) : null;
    }

    List<HistoryLine> About(long room, long seq)
    {
        _about.Parameters[0].Value = room;
        _about.Parameters[1].Value = seq;
        using var row = _about.ExecuteReader();
        var lines = new List<HistoryLine>();
        while (row.Read()) lines.Add(HistoryRow.Read(row));
        return lines;
    }

    void Insert(long room, HistoryLine line)
    {
        var id = EventIds.For(line.At, line.Seq);
        while (IsTaken(id)) id++;
        var values = HistoryRow.Parameters(line);
        for (var i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i];
        _insert.Parameters[HistoryRow.Width].Value = id;
        _insert.Parameters[HistoryRow.Width + 1].Value = room;
        _insert.Parameters[HistoryRow.Width + 2].Value = HistoryText.Tags(line.Text);
        _insert.ExecuteNonQuery();
    }

    bool IsTaken(long id)
    {
        _isTaken.Parameters[0].Value = id;
        return _isTaken.ExecuteScalar() is not 0L;
    }

    void Update(long room, HistoryLine before, HistoryLine after)
    {
        if (after == before) return;
        var values = HistoryRow.Parameters(after);
        object[] set = [after.Text, HistoryText.Tags(after.Text), values[10], values[11], after.Rev, after.TextRev, values[14], values[15], room, after.Seq];
        for (var i = 0; i < set.Length; i++) _update.Parameters[i].Value = set[i];
        _update.ExecuteNonQuery();
        if (after.IsDeleted) Erase(room, after.Seq);
    }

    /// <summary>A deleted line is gone with all texts that it ever had.</summary>
    void Erase(long room, long target)
    {
        _eraseEdits.Parameters[0].Value = room;
        _eraseEdits.Parameters[1].Value = target;
        _eraseEdits.ExecuteNonQuery();
    }

    static void Cut(SqliteCommand command, long room, long seq)
    {
        command.Parameters[0].Value = room;
        command.Parameters[1].Value = seq;
        command.ExecuteNonQuery();
    }
}
