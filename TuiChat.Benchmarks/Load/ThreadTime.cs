using System.Runtime.InteropServices;

namespace TuiChat.Benchmarks.Load;

/// <summary>The processor time of the calling thread: what something costs, also on a machine that is busy with other things.</summary>
static unsafe partial class ThreadTime
{
    const int ThisThread = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Milliseconds since the thread began; 0 where that cannot be asked.</summary>
    public static double Milliseconds
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return 0;
            var time = stackalloc long[2]; // struct timespec: seconds, nanoseconds
            return GetTime(ThisThread, time) == 0 ? (time[0] * 1e3) + (time[1] / 1e6) : 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);
}
