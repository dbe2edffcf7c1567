using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TuiChat.History;
using TuiChat.History.Search;
using TuiChat.Server.Storage;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.Client.History;

public sealed class HistoryMigrationsTests
{
    /// <summary>SHA-256 of every released step. A row is never edited: a change of a released step fails here.</summary>
    static readonly string[] Frozen = ["b7724c64d30695de5826e9c63c3b31357fb0dddf0f59b51604f810af9300c3f4", "25d0d09b4dbd744f221eabfe00cbf89ee60fa4a5e0b3906da6d94618f0e1383e", "80277a8361963bf11ffaa126dfe14b94438bc31a983220c5b34578cbf2e35930"];

    [Fact]
    public void Steps_ThatWereReleased_AreNeverChanged() =>
        Assert.Equal(Frozen, HistoryMigrations.Steps.Select(step => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(step.ReplaceLineEndings("\n"))))));

    [Fact]
    public async Task Open_OfTheFirstVersion_FindsItsLinesByPartsOfWords()
    {
        var folder = TestServer.NewFolder();
        SqliteLibrary.Load();
        using (var old = new SqliteConnection($"Data Source={Path.Combine(folder, HistoryFile.Name)};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
#pragma warning disable CA2100 // Constant texts.
            command.CommandText = $"""
                {HistoryMigrations.Steps[0]} PRAGMA user_version = 1; PRAGMA application_id = {HistoryMigrations.ApplicationId};
                INSERT INTO servers VALUES (1, '6f1c', 'Harbour');
                INSERT INTO rooms VALUES (1, 1, 'main', 0);
                INSERT INTO events (id, room, seq, at, kind, author, author_key, text, tags, taken_back, edited, deleted, rev, text_rev)
                    VALUES (77, 1, 1, 1, 0, 'ann', 'ann', '你好世界, ship ahoy', '', 0, 0, 0, 0, 0);
                INSERT INTO ranges VALUES (1, 1, 1);
                """;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
        using (var history = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System))
        {
            await history.FlushAsync();
            foreach (var word in (string[])["世界", "ship", "aho"])
            {
                var found = await history.SearchAsync(new SearchQuery { Terms = [new SearchTerm(word, IsPrefix: word == "aho")] }, long.MaxValue, 10);
                Assert.Equal(1, Assert.Single(found.Hits).Seq);
            }
            Assert.Single((await history.ReadBeforeAsync("6f1c", "main", long.MaxValue, 10)).Lines);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Open_ByTwoClientsAtOnce_MakesOneDatabase()
    {
        for (var i = 0; i < 5; i++)
        {
            using var fixture = new HistoryFixture();
            var others = Enumerable.Range(0, 3).Select(_ => fixture.Open()).ToList();
            foreach (var other in others) Assert.True(other.Keep(HistoryFixture.Main, [HistoryFixture.Line(1)]));
            foreach (var other in others) await other.FlushAsync();
            Assert.Single((await fixture.ReadAsync()).Lines);
            Assert.False(fixture.History.Notices.TryRead(out var notice), notice?.Text);
        }
    }
}
