namespace TuiChat.Terminal;

/// <summary>
/// The two threads beside the UI thread: one blocked in reading the terminal, one writing frames. Owned by
/// <see cref="Application"/> while it runs.
/// </summary>
sealed class TerminalThreads : IDisposable
{
    // A stalled terminal must not keep the program from ending; what is missing then is only the last frame.
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    readonly ITerminal _terminal;
    readonly InputReader _reader;
    readonly Action<TerminalEvent> _dispatch;
    readonly Action<Exception> _failed;
    readonly Thread _input;
    readonly ManualResetEventSlim _mayRead = new(initialState: true);
    readonly ManualResetEventSlim _isPaused = new();
    volatile bool _isStopping;

    /// <summary>Starts both threads on an entered terminal.</summary>
    public TerminalThreads(ITerminal terminal, TimeSpan escapeDelay, Action<TerminalEvent> dispatch, Action frameWritten, Action<Exception> failed)
    {
        _terminal = terminal;
        _dispatch = dispatch;
        _failed = failed;
        _reader = new InputReader(terminal, escapeDelay);
        Writer = new FrameWriter(terminal, frameWritten, failed);
        _input = new Thread(ReadLoop) { IsBackground = true, Name = "terminal input" };
        _input.Start();
    }

    /// <summary>The writer of frames.</summary>
    public FrameWriter Writer { get; }

    /// <summary>Lets the frame on its way finish and stops reading until the result is disposed.</summary>
    public IDisposable Pause()
    {
        Writer.Drain(Patience);
        _isPaused.Reset();
        _mayRead.Reset();
        _terminal.Wake();
        _isPaused.Wait(Patience);
        return new Resumption(_mayRead);
    }

    /// <summary>Ends both threads; waits a little for each, as a blocked write may never return.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _mayRead.Set();
        _terminal.Wake();
        _input.Join(Patience);
        Writer.Dispose();
        Writer.Join(Patience);
    }

    void ReadLoop()
    {
        try
        {
            var events = new List<TerminalEvent>();
            bool isOpen = true;
            while (isOpen && !_isStopping)
            {
                if (!_mayRead.IsSet)
                    _isPaused.Set();
                _mayRead.Wait();
                isOpen = _reader.Read(events);
                events.ForEach(_dispatch);
                events.Clear();
            }
        }
        catch (Exception reason)
        {
            // The reason ends the application on its own thread, where the terminal is restored.
            _failed(reason);
        }
    }

    sealed class Resumption(ManualResetEventSlim mayRead) : IDisposable
    {
        public void Dispose() => mayRead.Set();
    }
}
