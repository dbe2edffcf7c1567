using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>A thousand accounts in a thousand rooms, and all of it again after a restart.</summary>
public sealed class ManyAccountsTests
{
    const int Many = 1000, AtOnce = 16;

    [Fact]
    public async Task ThousandAccounts_InThousandRooms_AreThereAgainAfterARestart()
    {
        var folder = TestServer.NewFolder();
        var tokens = new string[Many];
        var authors = new Guid[Many];
        await using (var server = await StartAsync(folder))
        {
            var clients = new LineClient[Many];
            await EachAsync(async i =>
            {
                (clients[i], var welcome) = await Visit.RegisterAsync(server, Name(i), Room(i));
                tokens[i] = welcome.Token ?? "";
                Assert.Equal(1, Assert.IsType<Done>(await clients[i].SayAsync(Room(i), $"line of {Name(i)}")).Seq);
                authors[i] = server.Host.Context.Visitors.Find(LineClient.Nick(Name(i)))?.Author ?? default;
            });
            Assert.Equal((Many, Many), (server.Host.Context.Visitors.Count, server.Host.Context.Accounts.Count));
            Assert.Equal(Many, tokens.Distinct().Count());
            Assert.Equal(Many, authors.Distinct().Count());
            foreach (var client in clients) client.Dispose();
        }
        await using (var server = await StartAsync(folder))
        {
            await EachAsync(async i =>
            {
                var (client, welcome) = await Visit.EnterAsync(server, Visit.Hello("whoever", token: tokens[i]));
                Assert.Equal(Name(i), welcome.Nick.Value);
                Assert.Equal(authors[i], server.Host.Context.Visitors.Find(welcome.Nick)?.Author);
                var line = Assert.IsType<ChatMessage>(Assert.Single(await client.JoinAsync(Room(i))));
                Assert.Equal((Name(i), $"line of {Name(i)}"), (line.From.Value, line.Text));
                Assert.IsType<Done>(await client.AskAsync(id => new EditRequest { Id = id, Room = line.Room, Target = line.Seq, Text = "still mine" }));
                client.Dispose();
            });
            Assert.Equal(RefusalCode.LoginNeeded, await Visit.CodeAsync(server, Visit.Hello(Name(7))));
        }
        Directory.Delete(folder, recursive: true);
    }

    static Task<TestServer> StartAsync(string folder) => TestServer.StartAsync(
        settings => settings with
        {
            MaxAccountsPerAddressPerDay = Many,
            MaxConnectionsPerAddress = 2 * Many,
            MaxNewRoomsPerHour = Many,
            MaxRooms = 2 * Many,
        },
        folder: folder);

    /// <summary>Names that are far enough from each other not to be taken for one another.</summary>
    static string Name(int i) => $"{(char)('a' + (i % 8))}{(char)('p' + (i / 8 % 5))}{Letters(i)}";

    static string Letters(int i) => string.Concat(Enumerable.Range(0, 5).Select(digit => "eakptdxyzf"[i / (int)Math.Pow(10, digit) % 10]));

    static string Room(int i) => "room-" + Letters(i);

    static async Task EachAsync(Func<int, Task> run)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i and < Many) await run(i);
        }));
    }
}
