using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Screens;

/// <summary>
/// The client as people run it: a program of its own on a pseudo-terminal of 200x50 that answers no query. Started through
/// setsid(1) and a shell, since a managed process must not fork. Owned by one thread.
/// </summary>
sealed unsafe partial class PseudoTerminal : IDisposable
{
    const int ReadWrite = 2, NoControllingTerminal = 0x100, CloseOnExec = 0x80000;

    static ReadOnlySpan<byte> FrameEnd => "\e[?2026l"u8;

    readonly SafeFileHandle _master;
    readonly SafeFileHandle _slave; // held open, for without anybody on this side the other reads a hang-up
    readonly FileStream _stream;
    readonly byte[] _buffer = new byte[256 * 1024];
    readonly Process _process;
    int _length;

    /// <summary>Starts the program.</summary>
    public PseudoTerminal(string program, params IReadOnlyList<string> arguments)
    {
        _master = new SafeFileHandle(Check(OpenMaster(ReadWrite | NoControllingTerminal | CloseOnExec)), ownsHandle: true);
        Check(Grant(Descriptor));
        Check(Unlock(Descriptor));
        var bytes = stackalloc byte[128];
        Check(GetName(Descriptor, bytes, 128));
        var name = Marshal.PtrToStringUTF8((nint)bytes) ?? throw new ScenarioException("The pseudo-terminal has no name.");
        _slave = new SafeFileHandle(Check(Open(bytes, ReadWrite | NoControllingTerminal | CloseOnExec)), ownsHandle: true);
        Run("stty", "-F", name, "rows", "50", "cols", "200");
        _stream = new FileStream(_master, FileAccess.ReadWrite, bufferSize: 0);
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "t=$0; exec \"$@\" <\"$t\" >\"$t\" 2>&1", name, program, .. arguments]);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["COLORTERM"] = "truecolor";
        Started = Stopwatch.GetTimestamp();
        _process = Process.Start(start) ?? throw new ScenarioException("setsid does not start.");
    }

    /// <summary>When the program was started, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Started { get; }

    /// <summary>The program; neither setsid(1) nor the shell stays in between.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Bytes that have arrived.</summary>
    public long Bytes { get; private set; }

    /// <summary>Complete frames that have arrived.</summary>
    public int Frames { get; private set; }

    /// <summary>Types bytes.</summary>
    public void Type(ReadOnlySpan<byte> keys) => _stream.Write(keys);

    /// <summary>Reads until these bytes and then the end of their frame have come; what came before is forgotten.</summary>
    /// <exception cref="ScenarioException">They do not come within the time.</exception>
    public void AwaitFrame(ReadOnlySpan<byte> with, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var at = _buffer.AsSpan(0, _length).IndexOf(with);
            var end = at < 0 ? -1 : _buffer.AsSpan(at, _length - at).IndexOf(FrameEnd);
            if (end >= 0)
            {
                Forget(at + end + FrameEnd.Length);
                return;
            }
            if (at < 0) Forget(Math.Max(0, _length - FrameEnd.Length - with.Length));
            var left = limit - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !Read((int)left.TotalMilliseconds + 1)) throw new ScenarioException("The client did not draw the frame that was waited for.");
        }
    }

    /// <summary>Reads until nothing has come for this long.</summary>
    public void AwaitQuiet(int milliseconds)
    {
        while (Read(milliseconds)) Forget(Math.Max(0, _length - FrameEnd.Length));
    }

    /// <summary>Reads until something has come and then nothing for this long.</summary>
    /// <returns>How long after the start of the program the last bytes came.</returns>
    public TimeSpan AwaitStill(int milliseconds, TimeSpan limit)
    {
        while (Bytes == 0)
        {
            if (!Read((int)limit.TotalMilliseconds)) throw new ScenarioException("The client drew nothing.");
        }
        var last = Stopwatch.GetTimestamp();
        while (Read(milliseconds))
        {
            last = Stopwatch.GetTimestamp();
            Forget(Math.Max(0, _length - FrameEnd.Length));
        }
        return Stopwatch.GetElapsedTime(Started, last);
    }

    /// <summary>Reads what comes for this long.</summary>
    public void ReadFor(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (time - Stopwatch.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            Read((int)left.TotalMilliseconds + 1);
            Forget(Math.Max(0, _length - FrameEnd.Length));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _stream.Dispose();
        _master.Dispose();
        _slave.Dispose();
    }

    int Descriptor => (int)_master.DangerousGetHandle();

    bool Read(int milliseconds)
    {
        if (Libc.Wait(Descriptor, Libc.PollIn, -1, milliseconds, out _, out _) <= 0) return false;
        nint count;
        fixed (byte* free = &_buffer[_length]) count = Libc.Read(Descriptor, free, (nuint)(_buffer.Length - _length));
        if (count <= 0) return false; // it has ended
        var from = Math.Max(0, _length - FrameEnd.Length + 1);
        _length += (int)count;
        Bytes += count;
        Frames += _buffer.AsSpan(from, _length - from).Count(FrameEnd);
        return true;
    }

    void Forget(int count)
    {
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _length -= count;
    }

    static void Run(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)) ?? throw new ScenarioException($"{program} does not start.");
        process.WaitForExit();
    }

    static int Check(int result) => result >= 0 ? result : throw new ScenarioException($"No pseudo-terminal: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int fd);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int fd);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int GetName(int fd, byte* name, nuint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte* path, int flags);
}
