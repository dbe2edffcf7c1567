using System.Runtime.ExceptionServices;

namespace TuiChat.Terminal;

/// <summary>
/// The one loop of a full-screen program: takes the terminal's events and what other threads post, lets the views react,
/// and draws at most one frame for all of it. Views, timers and every member but <see cref="Post"/> and
/// <see cref="RequestStop"/> belong to the UI thread, which is the one that calls <see cref="Run"/>.
/// </summary>
public sealed class Application : IDisposable
{
    readonly ITerminal _terminal;
    readonly ApplicationOptions _options;
    readonly EventQueue _queue = new();
    readonly TimeoutQueue _timeouts;
    readonly LayerStack _layers;
    readonly ScreenRenderer _renderer = new();
    readonly UiSynchronizationContext _context;
    readonly FramePace _pace;
    readonly List<Action> _afterFrame = [];
    TerminalThreads? _threads;
    ExceptionDispatchInfo? _failure;
    StopReason? _stopReason;
    Theme? _theme;
    bool _needsDraw = true;
    bool _isTooSmall;
    bool _isLent;

    /// <summary>Makes an application that shows <paramref name="root"/>; nothing happens on the terminal yet.</summary>
    public Application(ITerminal terminal, View root, ApplicationOptions? options = null)
    {
        _terminal = terminal;
        _options = options ?? new ApplicationOptions();
        _timeouts = new TimeoutQueue(_options.TimeProvider);
        _layers = new LayerStack(this);
        _context = new UiSynchronizationContext(this);
        _pace = new FramePace(_options.TimeProvider, _options.FrameInterval);
        _theme = _options.Theme;
        KeyBindings = _options.KeyBindings ?? StandardBindings.Create();
        Root = root;
        _layers.SetRoot(root);
    }

    /// <summary>The view beneath all others.</summary>
    public View Root { get; private set; }

    /// <summary>The look; a new one is seen with the next frame.</summary>
    public Theme Theme
    {
        get => _theme ??= Theme.Plain(new ThemeSchema());
        set => _theme = value;
    }

    /// <summary>The key table.</summary>
    public KeyBindings KeyBindings { get; }

    /// <summary>The clock everything here goes by.</summary>
    public TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>The view that gets keys first, or null.</summary>
    public View? Focused => _layers.Focused;

    /// <summary>The top modal view, or null.</summary>
    public View? TopModal => _layers.TopModal;

    /// <summary>The terminal's window has the keyboard, as far as it has told.</summary>
    public bool HasTerminalFocus { get; private set; } = true;

    /// <summary>What the terminal does.</summary>
    public TerminalCapabilities Capabilities => _terminal.Capabilities;

    /// <summary>Characters whose width Unicode leaves open take two columns on this terminal; see <see cref="WidthPolicy"/>. Seen with the next frame.</summary>
    public bool AmbiguousIsWide
    {
        get;
        set
        {
            if (field == value)
                return;
            field = value;
            // Where the two disagreed about the width, the screen does not show what it was meant to.
            Redraw();
        }
    }

    /// <summary>Mouse events come to the views; while false the terminal's own text selection works.</summary>
    public bool IsMouseCaptured
    {
        get => _terminal.IsMouseCaptured;
        set => _terminal.IsMouseCaptured = value;
    }

    /// <summary>The size of the screen at the last frame.</summary>
    public TerminalSize Size { get; private set; }

    /// <summary>Set when the loop is to end.</summary>
    public bool IsStopping => _stopReason is not null;

    /// <summary>Something else uses the terminal (<see cref="RunOutsideAsync"/>).</summary>
    public bool IsLent => _isLent;

    /// <summary>The window got (true) or lost the keyboard.</summary>
    public event Action<bool>? TerminalFocusChanged;

    /// <summary>The terminal answered a query: <see cref="Capabilities"/> may know more.</summary>
    public event Action? CapabilitiesChanged;

    /// <summary>Somebody pressed a key, pasted, or used the mouse; raised before anything reacts to it.</summary>
    public event Action? Touched;

    /// <summary>A key nobody reacted to, after every view of the top layer was asked.</summary>
    public event Action<Key>? KeyUnhandled;

    /// <summary>Runs an action on the UI thread with the next turn of the loop. Any thread.</summary>
    public void Post(Action action)
    {
        _queue.Post(action);
        _options.Posted?.Invoke();
    }

    /// <summary>Runs an action once the next frame is on its way to the terminal, for what would only make that one late.</summary>
    public void AfterFrame(Action action) => _afterFrame.Add(action);

    /// <summary>Ends the loop after this turn. Any thread.</summary>
    public void RequestStop() => Post(() => _stopReason ??= StopReason.Requested);

    /// <summary>Runs an action once after a delay, unless the result is disposed before.</summary>
    public IDisposable AddTimeout(TimeSpan delay, Action action) => _timeouts.Add(delay, action);

    /// <summary>Gives a view the keyboard within its layer.</summary>
    public void SetFocus(View view) => _layers.Focus(view);

    /// <summary>Shows another view beneath all others; modal views stay.</summary>
    public void SetRoot(View root)
    {
        Root.Application = null;
        Root = root;
        _layers.SetRoot(root);
    }

    /// <summary>Shows a view above all others, which get no input until it is closed.</summary>
    public void OpenModal(View modal) => _layers.Open(modal);

    /// <summary>Closes a modal view; the keyboard goes back to who had it. False when it is not open.</summary>
    public bool CloseModal(View modal) => _layers.Close(modal);

    /// <summary>Shows a view above everything that never gets keys, such as a completion list.</summary>
    public void ShowOverlay(View overlay) => _layers.Show(overlay);

    /// <summary>Takes an overlay away; nothing happens when it is not shown.</summary>
    public void HideOverlay(View overlay) => _layers.Hide(overlay);

    /// <summary>Draws the whole screen anew with the next frame, in case something else wrote to it.</summary>
    public void Redraw()
    {
        _renderer.Invalidate();
        _needsDraw = true;
    }

    /// <summary>Sets the window title with the next frame.</summary>
    public void SetTitle(string title) => _renderer.SetTitle(title);

    /// <summary>Rings the bell with the next frame.</summary>
    public void Bell() => _renderer.Bell();

    /// <summary>Asks the terminal to tell the desktop something with the next frame; see <see cref="ScreenRenderer.NotifyDesktop"/>.</summary>
    public void NotifyDesktop(string title, string text, bool hasTitle) => _renderer.NotifyDesktop(title, text, hasTitle);

    /// <summary>Offers text to the system clipboard. False when it is too long.</summary>
    public bool CopyToClipboard(string text) => _renderer.CopyToClipboard(text);

    /// <summary>Gives the terminal back and stops the process as Ctrl+Z does; drawing goes on when it runs again.</summary>
    public void Suspend() => _terminal.Suspend();

    /// <summary>
    /// Lends the terminal to something that uses it itself, such as an editor, and takes it over again when that is done. The loop
    /// goes on meanwhile, without drawing. Called on the UI thread.
    /// </summary>
    public async Task RunOutsideAsync(Func<Task> work)
    {
        using IDisposable? pause = _threads?.Pause();
        _terminal.Lend();
        _isLent = true;
        try
        {
            await work();
        }
        finally
        {
            _isLent = false;
            if (!IsStopping)
                _terminal.Enter();
            Redraw();
        }
    }

    /// <summary>
    /// Enters the terminal and handles events until <see cref="RequestStop"/> or the terminal is gone. Whatever happens,
    /// on whichever thread, the terminal is given back; an exception of a view or of the terminal's threads comes out here.
    /// </summary>
    public StopReason Run()
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        using var guard = new TerminalGuard(_terminal);
        try
        {
            _terminal.Enter();
            _threads = new TerminalThreads(_terminal, _options.EscapeDelay, Dispatch, _queue.Wake, Fail);
            while (!IsStopping)
            {
                Step();
                if (!IsStopping)
                    _queue.Wait(UntilNextWork());
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
            _threads?.Dispose();
            _threads = null;
            _terminal.Leave();
        }

        return _stopReason ?? StopReason.Requested;
    }

    /// <summary>
    /// Takes the terminal and shows the first frame before the loop runs, for a program that has more to make until then. What is typed
    /// meanwhile waits. UI thread; whoever made the terminal gives it back if <see cref="Run"/> is never reached.
    /// </summary>
    public void Open()
    {
        _terminal.Enter();
        Draw();
    }

    /// <inheritdoc/>
    public void Dispose() => _threads?.Dispose();

    /// <summary>Handles all that waits, then draws if a frame is due and none is on its way.</summary>
    internal void Step()
    {
        HandleWaiting();
        if (_needsDraw && !_isLent && !IsStopping && IsWriterIdle && _pace.UntilFrame() == TimeSpan.Zero)
            Draw();
    }

    /// <summary>Handles all that waits now, events and due timers. True when there was something.</summary>
    internal bool HandleWaiting()
    {
        SynchronizationContext.SetSynchronizationContext(_context);
        using var policy = new WidthPolicy(AmbiguousIsWide);
        Queue<Action> batch = _queue.TakeAll();
        bool any = batch.Count > 0;
        while (batch.TryDequeue(out Action? action))
            action();
        any |= _timeouts.RunDue();
        _layers.TellFocus();
        _needsDraw |= any;
        _failure?.Throw();
        return any;
    }

    /// <summary>Lays everything out, draws it and hands the difference to the terminal.</summary>
    internal void Draw()
    {
        using var policy = new WidthPolicy(AmbiguousIsWide);
        _needsDraw = false;
        Size = _terminal.Size;
        DrawContext context = _renderer.BeginFrame(Size, _terminal.Capabilities);
        _isTooSmall = Size.Width < _options.MinimumSize.Width || Size.Height < _options.MinimumSize.Height;
        context.Clear(Theme[StandardRoles.Text]);
        if (_isTooSmall)
        {
            TooSmallNotice.Draw(context, Size, _options.MinimumSize, Theme[StandardRoles.Text]);
        }
        else
        {
            _layers.Layout(Size);
            _layers.Render(context);
        }

        ReadOnlyMemory<byte> frame = _renderer.EndFrame();
        _pace.Drawn();
        _afterFrame.ForEach(Post);
        _afterFrame.Clear();
        if (frame.IsEmpty)
            return;
        if (_threads is null)
            _terminal.Write(frame.Span);
        else
            _threads.Writer.Begin(frame);
    }

    /// <summary>Reacts to an event of the terminal.</summary>
    internal void Handle(TerminalEvent input)
    {
        using var policy = new WidthPolicy(AmbiguousIsWide);
        if (input is KeyPressed or Pasted or MouseInput) Touched?.Invoke();
        switch (input)
        {
            case KeyPressed pressed:
                _pace.KeyPressed();
                HandleKey(pressed.Key);
                break;
            case Pasted pasted:
                if (!_isTooSmall)
                    _layers.Route(pasted);
                break;
            case MouseInput mouse:
                if (!_isTooSmall)
                    _layers.Route(mouse);
                break;
            case FocusChanged changed:
                HasTerminalFocus = changed.HasFocus;
                TerminalFocusChanged?.Invoke(changed.HasFocus);
                break;
            case Reply:
                // The frame that follows asks for the capabilities.
                CapabilitiesChanged?.Invoke();
                break;
            case Resized or Resumed:
                // Also a resize back to the former size has left nothing on the screen to rely on.
                Redraw();
                break;
            case HungUp:
                _stopReason ??= StopReason.HungUp;
                break;
            default:
                throw new InvalidOperationException($"Unknown terminal event {input.GetType().Name}.");
        }
    }

    /// <summary>Waits until something is posted. False when the time is up.</summary>
    internal bool Wait(TimeSpan timeout)
    {
        TimeSpan? next = _timeouts.UntilNext();
        return _queue.Wait(next < timeout ? next : timeout);
    }

    /// <summary>Time until the next timer is due; null when there is none.</summary>
    internal TimeSpan? UntilNextTimer => _timeouts.UntilNext();

    bool IsWriterIdle => _threads is null || _threads.Writer.IsIdle;

    void HandleKey(Key key)
    {
        if (_isTooSmall)
        {
            // Nothing can be seen, so nothing is typed; the way out stays open.
            if (key == TooSmallNotice.LeaveKey)
                _stopReason ??= StopReason.Requested;
            return;
        }

        if (_layers.Route(key))
            return;
        switch (KeyBindings.Find("app", key))
        {
            case "app.redraw":
                Redraw();
                return;
            case "app.suspend":
                Suspend();
                return;
            case "app.focus-next" when _layers.FocusNext(+1):
            case "app.focus-previous" when _layers.FocusNext(-1):
                return;
            default:
                KeyUnhandled?.Invoke(key);
                return;
        }
    }

    void Dispatch(TerminalEvent input) => Post(() => Handle(input));

    void Fail(Exception reason) => Post(() => _failure ??= ExceptionDispatchInfo.Capture(reason));

    TimeSpan? UntilNextWork()
    {
        TimeSpan? timer = _timeouts.UntilNext();
        if (!_needsDraw || _isLent || !IsWriterIdle)
            return timer;
        TimeSpan frame = _pace.UntilFrame();
        return timer < frame ? timer : frame;
    }
}
