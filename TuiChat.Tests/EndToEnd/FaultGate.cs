namespace TuiChat.Tests.EndToEnd;

/// <summary>A place where bytes wait while it is closed. Any thread.</summary>
sealed class FaultGate
{
    readonly Lock _gate = new();
    TaskCompletionSource? _closed;

    public void Close()
    {
        lock (_gate) _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Open()
    {
        TaskCompletionSource? closed;
        lock (_gate) (closed, _closed) = (_closed, null);
        closed?.SetResult();
    }

    /// <summary>Completes when it is open.</summary>
    public Task PassAsync(CancellationToken cancellation)
    {
        lock (_gate) return _closed?.Task.WaitAsync(cancellation) ?? Task.CompletedTask;
    }
}
