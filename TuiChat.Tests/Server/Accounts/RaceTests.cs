using TuiChat.Protocol;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>Many who want the same at the same moment, over connections of their own.</summary>
public sealed class RaceTests
{
    /// <summary>Letters that look like no other of them.</summary>
    const string Apart = "abcdefghkmpqrstwxyz3";

    static readonly string[] Looks = ["alice", "Alice", "аlice", "aIice", "a1ice"];

    [Fact]
    public async Task Register_OneNameByManyAtOnce_ExactlyOneGetsIt()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var guest = Visit.Hello("alice");
            var answers = await AtOnceAsync(24, async i =>
            {
                var hello = i % 4 == 0 ? guest : Visit.Hello(Looks[i % Looks.Length], $"secret number {i}", register: true);
                var (client, answer) = await LineClient.HelloAsync(server.EndPoint, hello);
                return (Client: client, Answer: answer);
            });
            Assert.Single(answers, answer => answer.Answer is Welcome);
            Assert.Equal(1, server.Host.Context.Visitors.Count);
            Assert.True(server.Host.Context.Accounts.Count <= 1);
            Assert.All(answers, answer => AssertExpected(answer.Answer as Refused));
            foreach (var (client, _) in answers) client.Dispose();
        }
        await AssertNamesDifferAsync(folder);
    }

    [Fact]
    public async Task Rename_ToOneNameByManyAtOnce_ExactlyOneGetsIt_AndNobodyLosesAName()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var clients = new List<LineClient>();
            for (var i = 0; i < Apart.Length; i++)
                clients.Add(i % 2 == 0 ? (await Visit.RegisterAsync(server, $"person{Apart[i]}", "main")).Client : await server.EnterAsync($"guest{Apart[i]}"));
            var codes = await AtOnceAsync(clients.Count, i => Visit.CodeAsync(clients[i], id => new RenameRequest { Id = id, Nick = LineClient.Nick(Looks[i % Looks.Length]) }));
            Assert.Single(codes, code => code is null);
            var here = server.Host.Context.Visitors.All;
            Assert.Equal((Apart.Length, Apart.Length), (here.Count, here.Select(visitor => visitor.Nick.Skeleton).Distinct().Count()));
            Assert.All(here, visitor => Assert.Same(visitor, server.Host.Context.Visitors.Find(visitor.Nick)));
            Assert.All(here.Where(visitor => !visitor.IsGuest), visitor => Assert.Equal(visitor.Nick, server.Host.Context.Accounts.Find(visitor.Author)?.Name));
            foreach (var client in clients) client.Dispose();
        }
        await AssertNamesDifferAsync(folder);
    }

    [Fact]
    public async Task Rename_AndRegister_OfTheSameNames_EndInOneStory()
    {
        var folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var clients = new List<LineClient>();
            for (var i = 0; i < 10; i++) clients.Add(await server.EnterAsync($"guest{Apart[i]}"));
            await AtOnceAsync(clients.Count, async i =>
            {
                await Visit.CodeAsync(clients[i], id => new RenameRequest { Id = id, Nick = LineClient.Nick(Looks[i % Looks.Length]) });
                return await Visit.CodeAsync(clients[i], id => new RegisterRequest { Id = id, Secret = Visit.Secret });
            });
            Assert.All(server.Host.Context.Visitors.All, visitor => Assert.Equal(visitor.Nick, server.Host.Context.Accounts.Find(visitor.Author)?.Name));
            foreach (var client in clients) client.Dispose();
        }
        await AssertNamesDifferAsync(folder);
    }

    [Fact]
    public async Task Passwd_WhileManyComeByOldTokens_LeavesNobodyIn()
    {
        await using var server = await TestServer.StartAsync();
        var (ann, _) = await Visit.RegisterAsync(server, "ann");
        var (phone, old) = await Visit.EnterAsync(server, Visit.Hello("ann", Visit.Secret));
        var coming = AtOnceAsync(24, i => ComeAsync(server, i % 4 == 0 ? Visit.Hello("ann", Visit.Secret) : Visit.Hello("ann", token: old.Token)));
        Assert.Null(await Visit.CodeAsync(ann, id => new PasswordRequest { Id = id, Old = Visit.Secret, Secret = "a better secret" }));
        var clients = await coming;
        Assert.All(clients, code => Assert.Contains(code, (string?[])[RefusalCode.LoggedOut, RefusalCode.WrongLogin, RefusalCode.Busy, RefusalCode.Flood]));
        Assert.Equal(RefusalCode.LoggedOut, await Visit.ByeAsync(phone));
        Assert.Single(Assert.IsType<SessionList>(await ann.AskAsync(id => new SessionsRequest { Id = id })).Sessions);
        ann.Dispose();
        phone.Dispose();
    }

    /// <summary>The code with which one is not let in, or put out after that.</summary>
    static async Task<string?> ComeAsync(TestServer server, Hello hello)
    {
        using var client = await LineClient.ConnectAsync(server.EndPoint);
        await client.SendAsync(hello);
        while (true)
        {
            var message = await client.ReadAsync();
            if (message is Bye bye) return bye.Code;
            if (message is Refused refused) return refused.Code;
        }
    }

    static void AssertExpected(Refused? refused)
    {
        if (refused is not null)
            Assert.Contains(refused.Code, (string[])[RefusalCode.NickTaken, RefusalCode.NickLookalike, RefusalCode.LoginNeeded, RefusalCode.WrongLogin, RefusalCode.Busy, RefusalCode.Flood]);
    }

    static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> run)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, count).Select(async i =>
        {
            await start.Task;
            return await run(i);
        }).ToArray();
        start.SetResult();
        return Task.WhenAll(running);
    }

    /// <summary>What is on disk can be opened again, and no two accounts look alike.</summary>
    static async Task AssertNamesDifferAsync(string folder)
    {
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            foreach (var look in Looks)
            {
                var kept = server.Host.Context.Accounts.Find(LineClient.Nick(look));
                var guest = await Visit.CodeAsync(server, Visit.Hello(look));
                Assert.Equal(kept is not null, guest == RefusalCode.LoginNeeded);
            }
        }
        Directory.Delete(folder, recursive: true);
    }
}
