using System.Diagnostics;
using System.Globalization;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Screens;

/// <summary>What a client costs that is connected and in whose room nobody says anything.</summary>
static class IdleClient
{
    // Settling: what runs once a second is compiled anew after its thirtieth time, and is quiet from then on.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20), Settling = TimeSpan.FromSeconds(40), Measured = TimeSpan.FromSeconds(20);

    /// <summary>Writes and processor time.</summary>
    public static IEnumerable<Figure> Run()
    {
        using var server = new ServerProcess();
        using var folder = new TemporaryFolder();
        var (host, port) = (server.EndPoint.Address.ToString(), server.EndPoint.Port.ToString(CultureInfo.InvariantCulture));
        using var terminal = new PseudoTerminal(
            ClientProgram.Published ?? ClientProgram.Built, "-i", host, "-p", port, "-u", "sleeper", "-r", "main", "--no-discovery", "--data", folder.Path);
        terminal.AwaitFrame("/help"u8, Limit); // the empty input line of the chat
        terminal.ReadFor(Settling);
        var (bytes, cpu, start) = (terminal.Bytes, ProcessUsage.CpuSeconds(terminal.ProcessId), Stopwatch.GetTimestamp());
        terminal.ReadFor(Measured);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        yield return new Figure("written to the terminal", terminal.Bytes - bytes, "bytes", Target.AtMost(0), $"in {seconds:0} s");
        yield return new Figure("processor", 100 * (ProcessUsage.CpuSeconds(terminal.ProcessId) - cpu) / seconds, "% of a core", Target.AtMost(0.5));
    }
}
