using System.Runtime.InteropServices;

namespace TuiChat.Terminal;

/// <summary>
/// The terminal on two file descriptors of a Unix process. Restores what it found on every way out: <see cref="Leave"/>, process
/// exit, unhandled exceptions, SIGTERM, SIGINT, SIGQUIT, SIGHUP and stopping. Never touches the framework's console, which would
/// set modes of its own. One thread reads; everything else is safe from any thread.
/// </summary>
public sealed unsafe class UnixTerminal : ITerminal
{
    const int ChunkBytes = 4096;
    // How long leaving waits for a blocked write before it throws the unsent output away.
    static readonly TimeSpan LeavePatience = TimeSpan.FromMilliseconds(500);

    readonly Func<string, string?> _environment;
    readonly int _input;
    readonly int _output;
    // The same terminal opened anew without blocking, or the descriptor itself where that fails.
    readonly int _writer;
    readonly byte[] _saved = new byte[Libc.TermiosBytes];
    readonly TerminalModes _modes = new();
    readonly WakePipe _wake = new();
    readonly List<PosixSignalRegistration> _registrations = [];
    // Guards the modes and every write. A monitor, because leaving must be able to give up on it.
    readonly object _gate = new();
    TerminalCapabilities _capabilities;
    bool _isSaved;
    bool _isEntered;
    bool _isActive;
    bool _isDisposed;
    volatile bool _isLeaving;
    volatile bool _isHungUp;
    volatile bool _isLent;
    int _notices;

    /// <summary>Makes a terminal; nothing happens until <see cref="Enter"/>.</summary>
    /// <param name="environment">Looks an environment variable up; null when unset.</param>
    /// <param name="input">The descriptor to read from.</param>
    /// <param name="output">The descriptor to write to.</param>
    public UnixTerminal(Func<string, string?> environment, int input = 0, int output = 1)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
        _input = input;
        _output = output;
        int writer = Libc.OpenForWriting(output);
        _writer = writer < 0 ? output : writer;
        _capabilities = TerminalCapabilities.FromEnvironment(environment);
    }

    [Flags]
    enum Notices
    {
        None = 0,
        Woken = 1,
        Resized = 2,
        Resumed = 4,
    }

    /// <inheritdoc/>
    public TerminalSize Size
    {
        get
        {
            if (Libc.TryGetSize(_output, out TerminalSize size) || Libc.TryGetSize(_input, out size)) return size;

            return new TerminalSize(Dimension("COLUMNS", 80), Dimension("LINES", 24));
        }
    }

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
    /// <param name="environment">Looks an environment variable up; null when unset.</param>
    /// <param name="input">The descriptor to read from.</param>
    /// <param name="output">The descriptor to write to.</param>
    public static string? CannotRun(Func<string, string?> environment, int input = 0, int output = 1)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (Libc.IsTerminal(input) == 0) return "Standard input is not a terminal: run it in a terminal window.";
        if (Libc.IsTerminal(output) == 0) return "Standard output is not a terminal: run it without a pipe.";

        return environment("TERM") switch
        {
            null or "" => "TERM is not set, so nothing is known about this terminal: set it (TERM=xterm-256color fits nearly all).",
            "dumb" => "This terminal cannot move its cursor (TERM=dumb): run it in another one.",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public void Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_isEntered) return;

            RegisterOnce();
            _isEntered = true;
            _isLeaving = false;
            if (_isLent) WriteAll(TerminalModes.TakeBack());
            _isLent = false;
            Activate();
        }
    }

    /// <inheritdoc/>
    public void Leave() => Restore(isForGood: true);

    /// <inheritdoc/>
    public void Lend()
    {
        _isLent = true;
        Leave();
    }

    /// <inheritdoc/>
    public ReadResult Read(Span<byte> buffer, TimeSpan? timeout)
    {
        long? deadline = timeout is null ? null : Environment.TickCount64 + (long)Math.Ceiling(timeout.Value.TotalMilliseconds);
        while (true)
        {
            if (TakeNotice() is ReadStatus notice) return new ReadResult(notice);
            if (_isHungUp) return new ReadResult(ReadStatus.HungUp);

            int wait = deadline is null ? -1 : (int)Math.Clamp(deadline.Value - Environment.TickCount64, 0, int.MaxValue);
            int ready = Libc.Wait(_input, Libc.PollIn, _wake.ReadEnd, wait, out bool isReady, out bool isWoken);
            if (ready < 0 && Marshal.GetLastPInvokeError() != Libc.Interrupted) throw Failed("wait for input");
            if (ready == 0) return new ReadResult(ReadStatus.Timeout);
            if (isWoken) _wake.Drain();
            else if (isReady && ReadNow(buffer) is int count) return new ReadResult(ReadStatus.Data, count);
        }
    }

    /// <inheritdoc/>
    public void Wake() => Notify(Notices.Woken);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isActive) WriteAll(bytes);
        }
    }

    /// <inheritdoc/>
    public void Suspend()
    {
        // To the whole job, as the key would; our own handler gives the terminal back and then stops us.
        _ = Libc.Kill(0, Libc.SignalTerminalStop);
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

    /// <summary>Leaves, and lets go of the signals.</summary>
    public void Dispose()
    {
        Leave();
        lock (_gate)
        {
            if (_isDisposed) return;

            _isDisposed = true;
            if (_isLent) EndLoan();
        }

        // Outside the lock: disposing waits for handlers that run, and they take it.
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        _wake.Dispose();
        if (_writer != _output) _ = Libc.Close(_writer);
    }

    /// <summary>What the SIGTSTP handler does before it stops the process.</summary>
    internal void OnStop() => Restore(isForGood: false);

    /// <summary>What the SIGCONT handler does: raw mode and screen again, if they were ours.</summary>
    internal void OnContinue()
    {
        try
        {
            lock (_gate)
            {
                if (!_isEntered) return;

                _isLeaving = false;
                Activate();
            }
        }
        catch (IOException)
        {
            // The terminal went away: whoever is stopped then is continued as well.
            OnHangUp();
            return;
        }

        Notify(Notices.Resumed);
    }

    void RegisterOnce()
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Windows consoles are no Unix terminals.");
        if (_registrations.Count > 0) return;

        // The framework's own handlers would write back the termios they found: cancelling keeps them from it.
        Register(PosixSignal.SIGWINCH, cancel: true, () => Notify(Notices.Resized));
        Register(PosixSignal.SIGCONT, cancel: true, OnContinue);
        Register(PosixSignal.SIGTSTP, cancel: true, () =>
        {
            OnStop();
            _ = Libc.Kill(Libc.GetProcessId(), Libc.SignalStop);
        });
        // Whether the process ends is for the application to say, by a registration of its own.
        Register(PosixSignal.SIGTERM, cancel: false, Leave);
        RegisterKey(PosixSignal.SIGINT);
        RegisterKey(PosixSignal.SIGQUIT);
        Register(PosixSignal.SIGHUP, cancel: false, OnHangUp);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
    }

    void Register(PosixSignal signal, bool cancel, Action action)
        => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            if (cancel) context.Cancel = true;
            action();
        }));

    // A key on the terminal sends it to the whole job; while another program has the terminal it is meant for that one.
    void RegisterKey(PosixSignal signal)
        => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            if (_isLent) context.Cancel = true;
            else Leave();
        }));

    void OnExit(object? sender, EventArgs e) => Leave();

    void OnHangUp()
    {
        _isHungUp = true;
        Leave();
        _wake.Signal();
    }

    // The settings are saved once, before the first raw mode, and never captured again.
    void Activate()
    {
        byte* raw = stackalloc byte[Libc.TermiosBytes];
        fixed (byte* saved = _saved)
        {
            if (!_isSaved && Libc.GetAttributes(_input, saved) != 0) throw Failed("read the terminal's settings");

            _isSaved = true;
            Buffer.MemoryCopy(saved, raw, Libc.TermiosBytes, Libc.TermiosBytes);
        }

        Libc.MakeRaw(raw);
        if (Libc.SetAttributes(_input, Libc.SetNow, raw) != 0) throw Failed("set the terminal to raw mode");

        _isActive = true;
        WriteAll(_modes.Enter(_capabilities));
        WriteAll(_modes.Upgrade(_capabilities));
    }

    // Never throws: it runs while the process dies, and there is nobody left to tell.
    void Restore(bool isForGood)
    {
        // A write that waits for the terminal sees this and comes back.
        _isLeaving = true;
        bool isLocked = Monitor.TryEnter(_gate, LeavePatience);
        try
        {
            if (isForGood) _isEntered = false;
            if (!_isActive) return;

            _isActive = false;
            // Without the lock a write hangs for good, and another would hang behind it.
            if (isLocked) WriteFarewell();
            // Answers still under way would be typed into the shell.
            _ = Libc.Flush(_input, Libc.FlushInput);
            fixed (byte* saved = _saved) _ = Libc.SetAttributes(_input, Libc.SetNow, saved);
        }
        finally
        {
            if (isLocked) Monitor.Exit(_gate);
        }
    }

    // A terminal that takes nothing for so long loses its backlog, so that the modes are reset when it comes back.
    void WriteFarewell()
    {
        if (Libc.Wait(_writer, Libc.PollOut, -1, (int)LeavePatience.TotalMilliseconds, out _, out _) == 0) _ = Libc.Flush(_output, Libc.FlushOutput);
        WriteNow(_modes.Leave());
    }

    // The program it was lent to was ended with this one, and had no time to clean up.
    void EndLoan()
    {
        if (_isHungUp) return;

        if (Libc.Wait(_writer, Libc.PollOut, -1, (int)LeavePatience.TotalMilliseconds, out _, out _) > 0) WriteNow(TerminalModes.LeaveAfterLoan());
        fixed (byte* saved = _saved) _ = Libc.SetAttributes(_input, Libc.SetNow, saved);
    }

    void WriteNow(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) _ = Libc.Write(_writer, start, (nuint)bytes.Length);
    }

    int? ReadNow(Span<byte> buffer)
    {
        nint count;
        fixed (byte* start = buffer) count = Libc.Read(_input, start, (nuint)buffer.Length);
        if (count > 0) return (int)count;

        int error = Marshal.GetLastPInvokeError();
        // Zero bytes, or EIO: the other end is closed.
        if (count == 0 || (error != Libc.Interrupted && error != Libc.TryAgain)) _isHungUp = true;
        return null;
    }

    // Called with the lock held. Gives up when the terminal is gone or we are leaving; the reader learns of a hang-up by itself.
    void WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isLeaving && !_isHungUp)
        {
            if (Libc.Wait(_writer, Libc.PollOut, -1, 100, out _, out _) == 0) continue;

            nint written;
            fixed (byte* start = bytes) written = Libc.Write(_writer, start, (nuint)Math.Min(bytes.Length, ChunkBytes));
            if (written >= 0) bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is int error && error != Libc.Interrupted && error != Libc.TryAgain) return;
        }
    }

    void Notify(Notices notice)
    {
        Interlocked.Or(ref _notices, (int)notice);
        _wake.Signal();
    }

    // The most telling first; the others stay for the next read.
    ReadStatus? TakeNotice()
    {
        var notices = (Notices)Volatile.Read(ref _notices);
        if (notices == Notices.None) return null;

        (Notices notice, ReadStatus status) = notices switch
        {
            _ when (notices & Notices.Resumed) != 0 => (Notices.Resumed, ReadStatus.Resumed),
            _ when (notices & Notices.Resized) != 0 => (Notices.Resized, ReadStatus.Resized),
            _ => (Notices.Woken, ReadStatus.Woken),
        };
        Interlocked.And(ref _notices, ~(int)notice);
        return status;
    }

    int Dimension(string variable, int otherwise)
        => int.TryParse(_environment(variable), out int value) && value is > 0 and < 10_000 ? value : otherwise;

    static IOException Failed(string what)
        => new($"Could not {what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
