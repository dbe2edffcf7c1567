using System.Diagnostics;
using TuiChat.Protocol;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The pipe mode as a process among others in a shell: exit codes, signals, closed pipes.</summary>
public sealed class PipeProgramTests : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    readonly string _data = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [RequiresFact("bash")]
    public async Task ExitCodes_SayHowItWent()
    {
        (string Command, int Code)[] rows =
        [
            ("tuichat pipe -u ada", 2),
            ("tuichat pipe $AT -u 'a b'", 2),
            ("tuichat pipe $AT -u ada --history many", 2),
            ("tuichat pipe $AT -u ada --filter messages", 2),
            ("tuichat pipe $AT -u ada --fingerprint sha256:short", 2),
            ("tuichat pipe $AT -u ada --password-file $DATA/none", 2),
            ("tuichat pipe 127.0.0.1:1 -u ada --data $DATA </dev/null", 69),
            ("tuichat pipe $AT -u ada --data $DATA </dev/null", 0),
            ("tuichat pipe -i 127.0.0.1 -p ${AT#*:} -u ada --data $DATA </dev/null", 0),
            ("echo hi | tuichat pipe $AT -u ada --data $DATA", 0),
            ("echo '{' | tuichat pipe $AT -u ada --data $DATA", 1),
        ];
        await using var server = await TestServer.StartAsync();
        var script = string.Join('\n', rows.Select(row => $"{row.Command} >/dev/null 2>&1; echo $?"));
        var (output, _) = await RunAsync(server, script);
        Assert.Equal(rows.Select(row => $"{row.Code}: {row.Command}"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Zip(rows, (code, row) => $"{code}: {row.Command}"));
    }

    [RequiresFact("bash", "head")]
    public async Task ReaderThatHasEnough_EndsItQuietly()
    {
        await using var server = await TestServer.StartAsync();
        var (output, error) = await RunAsync(server, "tuichat pipe $AT -u ada --data $DATA --follow </dev/null | head -1; echo ${PIPESTATUS[0]}");
        Assert.Equal("""{"t":"pipe","v":1,"software":"tuichat/0.1.0"}""" + "\n141\n", output);
        Assert.Equal("", error);
    }

    [RequiresFact("bash", "head", "yes")]
    public async Task EndlessInput_IsSaidAtTheServersPace_UntilTheReaderHasEnough()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RequestBurst = 50 });
        var (output, _) = await RunAsync(server, "yes again | tuichat pipe $AT -u ada --data $DATA --filter msg | head -20 | wc -l");
        Assert.Equal("20", output.Trim());
    }

    [RequiresFact("bash", "kill")]
    public async Task Signals_EndItInGoodOrder()
    {
        await using var server = await TestServer.StartAsync();
        using var bob = await server.EnterAsync("bob");
        foreach (var (signal, code) in new[] { ("TERM", 143), ("INT", 130), ("HUP", 129) })
        {
            using var process = Start(server, "exec tuichat pipe $AT -u ada --data $DATA");
            using var deadline = new CancellationTokenSource(Deadline);
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line && !line.Contains("\"t\":\"room\"", StringComparison.Ordinal))
            {
            }
            using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(deadline.Token);
            var last = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            Assert.Equal(code, process.ExitCode);
            Assert.Contains($"{{\"t\":\"end\",\"exit\":{code},", last, StringComparison.Ordinal);
            Assert.Null((await bob.ReadAsync<MemberLeft>()).Why); // it said goodbye
        }
    }

    async Task<(string Output, string Error)> RunAsync(TestServer server, string script)
    {
        using var process = Start(server, script);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (output, await error);
    }

    Process Start(TestServer server, string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["AT"] = $"127.0.0.1:{server.EndPoint.Port}";
        start.Environment["DATA"] = _data;
        return Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }
}
