using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Screens;

/// <summary>A terminal that takes everything at once and only counts, so that frames are measured and nothing else.</summary>
sealed class NullTerminal : ITerminal
{
    /// <summary>Writes so far; a frame is one.</summary>
    public int Writes { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc/>
    public TerminalSize Size { get; set; } = new(200, 50);

    /// <summary>Those of a common terminal that has answered nothing.</summary>
    public TerminalCapabilities Capabilities { get; set; } = new() { Depth = ColorDepth.TrueColor, HasBackgroundErase = true };

    /// <inheritdoc/>
    public bool IsMouseCaptured { get; set; }

    /// <inheritdoc/>
    public void Enter()
    {
        // There is nothing to take over.
    }

    /// <inheritdoc/>
    public void Leave()
    {
        // There is nothing to give back.
    }

    /// <inheritdoc/>
    public ReadResult Read(Span<byte> buffer, TimeSpan? timeout) => throw new NotSupportedException("Nobody types here.");

    /// <inheritdoc/>
    public void Wake() => throw new NotSupportedException("Nobody reads here.");

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Writes++;
        Bytes += bytes.Length;
    }

    /// <inheritdoc/>
    public void Suspend() => throw new NotSupportedException("There is no job to stop.");

    /// <inheritdoc/>
    public void Accept(Reply reply) => Capabilities = Capabilities.With(reply);

    /// <inheritdoc/>
    public void Dispose() => Leave();
}
