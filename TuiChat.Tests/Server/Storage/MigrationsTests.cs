using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
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

    [Fact]
    public void Apply_FromAnEmptyFile_MakesTheFrozenSchema()
    {
        using var fixture = new StoreFixture();
        fixture.Store.Dispose();
        using var connection = new SqliteConnection($"Data Source={fixture.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name || ': ' || sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        using var row = command.ExecuteReader();
        var schema = new List<string>();
        while (row.Read()) schema.Add(string.Join(' ', row.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(FrozenVersion1.ReplaceLineEndings("\n"), string.Join('\n', schema));
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
