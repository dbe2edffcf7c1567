using Microsoft.Data.Sqlite;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Storage;

/// <summary>Work on other tables shares the writer's transactions, and fails alone.</summary>
public sealed class PendingWorkTests
{
    [Fact]
    public async Task Write_BetweenAppends_IsOnDiskWhenItCompletes()
    {
        using var fixture = new StoreFixture();
        fixture.Execute("CREATE TABLE notes (text TEXT UNIQUE)");
        var before = fixture.AppendAsync("main", "one");
        var rows = await fixture.Store.WriteAsync(connection => Insert(connection, "kept"));
        await before;

        Assert.Equal(1, rows);
        Assert.Equal(1L, await fixture.Store.QueryAsync(Count));
        fixture.Reopen();
        Assert.Equal(1L, await fixture.Store.QueryAsync(Count));
    }

    [Fact]
    public async Task Write_ThatFails_TakesBackItsOwnAndNothingElse()
    {
        using var fixture = new StoreFixture();
        fixture.Execute("CREATE TABLE notes (text TEXT UNIQUE)");
        var first = fixture.Store.WriteAsync(connection => Insert(connection, "kept"));
        var bad = fixture.Store.WriteAsync(connection => Insert(connection, "gone") + Insert(connection, "kept"));
        var said = fixture.AppendAsync("main", "one");
        var last = fixture.Store.WriteAsync(connection => Insert(connection, "also kept"));

        await first;
        await Assert.ThrowsAsync<SqliteException>(() => bad);
        Assert.Equal(1, (await said).Seq);
        await last;
        Assert.Equal(2L, await fixture.Store.QueryAsync(Count));
    }

    [Fact]
    public async Task Query_ThatFails_TellsWhyAndTheNextIsAnswered()
    {
        using var fixture = new StoreFixture();
        await Assert.ThrowsAsync<SqliteException>(() => fixture.Store.QueryAsync(Count));
        await fixture.AppendAsync("main", "one");
        Assert.Single(await fixture.ReadAsync("main"));
    }

    [Fact]
    public async Task Write_OnAStoreThatIsClosed_IsRefusedWithASentence()
    {
        var fixture = new StoreFixture();
        fixture.Dispose();
        var refused = await Assert.ThrowsAsync<StoreException>(() => fixture.Store.WriteAsync(Count));
        Assert.EndsWith("Try it again.", refused.Message, StringComparison.Ordinal);
    }

    static int Insert(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO notes VALUES ($text)";
        command.Parameters.AddWithValue("$text", text);
        return command.ExecuteNonQuery();
    }

    static long Count(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM notes";
        return (long)command.ExecuteScalar()!; // count(*) gives a number
    }
}
