using Microsoft.Data.Sqlite;

namespace TuiChat.Server.Storage;

/// <summary>
/// The schema as an append-only list of steps: a database of version <c>n</c> has seen the first <c>n</c>. A step that was
/// released is never changed; a new one goes to the end.
/// </summary>
static class Migrations
{
    /// <summary>"TCht" in <c>PRAGMA application_id</c>: this file is a TuiChat server's.</summary>
    public const int ApplicationId = 0x54436874;

    /// <summary>
    /// All steps, oldest first. The index of client ids begins with the id: those of version 7 ascend with time, so that a commit
    /// of many senders touches few pages (measured with 1,000 senders: 2.7 times as many appends per second).
    /// </summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE rooms (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            topic TEXT NOT NULL DEFAULT '',
            created_at INTEGER NOT NULL
        );
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            room INTEGER NOT NULL REFERENCES rooms (id),
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            type TEXT NOT NULL,
            nick TEXT,
            text TEXT NOT NULL,
            kind TEXT,
            sender TEXT,
            cid BLOB
        );
        CREATE UNIQUE INDEX events_place ON events (room, seq);
        CREATE UNIQUE INDEX events_cid ON events (cid, sender) WHERE cid IS NOT NULL;
        """,

        // A line stands in one row, as it reads now: target is what it answers, rev the number of its newest change. The events
        // that changed it have rows of their own, whose target is the line; no text of a line stands in them.
        """
        ALTER TABLE events ADD COLUMN target INTEGER;
        ALTER TABLE events ADD COLUMN author BLOB;
        ALTER TABLE events ADD COLUMN state TEXT;
        ALTER TABLE events ADD COLUMN rev INTEGER;
        CREATE TABLE reactions (
            room INTEGER NOT NULL REFERENCES rooms (id),
            target INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            first INTEGER NOT NULL,
            text TEXT NOT NULL,
            nick TEXT NOT NULL,
            author BLOB,
            PRIMARY KEY (room, target, seq)
        ) WITHOUT ROWID;
        """,

        // People: accounts and their logins, names they had, what they have read, whom they block, rooms of two, and what is still
        // to be taken away of accounts that are gone. `author` is who somebody is, beyond the name; `digest` is SHA-256 of a login's token.
        """
        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            author BLOB NOT NULL UNIQUE,
            sender TEXT NOT NULL,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            skeleton TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL,
            role TEXT,
            color TEXT,
            created INTEGER NOT NULL,
            seen INTEGER NOT NULL,
            renamed INTEGER
        );
        CREATE TABLE former_names (
            id INTEGER PRIMARY KEY,
            account INTEGER REFERENCES accounts (id),
            name TEXT NOT NULL,
            skeleton TEXT NOT NULL,
            until INTEGER NOT NULL
        );
        CREATE INDEX former_names_account ON former_names (account);
        CREATE TABLE tokens (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES accounts (id),
            digest BLOB NOT NULL UNIQUE,
            client TEXT,
            address TEXT NOT NULL,
            created INTEGER NOT NULL,
            used INTEGER NOT NULL,
            expires INTEGER NOT NULL
        );
        CREATE INDEX tokens_account ON tokens (account);
        CREATE TABLE markers (author BLOB NOT NULL, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, PRIMARY KEY (author, room)) WITHOUT ROWID;
        CREATE TABLE blocks (author BLOB NOT NULL, blocked BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY (author, blocked)) WITHOUT ROWID;
        CREATE TABLE directs (room INTEGER PRIMARY KEY REFERENCES rooms (id), a BLOB NOT NULL, b BLOB NOT NULL, a_name TEXT NOT NULL, b_name TEXT NOT NULL);
        CREATE INDEX directs_a ON directs (a);
        CREATE INDEX directs_b ON directs (b);
        CREATE TABLE erasures (author BLOB PRIMARY KEY, name TEXT NOT NULL, lines INTEGER NOT NULL) WITHOUT ROWID;
        """,

        // What keeps order. Rooms by their names: what is set of a room holds also when nothing was said in it. People by their authors.
        """
        CREATE TABLE sanctions (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            author BLOB,
            network TEXT,
            name TEXT,
            room TEXT,
            until INTEGER,
            by TEXT NOT NULL,
            level TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        );
        CREATE TABLE room_rules (room TEXT PRIMARY KEY, access TEXT NOT NULL, secret TEXT, slow INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE room_ranks (room TEXT NOT NULL, author BLOB NOT NULL, level TEXT NOT NULL, PRIMARY KEY (room, author)) WITHOUT ROWID;
        CREATE TABLE room_passes (room TEXT NOT NULL, author BLOB NOT NULL, PRIMARY KEY (room, author)) WITHOUT ROWID;
        CREATE TABLE moderation_log (
            n INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            what TEXT NOT NULL,
            whom TEXT,
            room TEXT,
            until INTEGER,
            text TEXT
        );
        CREATE INDEX moderation_log_room ON moderation_log (room, n) WHERE room IS NOT NULL;
        """,
    ];

    /// <summary>Brings the database up to the newest version; each step is one transaction.</summary>
    /// <exception cref="StoreException">The database is newer than this program, or belongs to another one.</exception>
    public static void Apply(SqliteConnection connection)
    {
        var version = ReadNumber(connection, "PRAGMA user_version");
        var owner = ReadNumber(connection, "PRAGMA application_id");
        if (owner != ApplicationId && (owner != 0 || version != 0 || ReadNumber(connection, "SELECT count(*) FROM sqlite_master") != 0))
            throw new StoreException($"{connection.DataSource} is a database of another program. Choose another folder with --data.");
        if (version > Steps.Count)
        {
            throw new StoreException(
                $"{connection.DataSource} was written by a newer server (schema {version}, this one knows {Steps.Count}). Start the newer server.");
        }
        for (var next = (int)version; next < Steps.Count; next++) Step(connection, next);
    }

    static void Step(SqliteConnection connection, int index)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constant text of this file.
        command.CommandText = $"{Steps[index]} PRAGMA user_version = {index + 1}; PRAGMA application_id = {ApplicationId};";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        transaction.Commit();
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
