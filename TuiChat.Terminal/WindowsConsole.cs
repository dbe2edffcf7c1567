using Microsoft.Win32.SafeHandles;

namespace TuiChat.Terminal;

/// <summary>The console of this process, by the Windows calls. Never run so far: what is here follows the documentation.</summary>
sealed unsafe class WindowsConsole : IWindowsConsole, IDisposable
{
    const int InputHandle = -10;
    const int OutputHandle = -11;
    const uint WaitFirst = 0;

    readonly nint _input = Kernel32.GetStandardHandle(InputHandle);
    readonly nint _output = Kernel32.GetStandardHandle(OutputHandle);
    readonly AutoResetEvent _wake = new(initialState: false);

    public uint? InputMode => Kernel32.GetMode(_input, out uint mode) != 0 ? mode : null;

    public uint? OutputMode => Kernel32.GetMode(_output, out uint mode) != 0 ? mode : null;

    public (uint Input, uint Output) CodePages
    {
        get => (Kernel32.GetInputCodePage(), Kernel32.GetOutputCodePage());
        set
        {
            // A refusal leaves the page as it is; then other letters than those of ASCII look wrong, and nothing else is lost.
            _ = Kernel32.SetInputCodePage(value.Input);
            _ = Kernel32.SetOutputCodePage(value.Output);
        }
    }

    public TerminalSize? Size => Kernel32.GetScreenInfo(_output, out Kernel32.ScreenInfo info) != 0
        ? new TerminalSize(info.Right - info.Left + 1, info.Bottom - info.Top + 1)
        : null;

    public bool SetInputMode(uint mode) => Kernel32.SetMode(_input, mode) != 0;

    public bool SetOutputMode(uint mode) => Kernel32.SetMode(_output, mode) != 0;

    public bool WaitForInput(TimeSpan timeout)
    {
        SafeWaitHandle wake = _wake.SafeWaitHandle;
        nint* handles = stackalloc nint[2];
        handles[0] = _input;
        handles[1] = wake.DangerousGetHandle();
        return Kernel32.WaitForAny(2, handles, 0, (uint)Math.Max(0, timeout.TotalMilliseconds)) == WaitFirst;
    }

    public void Wake() => _wake.Set();

    public int ReadInput(Span<ConsoleRecord> records)
    {
        if (Kernel32.CountInput(_input, out uint waiting) == 0) return -1;
        if (waiting == 0) return 0;

        fixed (ConsoleRecord* start = records)
            return Kernel32.ReadInput(_input, start, (uint)records.Length, out uint read) != 0 ? (int)read : -1;
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            return Kernel32.WriteFile(_output, start, (uint)bytes.Length, out uint written, 0) != 0 ? (int)written : -1;
    }

    public void Dispose() => _wake.Dispose();
}
