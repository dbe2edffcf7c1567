using System.Diagnostics;
using System.Globalization;
using System.Net;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Screens;

/// <summary>From a key to the complete frame that shows it, over a real pseudo-terminal and with a real server.</summary>
static class Keys
{
    const int WarmUp = 100, Measured = 300, PerLine = 50, QuietMilliseconds = 20, FloodPerSecond = 2000;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20), FloodTime = TimeSpan.FromSeconds(10), FloodGap = TimeSpan.FromMilliseconds(30);

    /// <summary>A letter that nobody else writes.</summary>
    static ReadOnlySpan<byte> Letter => "Ж"u8;

    static ReadOnlySpan<byte> ClearLine => [0x15]; // Ctrl+U

    /// <summary>In a quiet room.</summary>
    public static IEnumerable<Figure> Quiet()
    {
        using var server = new ServerProcess();
        using var folder = new TemporaryFolder();
        using var terminal = Open(server.EndPoint, folder, "main");
        var times = new Samples();
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            terminal.AwaitQuiet(QuietMilliseconds);
            Press(terminal, i, i < WarmUp ? null : times);
        }
        yield return new Figure("key to frame: mean", times.Mean, "ms", Target.AtMost(3), $"{Measured} keys, 20 ms of quiet before each; p50 {times.Percentile(0.5):0.###}");
        yield return new Figure("key to frame: p99", times.Percentile(0.99), "ms", Target.AtMost(16));
    }

    /// <summary>While the room hears 2,000 messages a second.</summary>
    public static IEnumerable<Figure> Flood()
    {
        using var session = new LoadSession();
        var room = session.AddRoom("flood", members: 10, senders: 10);
        using var folder = new TemporaryFolder();
        using var terminal = Open(session.Server.EndPoint, folder, room.Name);
        using var stop = new CancellationTokenSource();
        var flood = Task.Factory.StartNew(() => Say(session, room, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        terminal.ReadFor(TimeSpan.FromSeconds(2));
        var times = new Samples();
        var (frames, cpu, start) = (terminal.Frames, ProcessUsage.CpuSeconds(terminal.ProcessId), Stopwatch.GetTimestamp());
        for (var i = 0; Stopwatch.GetElapsedTime(start) < FloodTime; i++)
        {
            Press(terminal, i, times);
            terminal.ReadFor(FloodGap);
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        frames = terminal.Frames - frames;
        cpu = ProcessUsage.CpuSeconds(terminal.ProcessId) - cpu;
        stop.Cancel();
        var rate = flood.GetAwaiter().GetResult();
        yield return new Figure("frames", frames / seconds, "/s", Target.AtMost(60), $"{rate:#,0} messages/s reached");
        yield return new Figure("client", cpu / seconds * 100, "% of a core");
        yield return new Figure("key to frame: p50", times.Percentile(0.5), "ms", null, $"{times.Count} keys");
        yield return new Figure("key to frame: p99", times.Percentile(0.99), "ms", Target.AtMost(30));
    }

    static PseudoTerminal Open(IPEndPoint server, TemporaryFolder folder, string room)
    {
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var terminal = new PseudoTerminal(
            ClientProgram.Published ?? ClientProgram.Built, "-i", server.Address.ToString(), "-p", port, "-u", "typist", "-r", room, "--no-discovery", "--data", folder.Path);
        terminal.AwaitFrame("/help"u8, Limit); // the empty input line of the chat
        return terminal;
    }

    static void Press(PseudoTerminal terminal, int number, Samples? times)
    {
        if (number % PerLine == PerLine - 1)
        {
            terminal.Type(ClearLine);
            terminal.AwaitFrame("/help"u8, Limit); // the empty line; otherwise the next letter may stand where one stood, and is not drawn
        }
        var start = Stopwatch.GetTimestamp();
        terminal.Type(Letter);
        terminal.AwaitFrame(Letter, Limit);
        times?.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    static double Say(LoadSession session, LoadRoom room, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        long said = 0;
        while (!stop.IsCancellationRequested)
        {
            for (; said < Stopwatch.GetElapsedTime(start).TotalSeconds * FloodPerSecond; said++) session.Say(room, room.Senders[(int)(said % room.Senders.Count)], 1);
            session.Loop.Poll(1);
        }
        return said / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
