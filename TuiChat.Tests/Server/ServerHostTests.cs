using System.Net;
using System.Net.Sockets;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Server.Configuration;
using ServerExitCodes = TuiChat.Server.ExitCodes;

namespace TuiChat.Tests.Server;

/// <summary>Starting, stopping, and what stands in the way.</summary>
public sealed class ServerHostTests
{
    [Fact]
    public async Task Stop_TellsEverybodyAfterTheirAnswers_AndKeepsWhatWasSaid()
    {
        var folder = TestServer.NewFolder();
        var server = await TestServer.StartAsync(folder: folder);
        using var ann = await server.EnterAsync("ann");
        Assert.IsType<Done>(await ann.SayAsync("main", "kept"));
        await server.Host.StopAsync();

        Assert.Equal(RefusalCode.Stopping, (await ann.ReadAsync<Bye>()).Code);
        Assert.Null(await ann.ReadLineAsync());
        await using var again = await TestServer.StartAsync(folder: folder);
        using var bob = await again.EnterAsync("bob", room: null);
        Assert.Equal("kept", Assert.IsType<ChatMessage>(Assert.Single(await bob.JoinAsync("main"))).Text);
        await again.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_Twice_InOneProcess_ServesBoth()
    {
        await using var one = await TestServer.StartAsync();
        await using var two = await TestServer.StartAsync();
        using var ann = await one.EnterAsync("ann");
        using var other = await two.EnterAsync("ann");
        await ann.SayAsync("main", "one");
        await other.SayAsync("main", "two");
        Assert.Equal("two", (await other.ReadAsync<ChatMessage>()).Text);
        Assert.NotEqual(one.Host.ServerId, two.Host.ServerId);
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysWhoHasIt()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var folder = TestServer.NewFolder();
        var refused = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(settings => settings with { Port = port }, folder: folder));

        Assert.Equal(ServerExitCodes.Unusable, refused.ExitCode);
        Assert.Contains($"{port}", refused.Message, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains($"process id {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        await (await TestServer.StartAsync(folder: folder)).DisposeAsync(); // nothing is left behind
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_OnAFolderInUse_SaysByWhom()
    {
        var folder = TestServer.NewFolder();
        await using (await TestServer.StartAsync(folder: folder))
        {
            var refused = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(folder: folder));
            Assert.Equal(ServerExitCodes.Unusable, refused.ExitCode);
            Assert.Contains($"process id {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_OnAFolderThatCannotBe_IsRefused()
    {
        var file = Path.GetTempFileName();
        var refused = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(folder: Path.Combine(file, "data")));
        Assert.Equal(ServerExitCodes.Unusable, refused.ExitCode);
        File.Delete(file);
    }

    [Theory]
    [InlineData("nowhere.example", ServerExitCodes.Usage)]
    [InlineData("192.0.2.1", ServerExitCodes.Unusable)]
    public async Task Start_OnAnAddressThatIsNotOurs_IsRefused(string bind, int exitCode)
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(settings => settings with { Bind = bind }));
        Assert.Equal(exitCode, refused.ExitCode);
    }

    [Fact]
    public async Task Apply_NewLimits_CountAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann");
        server.Host.Apply(new ServerSettings { MaxTextBytes = 64 });
        Assert.Equal(RefusalCode.TooLong, Assert.IsType<Refused>(await ann.SayAsync("main", new string('x', 65))).Code);
    }
}
