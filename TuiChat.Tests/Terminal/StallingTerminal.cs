using TuiChat.Terminal;

namespace TuiChat.Tests.Terminal;

/// <summary>A terminal that can stop taking bytes, like an ssh link that has stalled.</summary>
sealed class StallingTerminal(VirtualTerminal inner) : ITerminal
{
    readonly ManualResetEventSlim _flows = new(initialState: true);
    readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a write is stuck.</summary>
    public Task Stalled => _stalled.Task;

    public TerminalSize Size => inner.Size;

    public TerminalCapabilities Capabilities => inner.Capabilities;

    public bool IsMouseCaptured
    {
        get => inner.IsMouseCaptured;
        set => inner.IsMouseCaptured = value;
    }

    public void Stall() => _flows.Reset();

    public void Flow() => _flows.Set();

    public void Enter() => inner.Enter();

    public void Leave() => inner.Leave();

    public ReadResult Read(Span<byte> buffer, TimeSpan? timeout) => inner.Read(buffer, timeout);

    public void Wake() => inner.Wake();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!_flows.IsSet)
            _stalled.TrySetResult();
        _flows.Wait();
        inner.Write(bytes);
    }

    public void Suspend() => inner.Suspend();

    public void Accept(Reply reply) => inner.Accept(reply);

    public void Dispose()
    {
        _flows.Dispose();
        inner.Dispose();
    }
}
