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
}
