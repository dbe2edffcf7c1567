using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>The few Windows calls a terminal needs (https://learn.microsoft.com/windows/console/console-functions).</summary>
static unsafe partial class Kernel32
{
    [LibraryImport("kernel32", EntryPoint = "GetStdHandle", SetLastError = true)]
    internal static partial nint GetStandardHandle(int which);

    [LibraryImport("kernel32", EntryPoint = "ReadFile", SetLastError = true)]
    internal static partial int ReadFile(nint file, byte* buffer, uint count, out uint read, nint overlapped);

    [LibraryImport("kernel32", EntryPoint = "WriteFile", SetLastError = true)]
    internal static partial int WriteFile(nint file, byte* buffer, uint count, out uint written, nint overlapped);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode", SetLastError = true)]
    internal static partial int GetMode(nint console, out uint mode);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleMode", SetLastError = true)]
    internal static partial int SetMode(nint console, uint mode);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleCP")]
    internal static partial uint GetInputCodePage();

    [LibraryImport("kernel32", EntryPoint = "GetConsoleOutputCP")]
    internal static partial uint GetOutputCodePage();

    [LibraryImport("kernel32", EntryPoint = "SetConsoleCP", SetLastError = true)]
    internal static partial int SetInputCodePage(uint page);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleOutputCP", SetLastError = true)]
    internal static partial int SetOutputCodePage(uint page);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleScreenBufferInfo", SetLastError = true)]
    internal static partial int GetScreenInfo(nint console, out ScreenInfo info);

    [LibraryImport("kernel32", EntryPoint = "GetNumberOfConsoleInputEvents", SetLastError = true)]
    internal static partial int CountInput(nint console, out uint count);

    [LibraryImport("kernel32", EntryPoint = "ReadConsoleInputW", SetLastError = true)]
    internal static partial int ReadInput(nint console, ConsoleRecord* records, uint count, out uint read);

    [LibraryImport("kernel32", EntryPoint = "WaitForMultipleObjects", SetLastError = true)]
    internal static partial uint WaitForAny(uint count, nint* handles, int waitsForAll, uint milliseconds);

    /// <summary>CONSOLE_SCREEN_BUFFER_INFO, 22 bytes.</summary>
    internal struct ScreenInfo
    {
        internal short BufferWidth, BufferHeight, CursorX, CursorY;
        internal ushort Attributes;
        internal short Left, Top, Right, Bottom;
        internal short MaximumWidth, MaximumHeight;
    }
}
