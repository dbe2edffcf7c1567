using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Server.Access;
using TuiChat.Server.Configuration;

namespace TuiChat.Tests.Server;

/// <summary>The server's password over the wire, and where it must not show.</summary>
public sealed class PasswordTests
{
    const string Secret = "Tr0ub4dor&3";

    [Fact]
    public async Task Hello_OfALockedServer_NeedsThePassword()
    {
        await using var server = await TestServer.StartAsync(password: Secret);
        using var ann = await LineClient.ConnectTlsAsync(server.EndPoint);
        Assert.True(Assert.IsType<ServerInfo>(await ann.AskAsync(id => new AboutRequest { Id = id })).Locked);
        Assert.Equal(RefusalCode.PasswordNeeded, Assert.IsType<Refused>(await ann.AskAsync(id => Hello(id, null))).Code);
        Assert.Equal(RefusalCode.HelloFirst, Assert.IsType<Refused>(await ann.AskAsync(id => new RoomsRequest { Id = id })).Code);
        Assert.Equal(RefusalCode.WrongPassword, Assert.IsType<Refused>(await ann.AskAsync(id => Hello(id, "wrong"))).Code);
        Assert.True(Assert.IsType<Welcome>(await ann.AskAsync(id => Hello(id, Secret))).Locked);
    }

    [Fact]
    public async Task Guesses_OnOneAddress_AreSlowedDownWhateverTheConnection()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time, password: Secret);
        for (var i = 0; i < GuessLimit<System.Net.IPAddress>.Free; i++)
        {
            using var eve = await LineClient.ConnectAsync(server.EndPoint);
            Assert.Equal(RefusalCode.WrongPassword, Assert.IsType<Refused>(await eve.AskAsync(id => Hello(id, "guess"))).Code);
        }
        using var more = await LineClient.ConnectAsync(server.EndPoint);
        var refused = Assert.IsType<Refused>(await more.AskAsync(id => Hello(id, Secret)));
        Assert.Equal((RefusalCode.Flood, 1000), (refused.Code, refused.Wait));
        time.Advance(TimeSpan.FromMilliseconds(1000));
        Assert.IsType<Welcome>(await more.AskAsync(id => Hello(id, Secret)));
    }

    [Fact]
    public async Task Hello_OfAnOpenServer_MayHaveAPassword()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await LineClient.ConnectAsync(server.EndPoint);
        Assert.False(Assert.IsType<Welcome>(await ann.AskAsync(id => Hello(id, Secret))).Locked);
    }

    [Fact]
    public async Task Start_WithADamagedHash_IsRefused_AndNotOpen() =>
        await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(settings => settings with { PasswordHash = "pbkdf2-sha512$1" }));

    [Fact]
    public void Text_OfWhatHoldsThePassword_DoesNotShowIt()
    {
        var hash = PasswordHash.Make(Secret).Text;
        Assert.DoesNotContain(Secret, Hello("1", Secret).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new ServerOptions { Password = Secret }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(hash, new ServerSettings { PasswordHash = hash }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAPasswordFile_AsksForIt_AndKeepsItOutOfLogAndFolder()
    {
        var folder = TestServer.NewFolder();
        var file = Path.Combine(folder, "password");
        var data = Path.Combine(folder, "data");
        await File.WriteAllTextAsync(file, Secret + "\r\nsecond line\n");
        using (var server = await ServerProcess.StartAsync(data, "--password-file", file))
        {
            using var ann = await LineClient.ConnectAsync(server.EndPoint);
            Assert.Equal(RefusalCode.WrongPassword, Assert.IsType<Refused>(await ann.AskAsync(id => Hello(id, "wrong"))).Code);
            Assert.IsType<Welcome>(await ann.AskAsync(id => Hello(id, Secret)));
            server.Signal(15);
            await server.WaitAsync();
        }
        foreach (var kept in Directory.EnumerateFiles(data))
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(kept), StringComparison.Ordinal);
        Assert.Contains("a wrong password", string.Concat(Directory.EnumerateFiles(data, "*.log").Select(File.ReadAllText)), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    static Hello Hello(string id, string? password) => new() { Id = id, V = 1, Nick = LineClient.Nick("ann"), Password = password };
}
