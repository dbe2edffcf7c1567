using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// What was typed and is not confirmed. Every row belongs to the client that will send it; the rows of one that runs no more are
/// taken over by the next that comes to the same server under the same name. Owned by the writer's thread, inside its transaction.
/// </summary>
sealed class OutboxTable(HistoryStatements statements, ClientPresence presence)
{
    readonly SqliteCommand _insert = statements.Prepare(
        "INSERT INTO outbox (cid, server, nick, owner, at, body) VALUES ($cid, $server, $nick, $owner, $at, $body) ON CONFLICT (cid) DO UPDATE SET body = excluded.body",
        "$cid", "$server", "$nick", "$owner", "$at", "$body");

    readonly SqliteCommand _delete = statements.Prepare("DELETE FROM outbox WHERE cid = $cid", "$cid");
    readonly SqliteCommand _list = statements.Prepare("SELECT cid, owner, at, body FROM outbox WHERE server = $server AND nick = $nick ORDER BY id", "$server", "$nick");
    readonly SqliteCommand _take = statements.Prepare("UPDATE outbox SET owner = $owner WHERE cid = $cid", "$owner", "$cid");

    /// <summary>Keeps a line; one that is there gets another text and keeps its place and time.</summary>
    public void Add(WaitingLine line) => Run(_insert, line.Cid.ToString(), line.Server, line.Nick, presence.Id, line.At.ToUnixTimeMilliseconds(), line.Body);

    /// <summary>It is done with.</summary>
    public void Remove(Guid cid) => Run(_delete, cid.ToString());

    /// <summary>All that this client is to send there under that name, oldest first.</summary>
    public IReadOnlyList<WaitingLine> Adopt(string server, string nick)
    {
        _list.Parameters[0].Value = server;
        _list.Parameters[1].Value = nick;
        var found = new List<(WaitingLine Line, string Owner)>();
        using (var row = _list.ExecuteReader())
        {
            while (row.Read())
            {
                if (Guid.TryParse(row.GetString(0), out var cid))
                    found.Add((new WaitingLine(cid, server, nick, DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(row.GetInt64(2), 0, 253_402_300_799_999)), row.GetString(3)), row.GetString(1)));
            }
        }
        var alive = found.Select(entry => entry.Owner).Distinct().Where(owner => owner != presence.Id && presence.IsAlive(owner)).ToHashSet();
        found.RemoveAll(entry => alive.Contains(entry.Owner));
        foreach (var (line, owner) in found)
        {
            if (owner != presence.Id) Run(_take, presence.Id, line.Cid.ToString());
        }
        return [.. found.Select(entry => entry.Line)];
    }

    static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
