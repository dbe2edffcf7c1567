using System.Diagnostics;
using System.Globalization;
using TuiChat.Benchmarks.Load;
using TuiChat.Benchmarks.Peers;

namespace TuiChat.Benchmarks.Screens;

/// <summary>
/// <c>clients</c>: our client beside other terminal clients where the same thing can be measured: the start, and a room that is
/// flooded. All on a pseudo-terminal of 200x50. Prints the tables and writes them to benchmarks/RESULTS.md.
/// </summary>
static class ClientsCommand
{
    const int PerSecond = 2000, Lines = 100_000, QuickLines = 20_000, Starts = 10, QuickStarts = 3, StillMilliseconds = 150;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Measures all that are installed; <c>--quick</c> takes a fifth of the lines.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var isQuick = arguments.Contains("--quick");
        if (arguments.FirstOrDefault(argument => argument != "--quick") is { } unknown)
        {
            Console.Error.WriteLine($"clients knows no {unknown}. It takes --quick.");
            return 2;
        }
        using var result = new ResultFile("clients" + string.Concat(arguments.Select(argument => " " + argument)));
        var missing = new List<string>();
        var clients = RivalClient.Find(missing);
        var lines = isQuick ? QuickLines : Lines;
        result.WriteLine(MachineFacts.Describe());
        result.WriteLine();
        foreach (var line in missing) result.WriteLine($"* {line}");
        var names = clients.Select(client => client.Name).ToList();
        var start = new Comparison($"The start, without a server: until nothing more is drawn for {StillMilliseconds} ms, less that time", names);
        foreach (var client in clients) start.Measure(client.Name, () => Start(client, isQuick ? QuickStarts : Starts));
        result.WriteLine(start.Render());
        var flood = new Comparison($"{lines:#,0} lines of 100 bytes, {PerSecond:#,0} a second, into the room that is on the screen; all can be reached by scrolling", names);
        foreach (var client in clients) flood.Measure(client.Name, () => Flood(client, lines));
        result.WriteLine(flood.Render());
        result.Save("clients");
        return 0;
    }

    static IEnumerable<Figure> Start(RivalClient client, int starts)
    {
        var (times, cpu, memory) = (new Samples(), new Samples(), new Samples());
        for (var run = 0; run <= starts; run++)
        {
            using var folder = new TemporaryFolder();
            using var terminal = new PseudoTerminal(client.Program, client.Alone(folder.Path));
            var still = terminal.AwaitStill(StillMilliseconds, Limit);
            if (run == 0) continue; // warms the disk cache
            times.Add(still.TotalMilliseconds);
            cpu.Add(ProcessUsage.CpuSeconds(terminal.ProcessId) * 1000);
            memory.Add(ProcessUsage.ResidentBytes(terminal.ProcessId) / 1e6);
        }
        yield return new Figure("to a screen that stands still, p50", times.Percentile(0.5), "ms", null, $"{starts} starts, fastest {times.Percentile(0):0}");
        yield return new Figure("processor time until then, p50", cpu.Percentile(0.5), "ms");
        yield return new Figure("resident memory", memory.Percentile(0.5), "MB");
    }

    static IEnumerable<Figure> Flood(RivalClient client, int lines)
    {
        using var session = new LoadSession(client.Server);
        var room = session.AddRoom(client.Room, members: 10, senders: 5);
        var isIn = false;
        room.Members[^1].Handler = (_, line) =>
        {
            isIn |= line.IndexOf("typist"u8) >= 0;
            if (session.Dialect.IsMessage(line)) room.Delivered++;
        };
        using var folder = new TemporaryFolder();
        using var terminal = new PseudoTerminal(client.Program, client.Connected(folder.Path, session.Server.EndPoint));
        var begun = Stopwatch.GetTimestamp();
        while (!isIn)
        {
            session.Loop.Poll(1);
            terminal.ReadFor(TimeSpan.FromMilliseconds(10));
            if (Stopwatch.GetElapsedTime(begun) > Limit) throw new ScenarioException("It did not come into the room.");
        }
        terminal.ReadFor(TimeSpan.FromSeconds(2));
        if (client.Keys.Length > 0) terminal.Type(System.Text.Encoding.UTF8.GetBytes(client.Keys));
        terminal.ReadFor(TimeSpan.FromSeconds(1));
        var (memory, cpu, bytes, start) = (ProcessUsage.ResidentBytes(terminal.ProcessId), ProcessUsage.CpuSeconds(terminal.ProcessId), terminal.Bytes, Stopwatch.GetTimestamp());
        var flood = Task.Factory.StartNew(
            () => session.SaySteadily(PerSecond, TimeSpan.FromSeconds(lines / (double)PerSecond)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!flood.IsCompleted) terminal.ReadFor(TimeSpan.FromMilliseconds(50));
        flood.GetAwaiter().GetResult(); // it has ended; this is where its failure shows
        terminal.AwaitQuiet(500);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds - 0.5;
        var used = ProcessUsage.CpuSeconds(terminal.ProcessId) - cpu;
        yield return new Figure("lines that reached the room", room.Sent, "", null, string.Create(CultureInfo.InvariantCulture, $"in {seconds:0.0} s until the screen stood still"));
        yield return new Figure("processor, per 1,000 lines", used / room.Sent * 1e6, "ms", null, string.Create(CultureInfo.InvariantCulture, $"{100 * used / seconds:0.0} % of a core"));
        yield return new Figure("written to the terminal, per 1,000 lines", (terminal.Bytes - bytes) / (double)room.Sent, "kB");
        yield return new Figure("resident memory before", memory / 1e6, "MB");
        yield return new Figure("resident memory after", ProcessUsage.ResidentBytes(terminal.ProcessId) / 1e6, "MB");
    }
}
