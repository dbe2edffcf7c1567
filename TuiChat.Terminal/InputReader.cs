namespace TuiChat.Terminal;

/// <summary>
/// Reads a terminal on the input thread: waits, parses, and owns everything about input that needs a clock, which is how long to
/// wait for the rest of a sequence and how often to look at the size.
/// </summary>
public sealed class InputReader
{
    /// <summary>How long a lone ESC waits for the rest of a sequence, unless ESCDELAY says otherwise.</summary>
    public static readonly TimeSpan DefaultEscapeDelay = TimeSpan.FromMilliseconds(50);

    // Resize signals can be late or lost; a look a second costs nothing.
    static readonly TimeSpan SizeInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SequenceDelay = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan PasteDelay = TimeSpan.FromSeconds(10);

    readonly ITerminal _terminal;
    readonly TimeSpan _escapeDelay;
    readonly InputParser _parser = new();
    readonly byte[] _buffer = new byte[4096];
    TerminalSize _size;

    /// <summary>Makes a reader; it does nothing until <see cref="Read"/> is called.</summary>
    /// <param name="terminal">The terminal, entered by the caller.</param>
    /// <param name="escapeDelay">How long a lone ESC waits.</param>
    public InputReader(ITerminal terminal, TimeSpan escapeDelay)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        _terminal = terminal;
        _escapeDelay = escapeDelay;
        _size = terminal.Size;
    }

    /// <summary>The delay the environment asks for: ESCDELAY in milliseconds, 0 to 5000.</summary>
    /// <param name="environment">Looks a variable up; null when unset.</param>
    public static TimeSpan EscapeDelay(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return int.TryParse(environment("ESCDELAY"), out int milliseconds) && milliseconds is >= 0 and <= 5000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : DefaultEscapeDelay;
    }

    /// <summary>Blocks until there are events or <see cref="ITerminal.Wake"/> is called, and adds the events in order.</summary>
    /// <returns>False after <see cref="HungUp"/> was added: there will be nothing more.</returns>
    public bool Read(List<TerminalEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        int before = events.Count;
        while (true)
        {
            TimeSpan wait = Patience();
            ReadResult result = _terminal.Read(_buffer, wait);
            LookAtSize(events);
            switch (result.Status)
            {
                case ReadStatus.Data:
                    Take(_buffer.AsSpan(0, result.Count), events);
                    break;
                case ReadStatus.Timeout when _parser.HasPending:
                    _parser.Flush(events);
                    break;
                case ReadStatus.Timeout or ReadStatus.Resized:
                    break;
                case ReadStatus.Resumed:
                    events.Add(new Resumed());
                    break;
                case ReadStatus.Woken:
                    return true;
                case ReadStatus.HungUp:
                    _parser.Flush(events);
                    events.Add(new HungUp());
                    return false;
                default:
                    throw new InvalidOperationException($"Unknown read status {result.Status}.");
            }

            if (events.Count > before) return true;
        }
    }

    TimeSpan Patience() => _parser.Pending switch
    {
        PendingInput.None => SizeInterval,
        PendingInput.Escape => _terminal.Capabilities.HasKittyKeyboard ? TimeSpan.Zero : _escapeDelay,
        PendingInput.Sequence => SequenceDelay,
        PendingInput.Paste => PasteDelay,
        _ => throw new InvalidOperationException(),
    };

    void Take(ReadOnlySpan<byte> bytes, List<TerminalEvent> events)
    {
        int start = events.Count;
        _parser.Feed(bytes, events);
        if (!_terminal.Capabilities.HasBracketedPaste) PasteBurst.Coalesce(events, start);
        for (int i = start; i < events.Count; i++)
        {
            if (events[i] is Reply reply) _terminal.Accept(reply);
        }
    }

    void LookAtSize(List<TerminalEvent> events)
    {
        TerminalSize size = _terminal.Size;
        if (size == _size) return;

        _size = size;
        events.Add(new Resized(size));
    }
}
