using TuiChat.Protocol;

namespace TuiChat.Tests.Server;

/// <summary>The server as a program: its ready line, its signals, its exit codes.</summary>
public sealed class ProgramTests
{
    const int Hangup = 1, Terminate = 15;

    [Fact]
    public async Task Run_PrintsOneReadyLine_ReloadsOnHangup_AndStopsOnTerminate()
    {
        var folder = TestServer.NewFolder();
        var config = Path.Combine(folder, "server.json");
        await File.WriteAllTextAsync(config, "{ \"maxTextBytes\": 64, \"floodRefusals\": 1000000, }");
        using (var server = await ServerProcess.StartAsync(Path.Combine(folder, "data"), "--config", config, "--no-announce"))
        {
            Assert.Matches("^ready test 127\\.0\\.0\\.1:[0-9]+ sha256:[A-Za-z0-9_-]{43}$", server.ReadyLine);
            using var ann = await LineClient.EnterAsync(server.EndPoint, "ann");
            Assert.IsType<Refused>(await ann.SayAsync("main", new string('x', 65)));

            await File.WriteAllTextAsync(config, "{ \"maxTextBytes\": 128, \"floodRefusals\": 1000000, \"logFiles\": 7 }");
            server.Signal(Hangup);
            await SayUntilDoneAsync(ann, new string('x', 65));

            server.Signal(Terminate);
            Assert.Equal(RefusalCode.Stopping, (await ann.ReadAsync<Bye>()).Code);
            Assert.Equal((0, ""), await server.WaitAsync());
        }
        var log = string.Concat(Directory.EnumerateFiles(Path.Combine(folder, "data"), "*.log").Select(File.ReadAllText));
        Assert.Contains("These keys need a restart to have an effect: logFiles.", log, StringComparison.Ordinal);
        Assert.DoesNotContain("xxxx", log, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder, "data")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(2, "Unrecognized", "--prot", "1")]
    [InlineData(2, "Cannot parse", "--port", "many")]
    [InlineData(2, "--port", "--port", "70000")]
    [InlineData(2, "cannot be read", "--password-file", "/nonexistent/password")]
    [InlineData(2, "empty", "--password-file", "/dev/null")]
    [InlineData(2, "cannot be read", "--config", "/nonexistent/server.json")]
    [InlineData(2, "cannot be read", "--config", "")]
    [InlineData(2, "name of a folder", "--data", "")]
    [InlineData(2, "no address", "--bind", "not an address")]
    [InlineData(3, "cannot be made", "--data", "/proc/nowhere")]
    public async Task Run_WithBadArguments_SaysSoInPlainSentences(int exitCode, string said, params string[] arguments)
    {
        var folder = TestServer.NewFolder();
        string[] data = arguments.Contains("--data") ? [] : ["--data", folder];
        var (code, output, error) = await ServerProcess.RunAsync([.. arguments, .. data]);
        Directory.Delete(folder, recursive: true);
        Assert.Equal((exitCode, ""), (code, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    /// <summary>The signal is handled in its own time: asks until the new limit counts.</summary>
    static async Task SayUntilDoneAsync(LineClient client, string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await client.SayAsync("main", text) is Refused) deadline.Token.ThrowIfCancellationRequested();
    }
}
