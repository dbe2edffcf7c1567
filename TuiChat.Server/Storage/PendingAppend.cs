namespace TuiChat.Server.Storage;

/// <summary>A draft on its way through the writer. Completed after its transaction is on disk, off the writer's thread.</summary>
sealed class PendingAppend(EventDraft draft, Action<AppendResult>? answer) : PendingWrite
{
    readonly TaskCompletionSource<AppendResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What to store.</summary>
    public EventDraft Draft => draft;

    /// <summary>Told first, on the writer's thread, before the event is told to anybody; or null.</summary>
    public Action<AppendResult>? Answer => answer;

    /// <summary>Completes with what became of it.</summary>
    public Task<AppendResult> Task => _result.Task;

    /// <summary>It is decided.</summary>
    public void SetResult(AppendResult result) => _result.SetResult(result);
}
