namespace TuiChat.Terminal;

/// <summary>Gives the terminal back when the process dies of an exception on any thread, or ends while a program runs in it.</summary>
sealed class TerminalGuard : IDisposable
{
    readonly ITerminal _terminal;

    public TerminalGuard(ITerminal terminal)
    {
        _terminal = terminal;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
    }

    // Runs before the runtime prints the stack trace, so that it can be read.
    void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => _terminal.Leave();

    void OnProcessExit(object? sender, EventArgs e) => _terminal.Leave();
}
