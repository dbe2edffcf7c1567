using System.Runtime.InteropServices;

namespace TuiChat.Benchmarks.Load;

/// <summary>The limit of open files, of this process and of those it starts from then on.</summary>
static partial class Descriptors
{
    const int OpenFiles = 7; // RLIMIT_NOFILE

    const nuint Wanted = 60_000;

    /// <summary>Raises the limit as far as the system lets it.</summary>
    /// <returns>How many files may be open.</returns>
    public static int Raise()
    {
        if (GetLimit(OpenFiles, out var limit) != 0) throw new ScenarioException("The limit of open files cannot be read.");
        var raised = new Limit { Soft = Wanted, Hard = Wanted };
        if (limit.Soft >= Wanted || SetLimit(OpenFiles, raised) == 0) return (int)Math.Min(Math.Max(limit.Soft, Wanted), int.MaxValue);
        raised = limit with { Soft = limit.Hard }; // only the superuser may raise the hard one
        return SetLimit(OpenFiles, raised) == 0 ? (int)Math.Min(limit.Hard, int.MaxValue) : (int)limit.Soft;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    /// <summary>struct rlimit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    record struct Limit(nuint Soft, nuint Hard);
}
