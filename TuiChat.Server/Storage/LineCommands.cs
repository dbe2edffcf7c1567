using Microsoft.Data.Sqlite;
using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>The prepared statements about lines that were said: reading who may change them, and changing them. Owned by the writer's thread.</summary>
sealed class LineCommands : IDisposable
{
    readonly SqliteCommand _find, _edit, _delete, _touch, _readReactions, _addReaction, _removeReaction, _removeReactions;

    /// <param name="connection">The writing connection.</param>
    public LineCommands(SqliteConnection connection)
    {
        _find = StoreFile.Prepare(
            connection, "SELECT nick, author, state FROM events WHERE room = $room AND seq = $seq AND type = 'msg'", "$room", "$seq");
        _edit = StoreFile.Prepare(
            connection, "UPDATE events SET text = $text, state = 'edited', rev = $rev WHERE room = $room AND seq = $seq", "$room", "$seq", "$rev", "$text");
        _delete = StoreFile.Prepare(
            connection, "UPDATE events SET text = '', state = 'deleted', rev = $rev WHERE room = $room AND seq = $seq", "$room", "$seq", "$rev");
        _touch = StoreFile.Prepare(connection, "UPDATE events SET rev = $rev WHERE room = $room AND seq = $seq", "$room", "$seq", "$rev");
        _readReactions = StoreFile.Prepare(
            connection, "SELECT seq, first, text, nick, author FROM reactions WHERE room = $room AND target = $seq ORDER BY seq", "$room", "$seq");
        _addReaction = StoreFile.Prepare(
            connection,
            """
            INSERT INTO reactions (room, target, seq, first, text, nick, author)
            SELECT $room, $seq, $rev, coalesce(min(first), $rev), $text, $nick, $author
            FROM reactions WHERE room = $room AND target = $seq AND text = $text
            """,
            "$room", "$seq", "$rev", "$text", "$nick", "$author");
        _removeReaction = StoreFile.Prepare(
            connection, "DELETE FROM reactions WHERE room = $room AND target = $seq AND seq = $own", "$room", "$seq", "$own");
        _removeReactions = StoreFile.Prepare(connection, "DELETE FROM reactions WHERE room = $room AND target = $seq", "$room", "$seq");
    }

    /// <summary>What was said under this number, or null when there is nothing, or nothing said.</summary>
    public StoredLine? Find(long room, long seq)
    {
        using var row = Read(_find, room, seq);
        return row.Read() && Nickname.TryParse(row.GetString(0), out var from, out _)
            ? new StoredLine(from, ReadAuthor(row, 1), !row.IsDBNull(2) && row.GetString(2) == LineState.Deleted)
            : null;
    }

    /// <summary>All reactions to a line, in the order in which they came.</summary>
    public List<StoredReaction> ReadReactions(long room, long seq)
    {
        var reactions = new List<StoredReaction>();
        using var row = Read(_readReactions, room, seq);
        while (row.Read())
        {
            if (Nickname.TryParse(row.GetString(3), out var who, out _))
                reactions.Add(new StoredReaction(row.GetInt64(0), row.GetInt64(1), row.GetString(2), who, ReadAuthor(row, 4)));
        }
        return reactions;
    }

    /// <summary>That of the same person or name and of the same kind, or null.</summary>
    public static StoredReaction? Own(List<StoredReaction> reactions, EventDraft draft)
    {
        StoredReaction? ofName = null;
        foreach (var reaction in reactions)
        {
            if (reaction.Text != draft.Text) continue;
            if (reaction.Author is { } author && author == draft.Author) return reaction;
            if (reaction.Who.Key == draft.From?.Key) ofName = reaction;
        }
        return ofName;
    }

    /// <summary>Does to the line what the event of this number says.</summary>
    public void Change(long room, long seq, EventDraft draft)
    {
        var target = draft.Target ?? 0;
        switch (draft)
        {
            case { Type: EventDraft.Edited }:
                Execute(_edit, room, target, seq, draft.Text);
                break;
            case { Type: EventDraft.Deleted }:
                Execute(_delete, room, target, seq);
                Execute(_removeReactions, room, target);
                break;
            case { Type: EventDraft.Reaction, Kind: EventDraft.Removal }:
                if (Own(ReadReactions(room, target), draft) is { } own) Execute(_removeReaction, room, target, own.Seq);
                Execute(_touch, room, target, seq);
                break;
            case { Type: EventDraft.Reaction, From: { } from }:
                Execute(_addReaction, room, target, seq, draft.Text, from.Value, draft.Author is { } author ? author.ToByteArray(bigEndian: true) : DBNull.Value);
                Execute(_touch, room, target, seq);
                break;
            default:
                throw new InvalidOperationException($"A {draft.Type} changes no line.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_find, _edit, _delete, _touch, _readReactions, _addReaction, _removeReaction, _removeReactions]) command.Dispose();
    }

    static Guid? ReadAuthor(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true);

    static SqliteDataReader Read(SqliteCommand command, long room, long seq)
    {
        command.Parameters[0].Value = room;
        command.Parameters[1].Value = seq;
        return command.ExecuteReader();
    }

    static void Execute(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
