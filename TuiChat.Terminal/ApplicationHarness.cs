namespace TuiChat.Terminal;

/// <summary>
/// Drives an <see cref="Application"/> without its threads, one deterministic step at a time: for scripts and tests. The
/// caller's thread is the UI thread; other threads may still <see cref="Application.Post"/>.
/// </summary>
public sealed class ApplicationHarness : IDisposable
{
    readonly ITerminal _terminal;
    readonly InputParser _parser = new();
    readonly List<TerminalEvent> _events = [];

    /// <summary>Enters the terminal and draws the first frame.</summary>
    public ApplicationHarness(Application application, ITerminal terminal)
    {
        Application = application;
        _terminal = terminal;
        terminal.Enter();
        Settle();
    }

    /// <summary>The application driven.</summary>
    public Application Application { get; }

    /// <summary>Hands bytes over as if the terminal had sent them at once and then been silent, and settles.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        _parser.Feed(bytes, _events);
        _parser.Flush(_events);
        TerminalEvent[] events = [.. _events];
        _events.Clear();
        Send(events);
    }

    /// <summary>Hands events over and settles.</summary>
    public void Send(params IEnumerable<TerminalEvent> events)
    {
        foreach (TerminalEvent input in events)
            Application.Post(() => Application.Handle(input));
        Settle();
    }

    /// <summary>Presses a key given as text, such as "Ctrl+K".</summary>
    public void Press(string key) => Send(new KeyPressed(Key.Parse(key)));

    /// <summary>Presses one key per character; a line feed is Enter.</summary>
    public void Type(string text) =>
        Send(text.EnumerateRunes().Select(rune => new KeyPressed(rune.Value == '\n' ? Key.Of(KeyCode.Enter) : Key.Of(rune))));

    /// <summary>Handles everything that waits, what it leads to included, and draws a frame without regard to pacing.</summary>
    public void Settle() => Settle(always: true);

    /// <summary>The same, but draws nothing when nothing waited.</summary>
    internal void SettleIfWaiting() => Settle(always: false);

    void Settle(bool always)
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        try
        {
            bool any = always;
            while (Application.HandleWaiting())
                any = true;
            if (any && Application is { IsStopping: false, IsLent: false })
                Application.Draw();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>
    /// Settles whenever something is posted, until the condition holds. False when the token is cancelled or the
    /// application stops before.
    /// </summary>
    public bool SettleUntil(Func<bool> condition, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.Register(() => Application.Post(() => { }));
        Settle();
        while (!condition())
        {
            if (cancellationToken.IsCancellationRequested || Application.IsStopping)
                return false;
            Application.Wait(TimeSpan.FromSeconds(1));
            Settle();
        }

        return true;
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose() => _terminal.Leave();
}
