using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TuiChat.Benchmarks.Load;

/// <summary>
/// The system's list of readable sockets (epoll(7)), asked directly: the framework's own way through the thread pool costs the
/// load generator more than the server under test. Owned by one thread.
/// </summary>
sealed unsafe partial class Epoll : IDisposable
{
    const int CloseOnExec = 0x80000, Add = 1, Delete = 2, MaxEvents = 1024;
    const uint Readable = 1;

    /// <summary>struct epoll_event is packed on x86-64 only.</summary>
    static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    readonly byte[] _events = GC.AllocateUninitializedArray<byte>(MaxEvents * 16, pinned: true);
    readonly int _descriptor;

    /// <summary>An empty list.</summary>
    public Epoll()
    {
        if (!OperatingSystem.IsLinux()) throw new ScenarioException("The load generator needs Linux (epoll).");
        _descriptor = Check(Create(CloseOnExec));
    }

    /// <summary>Watches a descriptor; <paramref name="key"/> comes back when it is readable.</summary>
    public void Watch(int descriptor, int key)
    {
        var bytes = stackalloc byte[16];
        Unsafe.WriteUnaligned(bytes, Readable);
        Unsafe.WriteUnaligned(bytes + EventBytes - 8, (long)key);
        Check(Control(_descriptor, Add, descriptor, bytes));
    }

    /// <summary>Watches it no more.</summary>
    public void Forget(int descriptor)
    {
        var bytes = stackalloc byte[16];
        Check(Control(_descriptor, Delete, descriptor, bytes));
    }

    /// <summary>Waits for readable descriptors and writes their keys.</summary>
    /// <returns>How many keys were written; 0 when the time is up or a signal came.</returns>
    public int Wait(Span<int> keys, int milliseconds)
    {
        fixed (byte* events = _events)
        {
            var count = Wait(_descriptor, events, Math.Min(MaxEvents, keys.Length), milliseconds);
            for (var i = 0; i < count; i++) keys[i] = (int)Unsafe.ReadUnaligned<long>(events + (i * EventBytes) + EventBytes - 8);
            return Math.Max(count, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Close(_descriptor);

    static int Check(int result) => result >= 0 ? result : throw new InvalidOperationException($"epoll: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int epoll, byte* events, int count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
