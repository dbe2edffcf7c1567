namespace TuiChat.Terminal;

/// <summary>
/// Writes frames on a thread of its own, one at a time, so that a terminal that takes nothing (a stalled ssh link) never
/// stops the UI thread. The UI thread starts a frame only while <see cref="IsIdle"/>.
/// </summary>
sealed class FrameWriter : IDisposable
{
    readonly object _gate = new();
    readonly ITerminal _terminal;
    readonly Action _written;
    readonly Action<Exception> _failed;
    readonly Thread _thread;
    ReadOnlyMemory<byte> _frame;
    bool _isBusy;
    bool _isStopping;

    /// <summary>Starts the thread.</summary>
    /// <param name="terminal">Where frames go.</param>
    /// <param name="written">Called on the writer's thread after each frame.</param>
    /// <param name="failed">Called on the writer's thread when writing failed; no frame is written after that.</param>
    public FrameWriter(ITerminal terminal, Action written, Action<Exception> failed)
    {
        _terminal = terminal;
        _written = written;
        _failed = failed;
        // Background: a write that never returns must not keep the process alive.
        _thread = new Thread(Run) { IsBackground = true, Name = "terminal writer" };
        _thread.Start();
    }

    /// <summary>No frame is on its way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return !_isBusy;
        }
    }

    /// <summary>Hands a frame over, which must stay unchanged until <see cref="IsIdle"/> again.</summary>
    public void Begin(ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            if (_isBusy)
                throw new InvalidOperationException("A frame is on its way already.");
            _frame = frame;
            _isBusy = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the frame on its way is written. False when the time is up before.</summary>
    public bool Drain(TimeSpan patience)
    {
        lock (_gate)
            return !_isBusy || (Monitor.Wait(_gate, patience) && !_isBusy);
    }

    /// <summary>Waits until the thread has ended, after <see cref="Dispose"/>. False when the time is up before.</summary>
    public bool Join(TimeSpan patience) => _thread.Join(patience);

    /// <summary>Ends the thread after the frame on its way; does not wait for it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    void Run()
    {
        try
        {
            while (Next() is { } frame)
            {
                _terminal.Write(frame.Span);
                lock (_gate)
                {
                    _isBusy = false;
                    Monitor.PulseAll(_gate);
                }

                _written();
            }
        }
        catch (Exception reason)
        {
            // The reason ends the application on its own thread, where the terminal is restored.
            _failed(reason);
        }
    }

    ReadOnlyMemory<byte>? Next()
    {
        lock (_gate)
        {
            while (!_isBusy && !_isStopping)
                Monitor.Wait(_gate);
            return _isBusy ? (ReadOnlyMemory<byte>?)_frame : null; // without the cast, null would be an empty frame
        }
    }
}
