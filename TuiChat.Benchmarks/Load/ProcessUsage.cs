using System.Globalization;

namespace TuiChat.Benchmarks.Load;

/// <summary>What another process has used, as Linux tells it (proc_pid_stat(5)).</summary>
static class ProcessUsage
{
    /// <summary>User and system time are told in hundredths of a second on every Linux of today (USER_HZ).</summary>
    const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time, user and system, all threads.</summary>
    public static double CpuSeconds(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // behind the name; field 0 here is field 3 of the page
        return (Parse(fields[11]) + Parse(fields[12])) / TicksPerSecond;
    }

    /// <summary>Bytes of memory that are resident.</summary>
    public static double ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    static double Parse(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
