using TuiChat.Protocol;
using TuiChat.Server.Accounts;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>The one-time code by which the first host is known.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task Claim_ByAGuest_IsForThisStay_AndByAnAccountForGood()
    {
        var folder = TestServer.NewFolder();
        var file = Path.Combine(folder, ClaimCode.FileName);
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            var code = server.Host.ClaimCode ?? "";
            Assert.Equal(code, (await File.ReadAllTextAsync(file)).Trim());
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            using var bob = await server.EnterAsync("bob");
            Assert.Equal(RefusalCode.WrongCode, await ClaimAsync(bob, "wrong"));
            Assert.Equal(RefusalCode.WrongCode, await ClaimAsync(bob, ""));
            Assert.Null(await ClaimAsync(bob, code.ToUpperInvariant().Replace('-', ' ')));
            Assert.Equal(ServerRole.Host, (await bob.ReadAsync<Standing>()).Role);
            bob.Dispose();
            Assert.Equal(code, server.Host.ClaimCode);
            var (ann, _) = await Visit.RegisterAsync(server, "ann", "main");
            Assert.Null(await ClaimAsync(ann, code));
            Assert.Null(server.Host.ClaimCode);
            Assert.False(File.Exists(file));
            var (eve, _) = await Visit.RegisterAsync(server, "eve");
            Assert.Equal(RefusalCode.WrongCode, await ClaimAsync(eve, code));
            Assert.Equal(RefusalCode.LastHost, await Visit.CodeAsync(ann, id => new DeleteAccountRequest { Id = id, Secret = Visit.Secret }));
            Assert.Null(await server.Host.Context.Accounts.SetRoleAsync(server.Host.Context.Accounts.Find(LineClient.Nick("ann"))?.Id ?? 0, ServerRank.Member));
            ann.Dispose();
            eve.Dispose();
        }
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            Assert.Null(server.Host.ClaimCode);
            var (_, welcome) = await Visit.EnterAsync(server, Visit.Hello("ann", Visit.Secret));
            Assert.Equal(ServerRole.Host, welcome.Role);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Claim_StaysTheSameOverARestart_AndAGuestThatRegistersIsHostForGood()
    {
        var folder = TestServer.NewFolder();
        string? code;
        await using (var server = await TestServer.StartAsync(folder: folder)) code = server.Host.ClaimCode;
        await using (var server = await TestServer.StartAsync(folder: folder))
        {
            Assert.Equal(code, server.Host.ClaimCode);
            using var bob = await server.EnterAsync("bob");
            Assert.Null(await ClaimAsync(bob, code ?? ""));
            Assert.IsType<AccountCreated>(await bob.AskAsync(id => new RegisterRequest { Id = id, Secret = Visit.Secret }));
            Assert.Equal((1, null), (server.Host.Context.Accounts.Hosts, server.Host.ClaimCode));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Claim_ByManyAccountsAtOnce_MakesOneHost()
    {
        await using var server = await TestServer.StartAsync();
        var code = server.Host.ClaimCode ?? "";
        var clients = new List<LineClient>();
        for (var i = 0; i < 12; i++) clients.Add((await Visit.RegisterAsync(server, $"person{i}x")).Client);
        var answers = await Task.WhenAll(clients.Select(client => ClaimAsync(client, code)));
        Assert.Equal(1, answers.Count(answer => answer is null));
        Assert.Equal(1, server.Host.Context.Accounts.Hosts);
        foreach (var client in clients) client.Dispose();
    }

    [Fact]
    public async Task Claim_ByGuessing_IsSlowedDown()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        using var eve = await server.EnterAsync("eve");
        var codes = new List<string?>();
        for (var i = 0; i < 50; i++) codes.Add(await ClaimAsync(eve, $"guess {i}"));
        Assert.Equal((5, 45), (codes.Count(code => code == RefusalCode.WrongCode), codes.Count(code => code == RefusalCode.Flood)));
        Assert.Equal(RefusalCode.Flood, await ClaimAsync(eve, server.Host.ClaimCode ?? ""));
    }

    static Task<string?> ClaimAsync(LineClient client, string code) => Visit.CodeAsync(client, id => new ClaimRequest { Id = id, Code = code });
}
