using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Protocol;
using TuiChat.Server.Operator;

namespace TuiChat.Tests.Server.Operator;

/// <summary>The control socket, and <c>ctl</c> of the real program.</summary>
public sealed class ControlSocketTests
{
    [Fact]
    public async Task Command_IsDoneAndItsExitCodeTold()
    {
        await using var server = await TestServer.StartAsync();
        var folder = TestServer.NewFolder();
        var stopped = new TaskCompletionSource();
        await using (Open(server, folder, stopped))
        {
            Assert.True(UnixOnly(folder));
            using var ann = await server.EnterAsync("ann");
            Assert.Equal((0, "ann is out.\n"), await AskAsync(folder, "kick ann spam"));
            Assert.Equal(RefusalCode.Kicked, (await ann.ReadAsync<Bye>()).Code);
            Assert.Equal(1, (await AskAsync(folder, "kick bob")).ExitCode);
            Assert.Equal(2, (await AskAsync(folder, "dance")).ExitCode);
            Assert.Equal((0, ""), await AskAsync(folder, "exit"));
            await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        Assert.False(File.Exists(Path.Combine(folder, ControlProtocol.FileName)));
        Assert.Equal(3, (await AskAsync(folder, "list")).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Open_WhereADeadServerLeftItsSocket_TakesItsPlace()
    {
        await using var server = await TestServer.StartAsync();
        var folder = TestServer.NewFolder();
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "other.sock")));
            File.Move(Path.Combine(folder, "other.sock"), Path.Combine(folder, ControlProtocol.FileName)); // so that closing leaves it
        }
        Assert.Equal(3, (await AskAsync(folder, "list")).ExitCode);
        await using (Open(server, folder, new TaskCompletionSource())) Assert.Equal((0, "Nobody is here.\n"), await AskAsync(folder, "list"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Open_InAFolderWithALongName_IsNoHarm()
    {
        await using var server = await TestServer.StartAsync();
        var folder = TestServer.NewFolder();
        var deep = Directory.CreateDirectory(Path.Combine(folder, new string('x', 120))).FullName;
        Assert.Null(Open(server, deep, new TaskCompletionSource()));
        Assert.Equal(3, (await AskAsync(deep, "list")).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Client_ThatSendsNonsense_IsClosed_AndTheNextIsServed()
    {
        await using var server = await TestServer.StartAsync();
        var folder = TestServer.NewFolder();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using (Open(server, folder, new TaskCompletionSource()))
        {
            for (var i = 0; i < 50; i++)
            {
                using var hostile = await ConnectAsync(folder);
                var bytes = new byte[random.Next(1, 12_000)];
                random.NextBytes(bytes);
                try
                {
                    await hostile.SendAsync(bytes);
                    hostile.Shutdown(SocketShutdown.Send);
                    while (await hostile.ReceiveAsync(bytes) > 0) continue;
                }
                catch (SocketException)
                {
                    // closed before it took all: that is what is wanted
                }
            }
            var (code, output) = await AskAsync(folder, "list");
            Assert.True((code, output) == (0, "Nobody is here.\n"), $"seed {seed}: {code} {output}");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Console_FuzzedLines_NeverThrow()
    {
        await using var server = await TestServer.StartAsync();
        using var ann = await server.EnterAsync("ann", "tea");
        var console = new OperatorConsole(server.Host.Control);
        var words = console.Commands.Select(row => row.Name).Where(name => name != "exit").Concat(["ann", "bob", "#tea", "#", "@ann", "2h", "1w1d", "192.0.2.0/24", "::/0", "host", "none", "\"", "é", "\u202e", new string('x', 3000), "password", "invite", "-1", "'; DROP TABLE sanctions;"]).ToArray();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var line = string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)]));
            if (line.Contains("pass", StringComparison.Ordinal)) continue; // each would cost the hash of a password
            var output = new StringWriter();
            Assert.True(await console.RunAsync(line, output) != ConsoleResult.Exit, $"seed {seed}");
            Assert.False(output.ToString().Any(c => char.IsControl(c) && c is not ('\r' or '\n')), $"seed {seed}: {line}");
            console.Completion.Find(line);
        }
    }

    [Fact]
    public async Task Program_TakesCommands_FromAnotherProcessOfItsUser()
    {
        var folder = TestServer.NewFolder();
        var data = Path.Combine(folder, "data");
        using (var server = await ServerProcess.StartAsync(data, "--no-announce"))
        {
            using var ann = await LineClient.EnterAsync(server.EndPoint, "ann");
            var (code, output, _) = await ServerProcess.RunAsync("ctl", "--data", data, "broadcast", "restart", "at", "noon");
            Assert.Equal((0, "One room was told.\n"), (code, output.ReplaceLineEndings("\n")));
            Assert.Equal("restart at noon", (await ann.ReadAsync<Notice>()).Text);
            Assert.Equal(1, (await ServerProcess.RunAsync("ctl", "--data", data, "kick", "nobody")).ExitCode);
            Assert.Equal(3, (await ServerProcess.RunAsync("ctl", "--data", folder, "list")).ExitCode);
            Assert.Equal(0, (await ServerProcess.RunAsync("ctl", "--data", data, "exit")).ExitCode);
            Assert.Equal(0, (await server.WaitAsync()).ExitCode);
        }
        Assert.Empty(Directory.EnumerateFiles(data, ControlProtocol.FileName + "*"));
        Directory.Delete(folder, recursive: true);
    }

    static ControlSocket? Open(TestServer server, string folder, TaskCompletionSource stopped) =>
        ControlSocket.Open(folder, new OperatorConsole(server.Host.Control), () => stopped.TrySetResult(), NullLoggerFactory.Instance, TimeProvider.System);

    static async Task<Socket> ConnectAsync(string folder)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, ControlProtocol.FileName)));
        return socket;
    }

    static async Task<(int ExitCode, string Output)> AskAsync(string folder, string command)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var output = new StringWriter { NewLine = "\n" };
        var code = await ControlClient.RunAsync(folder, command, output, new StringWriter(), deadline.Token);
        return (code, output.ToString());
    }

    static bool UnixOnly(string folder) => OperatingSystem.IsWindows()
        || File.GetUnixFileMode(Path.Combine(folder, ControlProtocol.FileName)) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
