namespace TuiChat.Terminal;

/// <summary>
/// The port to a terminal: raw bytes in, finished frames out. One thread reads, one thread writes; every other member
/// may be called from any thread.
/// </summary>
public interface ITerminal : IDisposable
{
    /// <summary>The present size in cells, asked anew at each call.</summary>
    TerminalSize Size { get; }

    /// <summary>What the terminal is known to do; grows as answers to the start-up queries come in.</summary>
    TerminalCapabilities Capabilities { get; }

    /// <summary>The application gets mouse events. While false the terminal's own text selection works.</summary>
    bool IsMouseCaptured { get; set; }

    /// <summary>Takes the terminal over: raw mode, alternate screen, and the queries whose answers arrive as input. Idempotent.</summary>
    void Enter();

    /// <summary>Gives the terminal back as it was found. Idempotent; never throws; safe from any thread, also while a write is blocked.</summary>
    void Leave();

    /// <summary>As <see cref="Leave"/>, for another program that uses the terminal until <see cref="Enter"/>: signals that are meant for it do not end this one.</summary>
    void Lend() => Leave();

    /// <summary>Waits for input.</summary>
    /// <param name="buffer">Where bytes go; at least one byte long.</param>
    /// <param name="timeout">How long to wait; null waits without end.</param>
    ReadResult Read(Span<byte> buffer, TimeSpan? timeout);

    /// <summary>Makes the present or the next <see cref="Read"/> come back with <see cref="ReadStatus.Woken"/>.</summary>
    void Wake();

    /// <summary>Writes all bytes; may block as long as the terminal takes nothing. Does nothing unless entered.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Gives the terminal back and stops the whole job as Ctrl+Z does; the reader sees <see cref="ReadStatus.Resumed"/> later.</summary>
    void Suspend();

    /// <summary>Learns from an answer of the terminal; may switch on what it offers.</summary>
    void Accept(Reply reply);
}
