using System.Runtime.InteropServices;
using System.Text;

namespace TuiChat.Tests.Terminal;

/// <summary>A pseudo-terminal of this process: the side a terminal program would hold, and the side handed to what is tested.</summary>
sealed unsafe partial class PseudoTerminal : IDisposable
{
    const int ReadWrite = 2;
    const int NoControllingTerminal = 0x100;

    int _master;

    internal PseudoTerminal()
    {
        _master = Check(OpenMaster(ReadWrite | NoControllingTerminal));
        Check(Grant(_master));
        Check(Unlock(_master));
        byte* name = stackalloc byte[128];
        Check(GetName(_master, name, 128));
        Slave = Check(Open(name, ReadWrite | NoControllingTerminal));
    }

    /// <summary>The descriptor a program would have as its standard input and output.</summary>
    internal int Slave { get; private set; }

    /// <summary>The raw settings, for comparing.</summary>
    internal byte[] Settings()
    {
        byte[] bytes = new byte[256];
        fixed (byte* start = bytes) Check(TuiChat.Terminal.Libc.GetAttributes(Slave, start));
        return bytes;
    }

    internal void SendKeys(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes) Assert.Equal(bytes.Length, (int)TuiChat.Terminal.Libc.Write(_master, start, (nuint)bytes.Length));
    }

    /// <summary>The device of <see cref="Slave"/>, for a shell to open.</summary>
    internal string SlavePath => new FileInfo($"/proc/self/fd/{Slave}").LinkTarget ?? throw new InvalidOperationException("The descriptor has no name.");

    /// <summary>Waits until something is written; false when the time is up.</summary>
    internal bool WaitForOutput(TimeSpan timeout) =>
        TuiChat.Terminal.Libc.Wait(_master, TuiChat.Terminal.Libc.PollIn, -1, (int)timeout.TotalMilliseconds, out bool isReady, out _) > 0 && isReady;

    /// <summary>Everything written so far.</summary>
    internal string ReceiveOutput()
    {
        byte[] buffer = new byte[65536];
        var text = new StringBuilder();
        while (TuiChat.Terminal.Libc.Wait(_master, TuiChat.Terminal.Libc.PollIn, -1, 0, out bool isReady, out _) > 0 && isReady)
        {
            nint count;
            fixed (byte* start = buffer) count = TuiChat.Terminal.Libc.Read(_master, start, (nuint)buffer.Length);
            if (count <= 0) break;

            text.Append(Encoding.UTF8.GetString(buffer, 0, (int)count));
        }

        return text.ToString();
    }

    internal void HangUp()
    {
        if (_master >= 0) _ = Close(_master);
        _master = -1;
    }

    public void Dispose()
    {
        HangUp();
        if (Slave >= 0) _ = Close(Slave);
        Slave = -1;
    }

    static int Check(int result)
    {
        Assert.True(result >= 0, Marshal.GetLastPInvokeErrorMessage());
        return result;
    }

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

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int fd);
}
