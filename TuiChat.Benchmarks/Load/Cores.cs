using System.Diagnostics;
using System.Globalization;

namespace TuiChat.Benchmarks.Load;

/// <summary>Keeps server and generator apart: the first on core 0, the second on core 1, by taskset(1) where there is one.</summary>
static class Cores
{
    /// <summary>Whether programs can be held on a core here.</summary>
    public static bool CanPin { get; } = Environment.ProcessorCount > 1 && File.Exists("/usr/bin/taskset");

    /// <summary>Names the program and its first arguments that start another one on core 0.</summary>
    public static IReadOnlyList<string> OnFirstCore(string program) => CanPin ? ["/usr/bin/taskset", "-c", "0", program] : [program];

    /// <summary>Holds all threads of this process on core 1 until the result is disposed.</summary>
    public static IDisposable HoldSecondCore()
    {
        Move("1");
        return new Release();
    }

    static void Move(string cores)
    {
        if (!CanPin) return;
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/taskset", ["-a", "-c", "-p", cores, self]) { RedirectStandardOutput = true })
            ?? throw new ScenarioException("taskset does not start.");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }

    sealed class Release : IDisposable
    {
        public void Dispose() => Move($"0-{Environment.ProcessorCount - 1}");
    }
}
