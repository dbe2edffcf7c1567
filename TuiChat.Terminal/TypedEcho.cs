using System.Buffers.Binary;

namespace TuiChat.Terminal;

/// <summary>
/// Whether a terminal that is used line by line shows what is typed: off while something secret is asked for. Does nothing where the
/// descriptor is no terminal. The terminal is given back as it was by <see cref="Dispose"/>.
/// </summary>
/// <param name="input">The descriptor that is read from.</param>
public sealed unsafe class TypedEcho(int input = 0) : IDisposable
{
    /// <summary>ENABLE_ECHO_INPUT of Windows.</summary>
    const uint WindowsEcho = 0x4;

    /// <summary>STD_INPUT_HANDLE of Windows.</summary>
    const int WindowsInput = -10;

    /// <summary>ECHO, the same on Linux and macOS.</summary>
    const uint Echo = 0x8;

    readonly Lock _gate = new();
    byte[]? _found;
    uint _foundMode;

    // ECHONL: the end of the line is shown all the same, so that what follows begins on a line of its own.
    static uint EchoNewline => OperatingSystem.IsMacOS() ? 0x10u : 0x40u;

    // c_lflag is the fourth field of termios, of 4 bytes each in glibc and musl, of 8 on macOS.
    static int LocalFlagsOffset => OperatingSystem.IsMacOS() ? 24 : 12;

    /// <summary>Hides what is typed from now on, or shows it again. Says whether it is hidden now. Any thread.</summary>
    public bool Hide(bool isHidden)
    {
        lock (_gate)
        {
            if (isHidden == _found is not null) return isHidden;
            if (OperatingSystem.IsWindows()) HideOnWindows(isHidden);
            else HideOnUnix(isHidden);
            return _found is not null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Hide(false);

    void HideOnUnix(bool isHidden)
    {
        if (!isHidden)
        {
            fixed (byte* found = _found) _ = Libc.SetAttributes(input, Libc.SetNow, found);
            _found = null;
            return;
        }
        var settings = new byte[Libc.TermiosBytes];
        fixed (byte* start = settings)
        {
            if (Libc.IsTerminal(input) == 0 || Libc.GetAttributes(input, start) != 0) return;
            byte[] before = [.. settings];
            var flags = settings.AsSpan(LocalFlagsOffset, sizeof(uint));
            var now = (BinaryPrimitives.ReadUInt32LittleEndian(flags) & ~Echo) | EchoNewline;
            BinaryPrimitives.WriteUInt32LittleEndian(flags, now);
            if (Libc.SetAttributes(input, Libc.SetNow, start) == 0) _found = before;
        }
    }

    void HideOnWindows(bool isHidden)
    {
        var handle = Kernel32.GetStandardHandle(WindowsInput);
        if (!isHidden)
        {
            _ = Kernel32.SetMode(handle, _foundMode);
            _found = null;
            return;
        }
        if (Kernel32.GetMode(handle, out _foundMode) == 0) return;
        if (Kernel32.SetMode(handle, _foundMode & ~WindowsEcho) != 0) _found = [];
    }
}
