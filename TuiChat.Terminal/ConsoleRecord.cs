using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>
/// INPUT_RECORD of the Windows console, 20 bytes: a type, then a union of which keys and nothing else is looked into
/// (https://learn.microsoft.com/windows/console/input-record-str).
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 20)]
struct ConsoleRecord
{
    internal const ushort Key = 1;
    internal const ushort WindowSize = 4;

    [FieldOffset(0)]
    internal ushort Type;

    /// <summary>Not 0 when the key went down.</summary>
    [FieldOffset(4)]
    internal int IsDown;

    [FieldOffset(8)]
    internal ushort Repeats;

    [FieldOffset(10)]
    internal ushort VirtualKey;

    /// <summary>One UTF-16 unit, or 0 for a key that gives no character.</summary>
    [FieldOffset(14)]
    internal char Unit;
}
