using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>The few C library calls a terminal needs, with the constants that differ between Linux and macOS.</summary>
static unsafe partial class Libc
{
    /// <summary>Room for a termios of any system, whose layout we never look into (glibc 60 bytes, macOS 72).</summary>
    internal const int TermiosBytes = 256;

    internal const int SetNow = 0;
    internal const int Interrupted = 4;

    internal const short PollIn = 1;
    internal const short PollOut = 4;

    const nuint LinuxGetWindowSize = 0x5413;
    const nuint AppleGetWindowSize = 0x40087468;

    // O_WRONLY, O_NONBLOCK, O_NOCTTY, O_CLOEXEC.
    static int OpenFlags => OperatingSystem.IsMacOS() ? 0x1 | 0x4 | 0x20000 | 0x1000000 : 0x1 | 0x800 | 0x100 | 0x80000;

    internal static int TryAgain => OperatingSystem.IsMacOS() ? 35 : 11;

    internal static int SignalStop => OperatingSystem.IsMacOS() ? 17 : 19;

    internal static int SignalTerminalStop => OperatingSystem.IsMacOS() ? 18 : 20;

    internal static int FlushInput => OperatingSystem.IsMacOS() ? 1 : 0;

    internal static int FlushOutput => OperatingSystem.IsMacOS() ? 2 : 1;

    [LibraryImport("libc", EntryPoint = "isatty")]
    internal static partial int IsTerminal(int fd);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    internal static partial int GetAttributes(int fd, byte* termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    internal static partial int SetAttributes(int fd, int when, byte* termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    internal static partial void MakeRaw(byte* termios);

    [LibraryImport("libc", EntryPoint = "tcflush")]
    internal static partial int Flush(int fd, int queue);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getpid")]
    internal static partial int GetProcessId();

    /// <summary>Waits until a descriptor is ready, or the second one (when not negative) can be read.</summary>
    /// <param name="fd">The descriptor.</param>
    /// <param name="events">What it is waited for: <see cref="PollIn"/> or <see cref="PollOut"/>.</param>
    /// <param name="other">A second descriptor, to be read from, or -1.</param>
    /// <param name="milliseconds">How long; -1 without end.</param>
    /// <param name="isReady">The first is ready, or has an error or hang-up, which the next read or write will tell.</param>
    /// <param name="isOtherReady">The second can be read.</param>
    /// <returns>Negative on error (see the last error), 0 when the time was up.</returns>
    internal static int Wait(int fd, short events, int other, int milliseconds, out bool isReady, out bool isOtherReady)
    {
        // On macOS poll answers POLLNVAL for terminals: console-rs#169, mio#1377.
        return OperatingSystem.IsMacOS()
            ? WaitBySelect(fd, events, other, milliseconds, out isReady, out isOtherReady)
            : WaitByPoll(fd, events, other, milliseconds, out isReady, out isOtherReady);
    }

    /// <summary>The window size of a terminal; false when it has none.</summary>
    internal static bool TryGetSize(int fd, out TerminalSize size)
    {
        WindowSize window = default;
        // ioctl is variadic. Apple passes variadic arguments on the stack on arm64: behind eight register arguments.
        bool isAppleArm = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        int result = isAppleArm
            ? ControlPadded(fd, AppleGetWindowSize, 0, 0, 0, 0, 0, 0, &window)
            : Control(fd, OperatingSystem.IsMacOS() ? AppleGetWindowSize : LinuxGetWindowSize, &window);
        size = new TerminalSize(window.Columns, window.Rows);
        return result == 0 && window.Columns > 0 && window.Rows > 0;
    }

    /// <summary>
    /// Opens the terminal behind a descriptor once more, for writing that never blocks. Setting the mode on the descriptor itself
    /// would set it for the shell too, as they share it. Negative when there is no way, as after su.
    /// </summary>
    internal static int OpenForWriting(int fd)
    {
        const int NameBytes = 256;
        byte* name = stackalloc byte[NameBytes];
        return GetName(fd, name, NameBytes) == 0 ? Open(name, OpenFlags) : -1;
    }

    /// <summary>The other end of a pipe or socket is closed for writing into it.</summary>
    internal static bool HasError(int fd)
    {
        const short PollError = 8;
        PollDescriptor* descriptor = stackalloc PollDescriptor[1];
        *descriptor = new PollDescriptor { Fd = fd };
        return Poll(descriptor, 1, 0) > 0 && (descriptor->Returned & PollError) != 0;
    }

    static int WaitByPoll(int fd, short events, int other, int milliseconds, out bool isReady, out bool isOtherReady)
    {
        PollDescriptor* descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new PollDescriptor { Fd = fd, Events = events, Returned = 0 };
        descriptors[1] = new PollDescriptor { Fd = other, Events = PollIn };
        int result = Poll(descriptors, 2, milliseconds);
        isReady = result > 0 && descriptors[0].Returned != 0;
        isOtherReady = result > 0 && descriptors[1].Returned != 0;
        return result;
    }

    static int WaitBySelect(int fd, short events, int other, int milliseconds, out bool isReady, out bool isOtherReady)
    {
        // fd_set: 1024 bits.
        const int Words = 32;
        int* read = stackalloc int[Words];
        int* write = stackalloc int[Words];
        new Span<int>(read, Words).Clear();
        new Span<int>(write, Words).Clear();
        int* first = events == PollIn ? read : write;
        first[fd / 32] |= 1 << (fd % 32);
        if (other >= 0) read[other / 32] |= 1 << (other % 32);
        long* time = stackalloc long[2];
        time[0] = milliseconds / 1000;
        time[1] = milliseconds % 1000 * 1000;
        int result = Select(Math.Max(fd, other) + 1, read, write, null, milliseconds < 0 ? null : time);
        isReady = result > 0 && (first[fd / 32] & (1 << (fd % 32))) != 0;
        isOtherReady = result > 0 && other >= 0 && (read[other / 32] & (1 << (other % 32))) != 0;
        return result;
    }

    [LibraryImport("libc", EntryPoint = "ttyname_r")]
    private static partial int GetName(int fd, byte* name, nuint length);

    // Variadic, but the variadic mode is only read when a file is created.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "select", SetLastError = true)]
    private static partial int Select(int count, int* read, int* write, int* error, long* time);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int fd, nuint request, WindowSize* size);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int ControlPadded(int fd, nuint request, nint a, nint b, nint c, nint d, nint e, nint f, WindowSize* size);

    struct PollDescriptor
    {
        internal int Fd;
        internal short Events;
        internal short Returned;
    }

    struct WindowSize
    {
        internal ushort Rows;
        internal ushort Columns;
        internal ushort PixelWidth;
        internal ushort PixelHeight;
    }
}
