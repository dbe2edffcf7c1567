using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using TuiChat.Conversations;
using TuiChat.Terminal;
using TuiChat.Tests.Server;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.EndToEnd;

/// <summary>A client is killed, as by kill -9, with a room open and lines that wait: the next one has all of it.</summary>
public sealed class KilledClientTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    static string Client => Path.Combine(AppContext.BaseDirectory, "tuichat");

    [RequiresFact("setsid", "sh", "stty", "kill")]
    public async Task Kill_WithWaitingLinesAndRooms_NothingIsLostOrDoubled()
    {
        await using var server = await TestServer.StartAsync();
        await using var proxy = new FaultProxy(server.EndPoint);
        var data = TestServer.NewFolder();
        using (var pty = new PseudoTerminal())
        {
            using var changes = new FolderChanges(data);
            using var process = Start(pty, $"sh -c 'echo $$ >{data}/pid; exec {Client} 127.0.0.1 -p {proxy.EndPoint.Port} -u ann -r main --data {data}'");
            using var screen = new VirtualTerminal(new TerminalSize(80, 24));
            screen.Enter();
            Expect(pty, screen, "1 person");
            pty.SendKeys("said before\r");
            Expect(pty, screen, "said before ✓");
            pty.SendKeys("/cd lounge\r");
            Expect(pty, screen, "▸ lounge");
            await changes.UntilAsync(() => Read(Path.Combine(data, "servers.json")).Contains("\"room\": \"lounge\"", StringComparison.Ordinal), Deadline);
            proxy.IsClosed = true;
            proxy.Cut();
            Expect(pty, screen, "Offline; trying again in");
            pty.SendKeys("waiting one\r");
            pty.SendKeys("waiting two\r");
            await changes.UntilAsync(() => Waiting(data) == 2, Deadline);
            using (var kill = Process.Start("kill", ["-KILL", Read(Path.Combine(data, "pid")).Trim()])) await kill.WaitForExitAsync();
            using var deadline = new CancellationTokenSource(Deadline);
            await process.WaitForExitAsync(deadline.Token);
        }
        proxy.IsClosed = false;

        await using (var again = TestClient.Enter(proxy.EndPoint, "ann", room: null, data: data))
        {
            again.Expect("▸ lounge");
            again.Expect(() => Said(again).SequenceEqual(["waiting one", "waiting two"]) && !again.State.Current!.Timeline.Waiting.Any(), "both lines, once");
            Assert.Equal(["main", "lounge"], again.State.Conversations.Select(room => room.Room.Value));
            again.Press("Ctrl+U"); // a part of a line may have been kept as a draft
            again.Type("/cd main\n");
            again.Expect("said before");
            Assert.Equal(["said before"], Said(again));
        }
        Assert.Equal(0, Waiting(data));
        Directory.Delete(data, recursive: true);
    }

    static Process Start(PseudoTerminal pty, string command)
    {
        var start = new ProcessStartInfo("setsid", ["--wait", "sh", "-c", $"exec <{pty.SlavePath} >{pty.SlavePath} 2>&1; stty cols 80 rows 24; exec {command}"]);
        start.Environment["TERM"] = "xterm-256color";
        return Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
    }

    static void Expect(PseudoTerminal pty, VirtualTerminal screen, string text)
    {
        while (!screen.ScreenText().Contains(text, StringComparison.Ordinal))
        {
            if (!pty.WaitForOutput(Deadline)) Assert.Fail($"Waited in vain for “{text}”. The screen:\n{screen.ScreenText()}");
            screen.Write(Encoding.UTF8.GetBytes(pty.ReceiveOutput()));
        }
    }

    static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    /// <summary>Lines that wait on the disk.</summary>
    static long Waiting(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, TuiChat.History.HistoryFile.Name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM outbox";
        return (long)(command.ExecuteScalar() ?? 0L);
    }

    static List<string> Said(TestClient client)
    {
        if (client.State.Current?.Timeline is not { } timeline) return [];
        return [.. Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item).OfType<TimelineItem.Said>().Select(said => said.Text)];
    }

    /// <summary>Looks again whenever something has changed in a folder.</summary>
    sealed class FolderChanges : IDisposable
    {
        readonly FileSystemWatcher _watcher;
        readonly SemaphoreSlim _changed = new(0);

        public FolderChanges(string folder)
        {
            _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            _watcher.Changed += (_, _) => _changed.Release();
            _watcher.Created += (_, _) => _changed.Release();
            _watcher.Renamed += (_, _) => _changed.Release();
            _watcher.EnableRaisingEvents = true;
        }

        public async Task UntilAsync(Func<bool> condition, TimeSpan deadline)
        {
            while (!condition()) Assert.True(await _changed.WaitAsync(deadline), "Waited in vain for the files to say so.");
        }

        public void Dispose()
        {
            _watcher.Dispose();
            _changed.Dispose();
        }
    }
}
