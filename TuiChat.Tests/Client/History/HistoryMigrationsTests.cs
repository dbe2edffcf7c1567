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
    static readonly string[] Frozen =
    [
        "b7724c64d30695de5826e9c63c3b31357fb0dddf0f59b51604f810af9300c3f4",
        "bfac82b607f2f3818a489fea1a54109c9017e41088fe6aec23d4119c7989e81d",
        "80277a8361963bf11ffaa126dfe14b94438bc31a983220c5b34578cbf2e35930",
        "16627db5e6e37b2a95d1b42bdda3ea5ad6a961cf60c9b9c4837e17516c6699ca",
    ];

    [Fact]
    public void Steps_ThatWereReleased_AreNeverChanged() =>
        Assert.Equal(Frozen, HistoryMigrations.Steps.Select(step => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(step.ReplaceLineEndings("\n"))))));

    [Fact]
    public async Task Open_OfTheFirstVersion_FindsItsLinesByPartsOfWords()
    {
        var folder = Old(1, """
            INSERT INTO events (id, room, seq, at, kind, author, author_key, text, tags, taken_back, edited, deleted, rev, text_rev)
                VALUES (77, 1, 1, 1, 0, 'ann', 'ann', '你好世界, ship ahoy', '', 0, 0, 0, 0, 0);
            """);
        using (var history = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System))
        {
            Assert.Single((await history.ReadBeforeAsync("6f1c", "main", long.MaxValue, 10)).Lines);
            foreach (var word in (string[])["世界", "ship", "aho"]) Assert.Equal([1], await FindAsync(history, word, isPrefix: word == "aho"));
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The index is made anew beside everything else: by several clients, ended at any moment, while lines come, change and go.</summary>
    [Fact]
    public async Task Open_OfTheFirstVersion_MakesTheIndexBesideTheRest()
    {
        const int Lines = 9000;
        var folder = Old(1, $"""
            WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {Lines})
                INSERT INTO events (id, room, seq, at, kind, author, author_key, text, tags, taken_back, edited, deleted, rev, text_rev)
                SELECT ({At(0)} + i * 1000) << 20, 1, i, {At(0)} + i * 1000, 1, 'ann', 'ann', 'ship number' || i, '', 0, 0, 0, 0, 0 FROM n;
            """);
        var main = HistoryFixture.Main;
        for (var start = 0; start < 3; start++)
        {
            using var first = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System);
            using var second = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System);
            // At both ends: what is indexed already, and what is not.
            Assert.True(first.Keep(main, [HistoryFixture.About(Lines + 1, HistoryKind.Edited, 1, "boat"), HistoryFixture.About(Lines + 2, HistoryKind.Edited, Lines, "boat")]));
            Assert.True(second.Keep(main, [HistoryFixture.About(Lines + 3, HistoryKind.Deleted, 2), HistoryFixture.About(Lines + 4, HistoryKind.Deleted, Lines - 1)]));
            Assert.True(second.Keep(main with { Name = "late" }, [HistoryFixture.Line(1, "ship", at: At(5)), HistoryFixture.Line(2, "ship", at: At(Lines * 2000))]));
            await first.FlushAsync();
        }
        using (var history = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System))
        {
            Assert.Equal(Lines - 4 + 2, (await FindAsync(history, "ship")).Distinct().Count());
            Assert.Equal([Lines, 1], await FindAsync(history, "boat"));
            Assert.Equal([5000], await FindAsync(history, "number5000"));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Open_OfTheThirdVersion_LearnsWhoTheOtherOneIs()
    {
        const string Direct = "@abcdefghijklmnopqrstuvwxyz";
        var folder = Old(3, $"""
            INSERT INTO rooms VALUES (2, 1, '{Direct}', 0);
            INSERT INTO events (id, room, seq, at, kind, author, author_key, text, tags, taken_back, edited, deleted, rev, text_rev)
                VALUES (77, 2, 1, 1, 0, 'bob', 'bob', 'ship ahoy', '', 0, 0, 0, 0, 0);
            """);
        using (var history = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System))
        {
            Assert.Equal(["#main", "@…"], (await history.ReadRoomsAsync()).Select(room => room.Title).Order(StringComparer.Ordinal));
            Assert.Equal([1], await FindAsync(history, "ship"));
            history.Meet(HistoryFixture.Main with { Name = Direct }, "bob");
            await history.FlushAsync();
            Assert.Equal(["#main", "@bob"], (await history.ReadRoomsAsync()).Select(room => room.Title).Order(StringComparer.Ordinal));
            Assert.Equal("bob", (await history.ReadBeforeAsync("6f1c", Direct, long.MaxValue, 10)).Partner);
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

    static long At(long milliseconds) => 1_767_225_600_000 + milliseconds;

    /// <summary>A folder with a database of an older version that has one server and one room.</summary>
    static string Old(int version, string rows)
    {
        var folder = TestServer.NewFolder();
        SqliteLibrary.Load();
        using var old = new SqliteConnection($"Data Source={Path.Combine(folder, HistoryFile.Name)};Pooling=False");
        old.Open();
        old.CreateFunction("character_pairs", (string text) => CharacterPairs.OfText(text), isDeterministic: true);
        using var command = old.CreateCommand();
#pragma warning disable CA2100 // Constant texts.
        command.CommandText = $"""
            {string.Concat(HistoryMigrations.Steps.Take(version))} PRAGMA user_version = {version}; PRAGMA application_id = {HistoryMigrations.ApplicationId};
            INSERT INTO servers VALUES (1, '6f1c', 'Harbour');
            INSERT INTO rooms VALUES (1, 1, 'main', 0);
            {rows}
            """;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return folder;
    }

    /// <summary>Searches once all lines are in the index.</summary>
    static async Task<IReadOnlyList<long>> FindAsync(LocalHistory history, string word, bool isPrefix = false)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await history.FlushAsync();
            var found = await history.SearchAsync(new SearchQuery { Terms = [new SearchTerm(word, isPrefix)] }, long.MaxValue, 20_000, deadline.Token);
            if (found.Unindexed is null) return [.. found.Hits.Select(hit => hit.Seq)];
            Assert.True(found.Hits.Zip(found.Hits.Skip(1)).All(pair => pair.First.Id > pair.Second.Id));
        }
    }
}
