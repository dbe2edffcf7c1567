using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// A terminal in memory: shows what an application draws and types into it. Used by tests and wherever an application runs
/// without a screen. Every member may be called from any thread.
/// </summary>
public sealed class VirtualTerminal : ITerminal
{
    readonly object _gate = new();
    readonly VirtualScreen _screen;
    readonly TerminalModes _modes = new();
    readonly List<byte> _input = [];
    readonly List<Waiter> _waiters = [];
    TerminalCapabilities _capabilities;
    bool _isEntered;
    bool _isWoken;
    bool _isResized;
    bool _isResumed;
    bool _isHungUp;

    /// <summary>Makes a terminal with a blank screen.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="model">How it measures clusters.</param>
    /// <param name="capabilities">What is known of it from the start; null: true colour, nothing else proven.</param>
    public VirtualTerminal(TerminalSize size, WidthModel model = WidthModel.Cluster, TerminalCapabilities? capabilities = null)
    {
        _capabilities = capabilities ?? new TerminalCapabilities { Depth = ColorDepth.TrueColor };
        _screen = new VirtualScreen(size, model, Answer);
    }

    /// <summary>The terminal answers queries as a modern one does; off, it only answers the last one, as old ones do.</summary>
    public bool AnswersQueries { get; init; } = true;

    /// <summary>The terminal's font is East Asian: characters whose width Unicode leaves open take two columns.</summary>
    public bool AmbiguousIsWide
    {
        get => Locked(() => _screen.Grid.AmbiguousIsWide);
        init => _screen.Grid.AmbiguousIsWide = value;
    }

    /// <inheritdoc/>
    public TerminalSize Size => Locked(() => _screen.Grid.Size);

    /// <inheritdoc/>
    public TerminalCapabilities Capabilities => Locked(() => _capabilities);

    /// <inheritdoc/>
    public bool IsMouseCaptured
    {
        get => Locked(() => _modes.IsMouseCaptured);
        set
        {
            lock (_gate)
            {
                if (_modes.IsMouseCaptured == value) return;

                _modes.IsMouseCaptured = value;
                if (_isEntered) _screen.Write(TerminalModes.Mouse(value));
                Notify();
            }
        }
    }

    /// <summary>The application has taken the terminal over.</summary>
    public bool IsEntered => Locked(() => _isEntered);

    /// <summary>The whole screen, rows without trailing blanks, joined by LF.</summary>
    public string ScreenText()
    {
        lock (_gate) return string.Join('\n', Enumerable.Range(0, _screen.Grid.Size.Height).Select(_screen.Grid.Row));
    }

    /// <summary>One row without trailing blanks.</summary>
    public string Row(int y) => Locked(() => _screen.Grid.Row(y));

    /// <summary>The cluster in a cell; empty in the second half of a wide one.</summary>
    public string TextAt(int x, int y) => Locked(() => _screen.Grid[x, y].Text);

    /// <summary>The look of a cell.</summary>
    public Style StyleAt(int x, int y) => Locked(() => _screen.Grid[x, y].Style);

    /// <summary>The hyperlink of a cell, or null.</summary>
    public string? LinkAt(int x, int y) => Locked(() => _screen.Grid[x, y].Link);

    /// <summary>Where the cursor is shown; null while it is hidden.</summary>
    public (int X, int Y)? Cursor => Locked<(int, int)?>(() => _screen.Modes.Contains(25) ? (_screen.Grid.X, _screen.Grid.Y) : null);

    /// <summary>The cursor's shape.</summary>
    public CursorShape CursorShape => Locked(() => (CursorShape)_screen.CursorShape);

    /// <summary>The private modes that are set, ascending; 7 (wrap) and 25 (cursor) are so from the start.</summary>
    public IReadOnlyList<int> Modes => Locked(() => _screen.Modes.ToArray());

    /// <summary>Every mode, stack and shape is as it was before the application came.</summary>
    public bool IsRestored => Locked(() => _screen.Modes.SetEquals([7, 25]) && _screen is
    { KittyDepth: 0, CursorShape: 0, TitleDepth: 0, IsKeypadApplication: false } && _screen.Grid.Style == Style.Default && _screen.Grid.Link is null
        && _screen.Grid.Top == 0 && _screen.Grid.Bottom == _screen.Grid.Size.Height);

    /// <summary>The window title.</summary>
    public string Title => Locked(() => _screen.Title);

    /// <summary>What was last put on the clipboard; null when nothing was.</summary>
    public string? Clipboard => Locked(() => _screen.Clipboard);

    /// <summary>What the desktop was told, as the sequences say it: <c>9;TEXT</c> or <c>777;notify;TITLE;TEXT</c>.</summary>
    public IReadOnlyList<string> Notifications => Locked(() => _screen.Notifications.ToArray());

    /// <summary>How often the bell rang.</summary>
    public int Bells => Locked(() => _screen.Bells);

    /// <summary>Sequences the emulation does not know; an application should leave it empty.</summary>
    public IReadOnlyList<string> Unknown => Locked(() => _screen.Unknown.ToArray());

    /// <summary>How many frames were written.</summary>
    public int WriteCount { get; private set; }

    /// <summary>How many bytes the frames had.</summary>
    public long BytesWritten { get; private set; }

    /// <inheritdoc/>
    public void Enter()
    {
        lock (_gate)
        {
            if (_isEntered) return;

            _isEntered = true;
            _screen.Write(_modes.Enter(_capabilities));
            byte[] upgrade = _modes.Upgrade(_capabilities);
            _screen.Write(upgrade);
            Notify();
        }
    }

    /// <inheritdoc/>
    public void Leave()
    {
        lock (_gate)
        {
            if (!_isEntered) return;

            _isEntered = false;
            _screen.Write(_modes.Leave());
            Notify();
        }
    }

    /// <inheritdoc/>
    public ReadResult Read(Span<byte> buffer, TimeSpan? timeout)
    {
        long? deadline = timeout is null ? null : Environment.TickCount64 + (long)timeout.Value.TotalMilliseconds;
        lock (_gate)
        {
            while (true)
            {
                if (_input.Count > 0) return TakeInput(buffer);
                if (_isHungUp) return new ReadResult(ReadStatus.HungUp);
                if (Taken(ref _isResumed)) return new ReadResult(ReadStatus.Resumed);
                if (Taken(ref _isResized)) return new ReadResult(ReadStatus.Resized);
                if (Taken(ref _isWoken)) return new ReadResult(ReadStatus.Woken);

                long rest = deadline - Environment.TickCount64 ?? int.MaxValue;
                if (rest <= 0) return new ReadResult(ReadStatus.Timeout);

                Monitor.Wait(_gate, (int)Math.Min(rest, int.MaxValue));
            }
        }
    }

    /// <inheritdoc/>
    public void Wake() => Signal(ref _isWoken);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (!_isEntered || bytes.IsEmpty) return;

            WriteCount++;
            BytesWritten += bytes.Length;
            _screen.Write(bytes);
            Notify();
        }
    }

    /// <summary>Acts as if the user had stopped the job and continued it at once.</summary>
    public void Suspend()
    {
        lock (_gate)
        {
            Leave();
            Enter();
            Signal(ref _isResumed);
        }
    }

    /// <inheritdoc/>
    public void Accept(Reply reply)
    {
        lock (_gate)
        {
            _capabilities = _capabilities.With(reply);
            if (_isEntered) _screen.Write(_modes.Upgrade(_capabilities));
        }
    }

    /// <summary>The user presses a key, given as text ("Ctrl+K", "Alt+Enter", "a").</summary>
    public void Press(string key)
    {
        lock (_gate) SendBytes(KeyEncoder.Encode(Key.Parse(key), _screen.KittyDepth > 0));
    }

    /// <summary>The user types text; line ends are Enter.</summary>
    public void Type(string text) => SendBytes(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r")));

    /// <summary>The user pastes text, bracketed if the application asked for it.</summary>
    public void Paste(string text)
    {
        string body = text.ReplaceLineEndings("\r");
        SendBytes(Encoding.UTF8.GetBytes(Modes.Contains(2004) ? $"\e[200~{body}\e[201~" : body));
    }

    /// <summary>The user presses and releases a mouse button (or turns the wheel) over a cell; nothing unless the mouse is captured.</summary>
    public void Click(int x, int y, MouseButton button = MouseButton.Left)
    {
        if (!Modes.Contains(1000)) return;

        int code = button >= MouseButton.WheelUp ? 64 + (button - MouseButton.WheelUp) : button - MouseButton.Left;
        string release = button >= MouseButton.WheelUp ? "" : $"\e[<{code};{x + 1};{y + 1}m";
        SendBytes(Encoding.ASCII.GetBytes($"\e[<{code};{x + 1};{y + 1}M{release}"));
    }

    /// <summary>Bytes arrive from the terminal.</summary>
    public void SendBytes(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _input.AddRange(bytes);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The user changes the window's size; the screen is blank then.</summary>
    public void Resize(TerminalSize size)
    {
        lock (_gate)
        {
            if (size == _screen.Grid.Size) return;

            _screen.Grid.Resize(size);
            Signal(ref _isResized);
            Notify();
        }
    }

    /// <summary>The terminal goes away; input already sent is still read.</summary>
    public void HangUp() => Signal(ref _isHungUp);

    /// <summary>Waits until the screen, or anything else here, is as asked. Looked at after every write, not in between.</summary>
    /// <param name="condition">Called with the terminal locked; must not block.</param>
    /// <param name="cancellationToken">Ends the wait; give it a deadline.</param>
    public Task WaitForAsync(Func<VirtualTerminal, bool> condition, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (condition(this)) return Task.CompletedTask;

            var waiter = new Waiter(condition, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiters.Add(waiter);
            return AwaitAsync(waiter, cancellationToken);
        }
    }

    /// <summary>Leaves.</summary>
    public void Dispose() => Leave();

    async Task AwaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Source.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _waiters.Remove(waiter);
        }
    }

    ReadResult TakeInput(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _input.Count);
        for (int i = 0; i < count; i++) buffer[i] = _input[i];
        _input.RemoveRange(0, count);
        return new ReadResult(ReadStatus.Data, count);
    }

    void Answer(string text)
    {
        if (AnswersQueries || text.EndsWith('c')) SendBytes(Encoding.ASCII.GetBytes(text));
    }

    // A condition may call back into this class: the lock is re-entrant.
    void Notify()
    {
        foreach (Waiter waiter in _waiters)
        {
            if (!waiter.Source.Task.IsCompleted && waiter.Condition(this)) waiter.Source.SetResult();
        }
    }

    void Signal(ref bool flag)
    {
        lock (_gate)
        {
            flag = true;
            Monitor.PulseAll(_gate);
        }
    }

    static bool Taken(ref bool flag)
    {
        bool was = flag;
        flag = false;
        return was;
    }

    T Locked<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    sealed record Waiter(Func<VirtualTerminal, bool> Condition, TaskCompletionSource Source);
}
