namespace TuiChat.Terminal;

/// <summary>Why <see cref="ITerminal.Read"/> came back.</summary>
public enum ReadStatus
{
    /// <summary>Bytes were read.</summary>
    Data,

    /// <summary>The time was up.</summary>
    Timeout,

    /// <summary><see cref="ITerminal.Wake"/> was called.</summary>
    Woken,

    /// <summary>The size has changed, or may have.</summary>
    Resized,

    /// <summary>The process was stopped and runs again; the terminal has been entered anew.</summary>
    Resumed,

    /// <summary>The terminal is gone; every further read says so.</summary>
    HungUp,
}
