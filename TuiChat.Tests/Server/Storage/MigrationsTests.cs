using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Storage;

public sealed class MigrationsTests
{
    /// <summary>What version 1 looks like on disk, as it was released. Never edited: a change of step 1 fails here.</summary>
    const string FrozenVersion1 =
        """
        events: CREATE TABLE events ( id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, nick TEXT, text TEXT NOT NULL, kind TEXT, sender TEXT, cid BLOB )
        events_cid: CREATE UNIQUE INDEX events_cid ON events (cid, sender) WHERE cid IS NOT NULL
        events_place: CREATE UNIQUE INDEX events_place ON events (room, seq)
        meta: CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
        rooms: CREATE TABLE rooms ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, topic TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL )
        """;

    /// <summary>What version 2 looks like on disk: lines can be changed, and have reactions.</summary>
    const string FrozenVersion2 =
        """
        events: CREATE TABLE events ( id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, nick TEXT, text TEXT NOT NULL, kind TEXT, sender TEXT, cid BLOB , target INTEGER, author BLOB, state TEXT, rev INTEGER)
        events_cid: CREATE UNIQUE INDEX events_cid ON events (cid, sender) WHERE cid IS NOT NULL
        events_place: CREATE UNIQUE INDEX events_place ON events (room, seq)
        meta: CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
        reactions: CREATE TABLE reactions ( room INTEGER NOT NULL REFERENCES rooms (id), target INTEGER NOT NULL, seq INTEGER NOT NULL, first INTEGER NOT NULL, text TEXT NOT NULL, nick TEXT NOT NULL, author BLOB, PRIMARY KEY (room, target, seq) ) WITHOUT ROWID
        rooms: CREATE TABLE rooms ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, topic TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL )
        """;

    /// <summary>What version 3 looks like on disk: people.</summary>
    const string FrozenVersion3 =
        """
        accounts: CREATE TABLE accounts ( id INTEGER PRIMARY KEY, author BLOB NOT NULL UNIQUE, sender TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, skeleton TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, role TEXT, color TEXT, created INTEGER NOT NULL, seen INTEGER NOT NULL, renamed INTEGER )
        blocks: CREATE TABLE blocks (author BLOB NOT NULL, blocked BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY (author, blocked)) WITHOUT ROWID
        directs: CREATE TABLE directs (room INTEGER PRIMARY KEY REFERENCES rooms (id), a BLOB NOT NULL, b BLOB NOT NULL, a_name TEXT NOT NULL, b_name TEXT NOT NULL)
        directs_a: CREATE INDEX directs_a ON directs (a)
        directs_b: CREATE INDEX directs_b ON directs (b)
        erasures: CREATE TABLE erasures (author BLOB PRIMARY KEY, name TEXT NOT NULL, lines INTEGER NOT NULL) WITHOUT ROWID
        events: CREATE TABLE events ( id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, nick TEXT, text TEXT NOT NULL, kind TEXT, sender TEXT, cid BLOB , target INTEGER, author BLOB, state TEXT, rev INTEGER)
        events_cid: CREATE UNIQUE INDEX events_cid ON events (cid, sender) WHERE cid IS NOT NULL
        events_place: CREATE UNIQUE INDEX events_place ON events (room, seq)
        former_names: CREATE TABLE former_names ( id INTEGER PRIMARY KEY, account INTEGER REFERENCES accounts (id), name TEXT NOT NULL, skeleton TEXT NOT NULL, until INTEGER NOT NULL )
        former_names_account: CREATE INDEX former_names_account ON former_names (account)
        markers: CREATE TABLE markers (author BLOB NOT NULL, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, PRIMARY KEY (author, room)) WITHOUT ROWID
        meta: CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
        reactions: CREATE TABLE reactions ( room INTEGER NOT NULL REFERENCES rooms (id), target INTEGER NOT NULL, seq INTEGER NOT NULL, first INTEGER NOT NULL, text TEXT NOT NULL, nick TEXT NOT NULL, author BLOB, PRIMARY KEY (room, target, seq) ) WITHOUT ROWID
        rooms: CREATE TABLE rooms ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, topic TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL )
        tokens: CREATE TABLE tokens ( id INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts (id), digest BLOB NOT NULL UNIQUE, client TEXT, address TEXT NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL, expires INTEGER NOT NULL )
        tokens_account: CREATE INDEX tokens_account ON tokens (account)
        """;

    /// <summary>What version 4 looks like on disk: moderation.</summary>
    const string FrozenVersion4 =
        """
        accounts: CREATE TABLE accounts ( id INTEGER PRIMARY KEY, author BLOB NOT NULL UNIQUE, sender TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, skeleton TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, role TEXT, color TEXT, created INTEGER NOT NULL, seen INTEGER NOT NULL, renamed INTEGER )
        blocks: CREATE TABLE blocks (author BLOB NOT NULL, blocked BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY (author, blocked)) WITHOUT ROWID
        directs: CREATE TABLE directs (room INTEGER PRIMARY KEY REFERENCES rooms (id), a BLOB NOT NULL, b BLOB NOT NULL, a_name TEXT NOT NULL, b_name TEXT NOT NULL)
        directs_a: CREATE INDEX directs_a ON directs (a)
        directs_b: CREATE INDEX directs_b ON directs (b)
        erasures: CREATE TABLE erasures (author BLOB PRIMARY KEY, name TEXT NOT NULL, lines INTEGER NOT NULL) WITHOUT ROWID
        events: CREATE TABLE events ( id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, nick TEXT, text TEXT NOT NULL, kind TEXT, sender TEXT, cid BLOB , target INTEGER, author BLOB, state TEXT, rev INTEGER)
        events_cid: CREATE UNIQUE INDEX events_cid ON events (cid, sender) WHERE cid IS NOT NULL
        events_place: CREATE UNIQUE INDEX events_place ON events (room, seq)
        former_names: CREATE TABLE former_names ( id INTEGER PRIMARY KEY, account INTEGER REFERENCES accounts (id), name TEXT NOT NULL, skeleton TEXT NOT NULL, until INTEGER NOT NULL )
        former_names_account: CREATE INDEX former_names_account ON former_names (account)
        markers: CREATE TABLE markers (author BLOB NOT NULL, room INTEGER NOT NULL REFERENCES rooms (id), seq INTEGER NOT NULL, PRIMARY KEY (author, room)) WITHOUT ROWID
        meta: CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
        moderation_log: CREATE TABLE moderation_log ( n INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, whom TEXT, room TEXT, until INTEGER, text TEXT )
        moderation_log_room: CREATE INDEX moderation_log_room ON moderation_log (room, n) WHERE room IS NOT NULL
        reactions: CREATE TABLE reactions ( room INTEGER NOT NULL REFERENCES rooms (id), target INTEGER NOT NULL, seq INTEGER NOT NULL, first INTEGER NOT NULL, text TEXT NOT NULL, nick TEXT NOT NULL, author BLOB, PRIMARY KEY (room, target, seq) ) WITHOUT ROWID
        room_passes: CREATE TABLE room_passes (room TEXT NOT NULL, author BLOB NOT NULL, PRIMARY KEY (room, author)) WITHOUT ROWID
        room_ranks: CREATE TABLE room_ranks (room TEXT NOT NULL, author BLOB NOT NULL, level TEXT NOT NULL, PRIMARY KEY (room, author)) WITHOUT ROWID
        room_rules: CREATE TABLE room_rules (room TEXT PRIMARY KEY, access TEXT NOT NULL, secret TEXT, slow INTEGER NOT NULL) WITHOUT ROWID
        rooms: CREATE TABLE rooms ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, topic TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL )
        sanctions: CREATE TABLE sanctions ( id INTEGER PRIMARY KEY, kind TEXT NOT NULL, author BLOB, network TEXT, name TEXT, room TEXT, until INTEGER, by TEXT NOT NULL, level TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL )
        tokens: CREATE TABLE tokens ( id INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts (id), digest BLOB NOT NULL UNIQUE, client TEXT, address TEXT NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL, expires INTEGER NOT NULL )
        tokens_account: CREATE INDEX tokens_account ON tokens (account)
        """;

    [Theory]
    [InlineData(1, FrozenVersion1)]
    [InlineData(2, FrozenVersion2)]
    [InlineData(3, FrozenVersion3)]
    [InlineData(4, FrozenVersion4)]
    public void Apply_FromAnEmptyFile_MakesTheFrozenSchema(int version, string frozen)
    {
        SqliteLibrary.Load();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The constant steps of the schema.
        command.CommandText = string.Concat(Migrations.Steps.Take(version));
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        command.CommandText = "SELECT name || ': ' || sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        using var row = command.ExecuteReader();
        var schema = new List<string>();
        while (row.Read()) schema.Add(string.Join(' ', row.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(frozen.ReplaceLineEndings("\n"), string.Join('\n', schema));
        Assert.Equal(4, Migrations.Steps.Count); // a new step brings its own row here
    }

    [Fact]
    public async Task Apply_ToAStoreOfVersion1_KeepsItsLines()
    {
        using var fixture = new StoreFixture();
        fixture.Store.Dispose();
        File.Delete(fixture.File);
        fixture.Execute($"""
            {Migrations.Steps[0]}
            INSERT INTO rooms (id, name, topic, created_at) VALUES (1, 'main', 'tea', 5);
            INSERT INTO events (room, seq, at, type, nick, text) VALUES (1, 1, 6, 'msg', 'ann', 'an old line');
            PRAGMA user_version = 1; PRAGMA application_id = {Migrations.ApplicationId};
            """);
        fixture.Reopen();

        var line = Assert.IsType<ChatMessage>(Assert.Single(await fixture.ReadAsync("main")));
        Assert.Equal(("an old line", null, false), (line.Text, line.Rev, line.Edited));
        var edit = await fixture.Store.AppendAsync(new EventDraft(RoomName.Main, EventDraft.Edited, LineClient.Nick("ann"), "mine?") { Target = 1, Author = Guid.NewGuid() });
        Assert.Equal(RefusalCode.NotYours, edit.Problem?.Code); // nobody knows any more who said it
    }

    [Fact]
    public void Apply_NewerSchema_IsRefusedWithASentence()
    {
        using var fixture = new StoreFixture();
        fixture.Store.Dispose();
        fixture.Execute("PRAGMA user_version = 1000");
        var refused = Assert.Throws<StoreException>(() => fixture.Open());
        Assert.Contains("newer server", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_DatabaseOfAnotherProgram_IsRefused()
    {
        using var fixture = new StoreFixture();
        fixture.Store.Dispose();
        fixture.Execute("PRAGMA application_id = 7");
        Assert.Contains("another program", Assert.Throws<StoreException>(() => fixture.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileThatIsNoDatabase_IsRefusedWithASentence()
    {
        var folder = TestServer.NewFolder();
        File.WriteAllText(Path.Combine(folder, MessageStore.FileName), new string('x', 5000));
        var refused = Assert.Throws<StoreException>(() => MessageStore.Open(folder, 10, _ => { }, TimeProvider.System, NullLoggerFactory.Instance));
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Library_IsNewEnoughForSearch()
    {
        var library = SqliteLibrary.Load();
        Assert.True(library.Origin == "bundled" || Version.Parse(library.Version) >= new Version(3, 40), library.Version);
    }
}
