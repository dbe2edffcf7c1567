using System.Diagnostics;
using System.Text;
using TuiChat.Protocol;
using TuiChat.Tests.Client.Sessions;
using TuiChat.Tests.Server;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.EndToEnd;

/// <summary>The client without a screen, as a process: through pipes and on a pseudo-terminal.</summary>
public sealed class LinearTests : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly string _data = TestServer.NewFolder();

    static string Client => Path.Combine(AppContext.BaseDirectory, "tuichat");

    [Fact]
    public async Task Pipe_CommandsAndLines_AreAllDoneBeforeItLeaves()
    {
        await using var server = await TestServer.StartAsync();
        var (exitCode, output) = await RunAsync($"127.0.0.1:{server.EndPoint.Port} -u ada -r main", "hello\n/topic Fine day\n/me waves\n/list\n/set notify all\n/nosuch\n/rooms\n/theme\n/keys chat.help\n/help set\n");
        Assert.Equal(0, exitCode);
        string[] expected =
        [
            "Connecting to 127.0.0.1", "You are ada on test.", "You are in main, 1 person. It has no topic.", "1 person in main: ada", "notify = all", "Not done: There is no command /nosuch.",
            "The theme is auto. There are: ", "chat.help: ", "/set [KEY] [VALUE]: ", "you: hello", "ada set the topic: Fine day", "* ada waves", "1 room on test",
        ];
        Assert.All(expected, text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.True(output.IndexOf("You are in main", StringComparison.Ordinal) < output.IndexOf("1 person in main", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public async Task Pipe_PingOfAnotherServer_TellsTheTime()
    {
        await using var server = await TestServer.StartAsync();
        using var process = Start($"127.0.0.1:{server.EndPoint.Port} -u ada -r main");
        await ExpectAsync(process, "You are in main");
        await process.StandardInput.WriteLineAsync("/ping no such server");
        await ExpectAsync(process, "Not done: ");
        await process.StandardInput.WriteLineAsync($"/ping 127.0.0.1:{server.EndPoint.Port}");
        await ExpectAsync(process, "test answered after ");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
    }

    [Fact]
    public async Task Pipe_ServerOutOfReach_IsSaidAndAnError()
    {
        var (exitCode, output) = await RunAsync("127.0.0.1:1 -u ada -r main", "hello\n");
        Assert.Equal(1, exitCode);
        Assert.Contains("Error: 127.0.0.1 is there, but nothing listens on port 1.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_Questions_AreAnsweredByLines()
    {
        await using var server = await TestServer.StartAsync();
        var (exitCode, output) = await RunAsync("--no-discovery", $"7\n127.0.0.1:{server.EndPoint.Port}\nbad name\nada\nlounge\n");
        Assert.Equal(0, exitCode);
        foreach (var text in (string[])["No server was found.", "There is no server 7 in the list.", "Your nickname?", "Which room?"]) Assert.Contains(text, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_ServersAreLeftHostedAndJoined_ByCommands()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        using var process = Start($"127.0.0.1:{server.EndPoint.Port} -u ada -r main --no-discovery");
        await ExpectAsync(process, "You are in main");
        await SayAsync(process, "/join nowhere", "Not done: No server called nowhere is known.");
        await SayAsync(process, "/invite", "Others get here with: tuichat tuichat://");
        await SayAsync(process, $"/join 127.0.0.1:{other.EndPoint.Port}", "You are in main");
        Assert.Equal(1, other.Host.Context.Visitors.Count);
        await SayAsync(process, "/leave", "Which server?");
        await SayAsync(process, "/topic x", "/topic is for a server.");
        await SayAsync(process, "/help quit", "Which server?");
        await SayAsync(process, "/login", "Server?");
        await SayAsync(process, "", "Which server?");
        await SayAsync(process, InviteLink.Create("127.0.0.1", server.EndPoint.Port, TuiChat.Tests.Client.Names.Room("galley"), server.Host.Fingerprint).ToString(), "Your nickname?");
        await SayAsync(process, "ann", "You are in galley");
        await SayAsync(process, "/cd attic", "You are in attic, 1 person. It has no topic.");
        await SayAsync(process, "/cd -", "You are in galley, 1 person.");
        await SayAsync(process, "/part", "You are in attic, 1 person.");
        await SayAsync(process, "/theme auto", "theme = auto");
        await SayAsync(process, "/cd", "Which room?");
        await SayAsync(process, "/nosuch", "Not done: There is no command /nosuch.");
        await SayAsync(process, "/uptime", "has been running for");
        await SayAsync(process, "/test server", "You are host of this server now.");
        await SayAsync(process, "/invite", "Only programs on this machine can use it");
        await SayAsync(process, "/leave", "Which server?");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Pipe_Account_IsMadeGuardedAndEnteredAgain()
    {
        await using var server = await TestServer.StartAsync();
        using var process = Start($"127.0.0.1:{server.EndPoint.Port} -u ada -r main");
        await ExpectAsync(process, "You are in main");
        await SayAsync(process, "/register", "New password? What you type can be read on the screen.");
        await SayAsync(process, new string('x', Limits.MaxPasswordBytes + 1), $"At most {Limits.MaxPasswordBytes} bytes.");
        await SayAsync(process, "correct horse", "Once more?");
        await SayAsync(process, "correct house", "The two are not the same.");
        await ExpectAsync(process, "New password?");
        await SayAsync(process, "correct horse", "Once more?");
        await SayAsync(process, "correct horse", "ada is your account now.");
        await SayAsync(process, "/passwd", "Another password for ada. An empty line goes back.");
        await SayAsync(process, "", "Nothing was done.");
        await SayAsync(process, "/passwd", "Password now?");
        await SayAsync(process, "wrong horse", "New password?");
        await SayAsync(process, "battery staple", "Once more?");
        await SayAsync(process, "battery staple", "Error: That is not the password of your account, so nothing was done.");
        await SayAsync(process, "/logout", "Offline. You are logged out here. Log in to come back. An empty line tries again, /quit leaves.");
        await SayAsync(process, "", "The password of ada? An empty line goes back.");
        await SayAsync(process, "correct horse", "Connected again.");
        await SayAsync(process, "here again", "you: here again");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, process.ExitCode);
    }

    [RequiresFact("sh", "ip", "unshare", Root = true, NetworkNamespaces = true)]
    public async Task Pipe_HostedServerThatCannotBeAnnounced_IsSaid()
    {
        var start = new ProcessStartInfo("unshare", ["--net", "sh", "-c", $"ip link set lo up; exec {Client} --linear --no-discovery --data {_data} -r main"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The client did not start.");
        await SayAsync(process, "host", "The name of your server?");
        await SayAsync(process, "Cabin", "Who may join?");
        await SayAsync(process, "all", "A password");
        await SayAsync(process, "open sesame", "Your nickname?");
        await SayAsync(process, "nina", "You are host of this server now.");
        await ExpectAsync(process, "Nobody finds your server by itself");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Pipe_ChangedKey_IsAskedAboutAndTrusted()
    {
        int port;
        using (var peer = new TlsPeer())
        {
            port = peer.EndPoint.Port;
            var first = RunAsync($"127.0.0.1:{port} -u ada -r main", "");
            await using var stream = await peer.AcceptAsync();
            await TlsPeer.WelcomeAsync(stream);
            await TlsPeer.ReceiveAsync(stream, "join");
            await stream.DisposeAsync();
            peer.Dispose();
            await first;
        }
        using var other = new TlsPeer(port: port);
        var key = other.Key.ToString();
        var running = RunAsync($"127.0.0.1:{port} -u ada -r main", "perhaps\nyes\n");
        await using (var doubted = await other.AcceptAsync()) await TlsPeer.ReceiveAsync(doubted, "never said");
        await using (var trusted = await other.AcceptAsync())
        {
            await TlsPeer.WelcomeAsync(trusted);
            Assert.Contains("join", await TlsPeer.ReceiveAsync(trusted, "join"), StringComparison.Ordinal);
        }
        other.Dispose();
        var (_, output) = await running;
        Assert.Contains("Trust this key? Type yes or no.\nType yes or no.\n", output, StringComparison.Ordinal);
        Assert.Contains(key, output.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_Password_IsAskedForAlsoAfterTheReturnOfTheServer()
    {
        var folder = TestServer.NewFolder();
        var server = await TestServer.StartAsync(folder: folder);
        await using var proxy = new FaultProxy(server.EndPoint);
        using var process = Start($"127.0.0.1:{proxy.EndPoint.Port} -u ada -r main");
        await ExpectAsync(process, "You are in main");
        await server.DisposeAsync();
        await ExpectAsync(process, "The connection is lost.");
        await using var locked = await TestServer.StartAsync(folder: folder, password: "open sesame", isOwnMachine: _ => false);
        proxy.Target = locked.EndPoint;
        await process.StandardInput.WriteLineAsync();
        await ExpectAsync(process, "The server's password?");
        await process.StandardInput.WriteLineAsync("wrong");
        await ExpectAsync(process, "The server's password?");
        await process.StandardInput.WriteLineAsync("open sesame");
        await ExpectAsync(process, "Connected again.");
        await process.StandardInput.WriteLineAsync("here again");
        await ExpectAsync(process, "you: here again");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, process.ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Pipe_WhatWasSaidBefore_IsFoundAndSaved_AndNotToldAgain()
    {
        await using var server = await TestServer.StartAsync();
        await RunAsync($"127.0.0.1:{server.EndPoint.Port} -u ada -r main", "red apples\ngreen pears\n");
        var file = Path.Combine(_data, "main.txt");
        using (var bob = await server.EnterAsync("bob")) await bob.SayAsync("main", "blue plums");

        var (exitCode, output) = await RunAsync($"127.0.0.1:{server.EndPoint.Port} -u ada -r main", $"/search apples\n/history\n/save chat {file}\n/search nowhere\n");

        Assert.Equal(0, exitCode);
        Assert.Contains("1 found:", output, StringComparison.Ordinal);
        Assert.Contains("ada in main on test: red apples", output, StringComparison.Ordinal);
        Assert.DoesNotContain("you: red apples", output, StringComparison.Ordinal);
        Assert.Contains("bob: blue plums", output, StringComparison.Ordinal);
        Assert.Contains("bob in main on test: blue plums", output, StringComparison.Ordinal);
        Assert.Contains("Nothing was found on this machine.", output, StringComparison.Ordinal);
        Assert.Contains("green pears", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_LineThatWaitedWhenTheClientWasKilled_IsSentByTheNext()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        using (var changes = new FolderChanges(_data))
        using (var process = Start($"127.0.0.1:{proxy.EndPoint.Port} -u ada -r main"))
        {
            await ExpectAsync(process, "You are in main");
            proxy.IsClosed = true;
            proxy.Cut();
            await ExpectAsync(process, "The connection is lost.");
            await process.StandardInput.WriteLineAsync("kept over the end");
            await changes.UntilAsync(() => FolderChanges.WaitingLines(_data) == 1, Deadline);
            process.Kill();
            using var deadline = new CancellationTokenSource(Deadline);
            await process.WaitForExitAsync(deadline.Token);
        }
        proxy.IsClosed = false;
        using (var again = Start($"127.0.0.1:{proxy.EndPoint.Port} -u ada -r main"))
        {
            await ExpectAsync(again, "you: kept over the end");
            again.StandardInput.Close();
            using var deadline = new CancellationTokenSource(Deadline);
            await again.WaitForExitAsync(deadline.Token);
        }
        using var bob = await server.EnterAsync("bob", room: null);
        Assert.Single((await bob.JoinAsync("main")).OfType<TuiChat.Protocol.ChatMessage>());
    }

    [Fact]
    public async Task Pipe_ChangedKeyThatIsNotTrusted_IsTriedAgainByAnEmptyLine()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        using var process = Start($"127.0.0.1:{proxy.EndPoint.Port} -u ada -r main");
        await ExpectAsync(process, "You are in main");
        proxy.Target = other.EndPoint;
        proxy.Cut();
        await ExpectAsync(process, "Trust this key?");
        await process.StandardInput.WriteLineAsync("no");
        await ExpectAsync(process, "You stay offline; an empty line tries again");
        proxy.Target = server.EndPoint;
        await process.StandardInput.WriteLineAsync();
        await ExpectAsync(process, "Connected again.");
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
    }

    [RequiresFact("setsid", "sh", "stty")]
    public async Task Terminal_OfTheDumbKind_TalksAndLeavesItAsItWas()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        bob.Expect("1 person");
        using var pty = new PseudoTerminal();
        var settings = pty.Settings();
        var start = new ProcessStartInfo("setsid", ["sh", "-c", $"exec {Client} --linear 127.0.0.1:{server.EndPoint.Port} -u ada -r main --data {_data} <{pty.SlavePath} >{pty.SlavePath} 2>&1"]);
        start.Environment["TERM"] = "dumb";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
        var output = new StringBuilder();
        Expect(pty, output, "You are in main, 2 people.");
        pty.SendKeys("ahoy\n");
        Expect(pty, output, "you: ahoy");
        bob.Expect("ahoy");
        bob.Type("ada: welcome\n");
        bob.ExpectConfirmation();
        Expect(pty, output, "bob, naming you: ada: welcome");
        pty.SendKeys("/register\n");
        Expect(pty, output, "New password? What you type is not shown.");
        pty.SendKeys("correct horse\n");
        Expect(pty, output, "Once more? What you type is not shown.");
        pty.SendKeys("correct horse\n");
        Expect(pty, output, "ada is your account now.");
        Assert.DoesNotContain("correct horse", output.ToString(), StringComparison.Ordinal);
        pty.SendKeys("\u0004");
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(settings, pty.Settings());
        Assert.DoesNotContain("\e", output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    Process Start(string arguments)
    {
        var start = new ProcessStartInfo(Client, $"--linear {arguments} --data {_data}") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TERM"] = "";
        return Process.Start(start) ?? throw new InvalidOperationException("The client did not start.");
    }

    /// <summary>Types a line and reads on until a line with a text comes.</summary>
    static async Task SayAsync(Process process, string line, string text)
    {
        await process.StandardInput.WriteLineAsync(line);
        await ExpectAsync(process, text);
    }

    /// <summary>Reads on until a line with a text comes.</summary>
    static async Task ExpectAsync(Process process, string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"“{text}” did not come:\n{output}");
    }

    async Task<(int ExitCode, string Output)> RunAsync(string arguments, string input)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(Deadline);
        await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output);
    }

    static void Expect(PseudoTerminal pty, StringBuilder output, string text)
    {
        var clock = Stopwatch.StartNew();
        output.Append(pty.ReceiveOutput());
        while (!output.ToString().Contains(text, StringComparison.Ordinal))
        {
            if (clock.Elapsed > Deadline) Assert.Fail($"Waited in vain for “{text}”:\n{output}");
            pty.WaitForOutput(Deadline - clock.Elapsed);
            output.Append(pty.ReceiveOutput());
        }
    }
}
