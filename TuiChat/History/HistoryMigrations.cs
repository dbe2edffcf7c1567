using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>
/// The schema as an append-only list of steps: a database of version <c>n</c> has seen the first <c>n</c>. A step that was
/// released is never changed; a new one goes to the end.
/// </summary>
static class HistoryMigrations
{
    /// <summary>"TChi" in <c>PRAGMA application_id</c>: this file is a TuiChat history.</summary>
    public const int ApplicationId = 0x54436869;

    /// <summary>
    /// Keep the index of words up with the table. What <c>unindexed</c> has below its number is not in the index yet, and is
    /// put there by <see cref="IndexTable"/> as it reads then; taking out what is not in an index of this kind would break it.
    /// </summary>
    const string Triggers =
        """
        CREATE TRIGGER events_added AFTER INSERT ON events
            WHEN new.kind <= 4 AND new.deleted = 0 AND NOT EXISTS (SELECT 1 FROM unindexed WHERE below > new.id) BEGIN
            INSERT INTO words (rowid, text, author_key, room, tags, pairs) VALUES (new.id, new.text, new.author_key, new.room, new.tags, character_pairs(new.text));
        END;
        CREATE TRIGGER events_removed AFTER DELETE ON events
            WHEN old.kind <= 4 AND old.deleted = 0 AND NOT EXISTS (SELECT 1 FROM unindexed WHERE below > old.id) BEGIN
            INSERT INTO words (words, rowid, text, author_key, room, tags, pairs) VALUES ('delete', old.id, old.text, old.author_key, old.room, old.tags, character_pairs(old.text));
        END;
        CREATE TRIGGER events_changed AFTER UPDATE OF text, tags, deleted ON events
            WHEN old.kind <= 4 AND old.deleted = 0 AND (new.text <> old.text OR new.deleted <> old.deleted) AND NOT EXISTS (SELECT 1 FROM unindexed WHERE below > old.id) BEGIN
            INSERT INTO words (words, rowid, text, author_key, room, tags, pairs) VALUES ('delete', old.id, old.text, old.author_key, old.room, old.tags, character_pairs(old.text));
            INSERT INTO words (rowid, text, author_key, room, tags, pairs)
                SELECT new.id, new.text, new.author_key, new.room, new.tags, character_pairs(new.text) WHERE new.deleted = 0;
        END;
        """;

    /// <summary>
    /// All steps, oldest first. The id of an event begins with its time, so that the order of ids is the order of time in the
    /// table and in the index of words: the newest matches come first without sorting, and a date is a range of ids. The index
    /// holds, besides the words and <see cref="Search.CharacterPairs"/>, the columns that a search is narrowed by. Deleted lines are not in it.
    /// A direct room has the name of the other person beside its own, which tells nobody anything.
    /// </summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE servers (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
        CREATE TABLE rooms (
            id INTEGER PRIMARY KEY,
            server INTEGER NOT NULL REFERENCES servers (id),
            name TEXT NOT NULL,
            read_seq INTEGER NOT NULL DEFAULT 0,
            UNIQUE (server, name)
        );
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            room INTEGER NOT NULL REFERENCES rooms (id),
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            author TEXT,
            author_key TEXT,
            text TEXT NOT NULL,
            tags TEXT NOT NULL,
            target INTEGER,
            taken_back INTEGER NOT NULL,
            reply INTEGER,
            reply_to TEXT,
            edited INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            rev INTEGER NOT NULL,
            text_rev INTEGER NOT NULL,
            marks TEXT
        );
        CREATE UNIQUE INDEX events_place ON events (room, seq);
        CREATE INDEX events_target ON events (room, target, seq) WHERE target IS NOT NULL;
        CREATE TABLE ranges (
            room INTEGER NOT NULL REFERENCES rooms (id),
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (room, first)
        ) WITHOUT ROWID;
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            cid TEXT NOT NULL UNIQUE,
            server TEXT NOT NULL,
            nick TEXT NOT NULL,
            owner TEXT NOT NULL,
            at INTEGER NOT NULL,
            body TEXT NOT NULL
        );
        CREATE VIRTUAL TABLE words USING fts5 (
            text, author_key, room, tags,
            content = 'events', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
        );
        CREATE TRIGGER events_added AFTER INSERT ON events WHEN new.kind <= 4 AND new.deleted = 0 BEGIN
            INSERT INTO words (rowid, text, author_key, room, tags) VALUES (new.id, new.text, new.author_key, new.room, new.tags);
        END;
        CREATE TRIGGER events_removed AFTER DELETE ON events WHEN old.kind <= 4 AND old.deleted = 0 BEGIN
            INSERT INTO words (words, rowid, text, author_key, room, tags) VALUES ('delete', old.id, old.text, old.author_key, old.room, old.tags);
        END;
        CREATE TRIGGER events_changed AFTER UPDATE OF text, tags, deleted ON events WHEN old.kind <= 4 AND old.deleted = 0 AND (new.text <> old.text OR new.deleted <> old.deleted) BEGIN
            INSERT INTO words (words, rowid, text, author_key, room, tags) VALUES ('delete', old.id, old.text, old.author_key, old.room, old.tags);
            INSERT INTO words (rowid, text, author_key, room, tags)
                SELECT new.id, new.text, new.author_key, new.room, new.tags WHERE new.deleted = 0;
        END;
        """,
        $"""
        DROP TRIGGER events_added;
        DROP TRIGGER events_removed;
        DROP TRIGGER events_changed;
        DROP TABLE words;
        CREATE VIEW indexed AS SELECT id, text, author_key, room, tags, '' AS pairs FROM events;
        CREATE VIRTUAL TABLE words USING fts5 (
            text, author_key, room, tags, pairs,
            content = 'indexed', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
        );
        CREATE TABLE unindexed (below INTEGER NOT NULL);
        INSERT INTO unindexed SELECT id + 1 FROM events ORDER BY id DESC LIMIT 1;
        {Triggers}
        """,
        "ALTER TABLE events ADD COLUMN own INTEGER NOT NULL DEFAULT 0;",
        $"""
        CREATE TABLE IF NOT EXISTS unindexed (below INTEGER NOT NULL);
        DROP TRIGGER events_added;
        DROP TRIGGER events_removed;
        DROP TRIGGER events_changed;
        {Triggers}
        ALTER TABLE rooms ADD COLUMN partner TEXT;
        """,
    ];

    /// <summary>Brings the database up to the newest version; each step is one transaction, and two programs may do it at once.</summary>
    /// <exception cref="HistoryException">The database is newer than this program, or belongs to another one.</exception>
    public static void Apply(SqliteConnection connection)
    {
        if (ReadNumber(connection, "PRAGMA user_version") == Steps.Count && ReadNumber(connection, "PRAGMA application_id") == ApplicationId) return;
        while (true)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var version = ReadNumber(connection, "PRAGMA user_version");
            Check(connection, version);
            if (version == Steps.Count) return;
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
#pragma warning disable CA2100 // Constant text of this file.
            command.CommandText = $"{Steps[(int)version]} PRAGMA user_version = {version + 1}; PRAGMA application_id = {ApplicationId};";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    static void Check(SqliteConnection connection, long version)
    {
        var owner = ReadNumber(connection, "PRAGMA application_id");
        if (owner != ApplicationId && (owner != 0 || version != 0 || ReadNumber(connection, "SELECT count(*) FROM sqlite_master") != 0))
            throw new HistoryException($"{connection.DataSource} is a database of another program, so no history is kept. Move it away, or choose another folder with --data.");
        if (version > Steps.Count)
            throw new HistoryException($"The local history was written by a newer TuiChat ({connection.DataSource}), so it is neither read nor kept now. Start the newer one.");
    }

    static long ReadNumber(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant text of this file.
        command.CommandText = query;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!; // pragmas and count(*) give a number
    }
}
