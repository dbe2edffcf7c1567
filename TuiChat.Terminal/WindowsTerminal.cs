using System.Runtime.InteropServices;
using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// The Windows console by its virtual terminal sequences (Windows 10 1809 and later). Restores modes and code pages on every way out:
/// <see cref="Leave"/>, process exit, unhandled exceptions, Ctrl+Break, closing the window. One thread reads; everything else is safe
/// from any thread. Tested on a console in memory; never run on Windows so far.
/// </summary>
public sealed class WindowsTerminal : ITerminal
{
    // Console modes (https://learn.microsoft.com/windows/console/setconsolemode).
    internal const uint ProcessedInput = 0x1, LineInput = 0x2, EchoInput = 0x4, WindowInput = 0x8, QuickEdit = 0x40, ExtendedFlags = 0x80, VirtualTerminalInput = 0x200;
    internal const uint ProcessedOutput = 0x1, VirtualTerminalOutput = 0x4, NoAutoReturn = 0x8;
    internal const uint Utf8 = 65001;

    // Records that tell of a new size are not sent for every kind of change, so the size is also looked at.
    static readonly TimeSpan SizeInterval = TimeSpan.FromMilliseconds(250);

    readonly IWindowsConsole _console;
    readonly List<PosixSignalRegistration> _registrations = [];
    readonly TerminalModes _modes = new();
    readonly Queue<byte> _pending = new();
    readonly ConsoleRecord[] _records = new ConsoleRecord[128];
    readonly object _gate = new();
    TerminalCapabilities _capabilities;
    TerminalSize _size;
    (uint Input, uint Output, (uint, uint) Pages)? _saved;
    char _highSurrogate;
    bool _isActive;
    bool _isHungUp;
    int _isWoken;

    /// <summary>Makes a terminal on the console of this process; nothing happens until <see cref="Enter"/>.</summary>
    /// <param name="environment">Looks an environment variable up; null when unset.</param>
    public WindowsTerminal(Func<string, string?> environment)
        : this(environment, new WindowsConsole())
    {
    }

    internal WindowsTerminal(Func<string, string?> environment, IWindowsConsole console)
    {
        _console = console;
        // TERM is not set here, and every console that takes the sequences has all colours.
        ColorDepth depth = string.IsNullOrEmpty(environment("NO_COLOR")) ? ColorDepth.TrueColor : ColorDepth.None;
        _capabilities = new TerminalCapabilities { Depth = depth };
        _size = Size;
    }

    /// <inheritdoc/>
    public TerminalSize Size => _console.Size ?? new TerminalSize(80, 24);

    /// <inheritdoc/>
    public TerminalCapabilities Capabilities => Volatile.Read(ref _capabilities);

    /// <inheritdoc/>
    public bool IsMouseCaptured
    {
        get
        {
            lock (_gate) return _modes.IsMouseCaptured;
        }

        set
        {
            lock (_gate)
            {
                if (_modes.IsMouseCaptured == value) return;

                _modes.IsMouseCaptured = value;
                if (_isActive) WriteAll(TerminalModes.Mouse(value));
            }
        }
    }

    /// <summary>Why there can be no full screen here, as one sentence that says what to do; null when there can.</summary>
    public static string? CannotRun()
    {
        using var console = new WindowsConsole();
        return CannotRun(console);
    }

    /// <inheritdoc/>
    public void Enter()
    {
        lock (_gate)
        {
            if (_isActive) return;

            if (_console.InputMode is not { } input || _console.OutputMode is not { } output) throw new IOException("There is no console.");
            _saved ??= (input, output, _console.CodePages);
            uint raw = (input & ~(ProcessedInput | LineInput | EchoInput | QuickEdit)) | ExtendedFlags | WindowInput | VirtualTerminalInput;
            if (!_console.SetInputMode(raw) || !_console.SetOutputMode(output | ProcessedOutput | VirtualTerminalOutput | NoAutoReturn))
            {
                Restore();
                throw new IOException("This console does not know the sequences of terminals; Windows 10 1809 and later do.");
            }

            _console.CodePages = (Utf8, Utf8);
            _isActive = true;
            RegisterOnce();
            WriteAll(_modes.Enter(_capabilities));
            WriteAll(_modes.Upgrade(_capabilities));
        }
    }

    /// <inheritdoc/>
    public void Leave()
    {
        lock (_gate)
        {
            if (!_isActive) return;

            WriteAll(_modes.Leave());
            _isActive = false;
            Restore();
        }
    }

    /// <inheritdoc/>
    public ReadResult Read(Span<byte> buffer, TimeSpan? timeout)
    {
        long? deadline = timeout is null ? null : Environment.TickCount64 + (long)Math.Ceiling(timeout.Value.TotalMilliseconds);
        while (true)
        {
            if (Interlocked.Exchange(ref _isWoken, 0) != 0) return new ReadResult(ReadStatus.Woken);
            if (HasNewSize()) return new ReadResult(ReadStatus.Resized);
            if (Take(buffer) is var count and > 0) return new ReadResult(ReadStatus.Data, count);
            if (_isHungUp) return new ReadResult(ReadStatus.HungUp);

            TimeSpan rest = deadline is { } end ? TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)) : SizeInterval;
            bool isReady = _console.WaitForInput(rest < SizeInterval ? rest : SizeInterval);
            if (isReady) ReadRecords();
            else if (deadline is { } at && Environment.TickCount64 >= at && _isWoken == 0) return new ReadResult(ReadStatus.Timeout);
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        Interlocked.Exchange(ref _isWoken, 1);
        _console.Wake();
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isActive) WriteAll(bytes);
        }
    }

    /// <summary>Windows has no stopping of jobs: nothing happens.</summary>
    public void Suspend()
    {
    }

    /// <inheritdoc/>
    public void Accept(Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        lock (_gate)
        {
            Volatile.Write(ref _capabilities, _capabilities.With(reply));
            if (_isActive) WriteAll(_modes.Upgrade(_capabilities));
        }
    }

    /// <summary>Leaves, and lets go of the handlers.</summary>
    public void Dispose()
    {
        Leave();
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _registrations.Clear();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        (_console as IDisposable)?.Dispose();
    }

    internal static string? CannotRun(IWindowsConsole console) => (console.InputMode, console.OutputMode) switch
    {
        (null, _) => "Standard input is not a console: run it in a terminal window.",
        (_, null) => "Standard output is not a console: run it without a pipe.",
        _ => null,
    };

    // Ctrl+C comes as a key, since processed input is off; Ctrl+Break and closing the window come as these.
    void RegisterOnce()
    {
        if (_registrations.Count > 0 || !OperatingSystem.IsWindows()) return;

        foreach (PosixSignal signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, _ => Leave()));
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
    }

    void OnExit(object? sender, EventArgs e) => Leave();

    // All four are tried, whatever the others answer: there is nobody left to tell.
    void Restore()
    {
        if (_saved is not { } saved) return;

        _console.SetInputMode(saved.Input);
        _console.SetOutputMode(saved.Output);
        _console.CodePages = saved.Pages;
    }

    bool HasNewSize()
    {
        TerminalSize now = Size;
        if (now == _size) return false;

        _size = now;
        return true;
    }

    void ReadRecords()
    {
        int count = _console.ReadInput(_records);
        if (count < 0) _isHungUp = true;
        for (int i = 0; i < count; i++)
        {
            // A character pasted or made by Alt and digits comes with the release of Alt (VK_MENU, 0x12); the size is asked anew at each read.
            ConsoleRecord record = _records[i];
            bool isText = record.Type == ConsoleRecord.Key && record.Unit != '\0' && (record.IsDown != 0 || record.VirtualKey == 0x12);
            for (int n = Math.Max((ushort)1, record.Repeats); isText && n > 0; n--) Add(record.Unit);
        }
    }

    void Add(char unit)
    {
        if (char.IsHighSurrogate(unit))
        {
            _highSurrogate = unit;
            return;
        }

        Rune rune = Rune.TryCreate(_highSurrogate, unit, out Rune pair) ? pair : Rune.TryCreate(unit, out Rune single) ? single : Rune.ReplacementChar;
        _highSurrogate = '\0';
        Span<byte> bytes = stackalloc byte[4];
        foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)]) _pending.Enqueue(value);
    }

    int Take(Span<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length && _pending.TryDequeue(out byte value)) buffer[count++] = value;
        return count;
    }

    // Called with the lock held. Gives up when the console is gone; the reader learns of that by itself.
    void WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int written = _console.Write(bytes);
            if (written <= 0) return;
            bytes = bytes[written..];
        }
    }
}
