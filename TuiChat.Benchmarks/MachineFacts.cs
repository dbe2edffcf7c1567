using System.Globalization;
using System.Runtime.InteropServices;

namespace TuiChat.Benchmarks;

/// <summary>What the figures depend on: the machine, the system, the runtime, and how busy the machine is.</summary>
static class MachineFacts
{
    /// <summary>One line for the head of the table.</summary>
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        var folder = new DriveInfo(Path.GetTempPath());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({Processor()}), {memory:0.#} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
            + $"data on {folder.DriveFormat}, load average {LoadAverage()}");
    }

    /// <summary>How busy the machine has been in the last minute; a question mark where the system does not say.</summary>
    public static string LoadAverage() => FirstField("/proc/loadavg", line => line.Split(' ')[0]);

    static string Processor() => FirstField("/proc/cpuinfo", text => text.StartsWith("model name", StringComparison.Ordinal) ? text.Split(':', 2)[1].Trim() : null);

    static string FirstField(string path, Func<string, string?> pick) =>
        File.Exists(path) ? File.ReadLines(path).Select(pick).FirstOrDefault(field => field is not null) ?? "?" : "?";
}
