using TuiChat.Protocol;
using TuiChat.Server.Configuration;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>The end of an account, and what becomes of what it said.</summary>
public sealed class DeletionTests
{
    [Fact]
    public async Task Delete_WithAnonymising_KeepsTheLinesUnderANameThatIsNobodys()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            using var bob = await server.EnterAsync("bob");
            var (ann, welcome) = await SpeakAsync(server, bob);
            Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(ann, id => new DeleteAccountRequest { Id = id, Secret = "not the secret" }));
            Assert.Null(await Visit.CodeAsync(ann, id => new DeleteAccountRequest { Id = id, Secret = Visit.Secret }));
            Assert.Equal(RefusalCode.LoggedOut, await Visit.ByeAsync(ann));
            Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server, Visit.Hello("quinine", token: welcome.Token)));
            Assert.Equal(RefusalCode.NickTaken, await Visit.CodeAsync(server, Visit.Hello("quinine"))); // not at once
            await server.Host.Context.Erasures.WhenIdle();
            var events = await bob.JoinAsync("main");
            var line = Assert.IsType<ChatMessage>(events[0]);
            Assert.Equal(("my line", false), (line.Text, line.Deleted));
            Assert.StartsWith("gone-", line.From.Value, StringComparison.Ordinal);
            var his = events.OfType<ChatMessage>().Single(message => message.From.Value == "bob");
            Assert.All(Assert.Single(his.Reactions ?? []).Who, who => Assert.StartsWith("gone-", who.Value, StringComparison.Ordinal));
            Assert.DoesNotContain(events.OfType<TopicChanged>(), topic => topic.From.Value == "quinine");
            ann.Dispose();
        }
        await AssertNothingIsLeftAsync(folder, "quinine", formerNames: true);
    }

    [Fact]
    public async Task Delete_WithRemoving_DeletesTheLinesAsTheirAuthorWould_AlsoAfterARestart()
    {
        var folder = TestServer.NewFolder();
        static ServerSettings Removing(ServerSettings settings) => settings with { DeletedAccountLines = ServerSettings.RemoveLines };
        await using (var server = await TestServer.StartAsync(Removing, folder: folder))
        {
            using var bob = await server.EnterAsync("bob");
            var (ann, _) = await SpeakAsync(server, bob);
            for (var i = 0; i < 300; i++) await ann.SayAsync("main", $"line {i}");
            Assert.Null(await Visit.CodeAsync(ann, id => new DeleteAccountRequest { Id = id, Secret = Visit.Secret }));
            ann.Dispose();
        } // stopped in the middle of it, mostly
        await using (var server = await TestServer.StartAsync(Removing, folder: folder))
        {
            await server.Host.Context.Erasures.WhenIdle();
            using var bob = await server.EnterAsync("bob", room: null);
            await bob.JoinAsync("main", 0);
            var lines = new List<ChatMessage>();
            for (long after = 0; ;)
            {
                var page = Assert.IsType<Page>(await bob.AskAsync(id => new HistoryRequest { Id = id, Room = RoomName.Main, After = after, Limit = 100 }));
                if (page.Events.Count == 0) break;
                lines.AddRange(page.Events.OfType<ChatMessage>());
                after = page.Events[^1].Seq;
            }
            Assert.Equal((302, 301), (lines.Count, lines.Count(line => line is { Deleted: true, Text: "" })));
            Assert.Null(lines.Single(line => line.From.Value == "bob").Reactions);
        }
        await AssertNothingIsLeftAsync(folder, "quinine", formerNames: true);
    }

    /// <summary>A line, a topic and a reaction of an account whose name stands nowhere else, and a line of bob's.</summary>
    static async Task<(LineClient Client, Welcome Welcome)> SpeakAsync(TestServer server, LineClient bob)
    {
        var (ann, welcome) = await Visit.RegisterAsync(server, "quinine", "main");
        await ann.SayAsync("main", "my line", Guid.CreateVersion7());
        var his = Assert.IsType<Done>(await bob.SayAsync("main", "his line"));
        Assert.IsType<Done>(await ann.AskAsync(id => new ReactRequest { Id = id, Room = RoomName.Main, Target = his.Seq ?? 0, Text = "👍" }));
        Assert.IsType<Done>(await ann.AskAsync(id => new SetTopicRequest { Id = id, Room = RoomName.Main, Text = "tea" }));
        return (ann, welcome);
    }

    /// <summary>The name stands in no table but that of names that are kept from others.</summary>
    static async Task AssertNothingIsLeftAsync(string folder, string name, bool formerNames)
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, TuiChat.Server.Storage.MessageStore.FileName)};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = """
                SELECT (SELECT count(*) FROM events WHERE nick = $name OR sender = $name) + (SELECT count(*) FROM reactions WHERE nick = $name)
                    + (SELECT count(*) FROM accounts) + (SELECT count(*) FROM tokens) + (SELECT count(*) FROM erasures),
                    (SELECT count(*) FROM former_names WHERE name = $name AND account IS NULL)
                """;
            command.Parameters.AddWithValue("$name", name);
            using var row = await command.ExecuteReaderAsync();
            Assert.True(await row.ReadAsync());
            Assert.Equal((0, formerNames ? 1 : 0), (row.GetInt64(0), row.GetInt64(1)));
        }
        Directory.Delete(folder, recursive: true);
    }
}
