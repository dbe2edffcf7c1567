namespace TuiChat.Server.Storage;

/// <summary>A draft on its way through the writer. Completed after its transaction is on disk, off the writer's thread.</summary>
sealed class PendingAppend(EventDraft draft, Action<AppendResult>? answer) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>What to store.</summary>
    public EventDraft Draft => draft;

    /// <summary>Told first, on the writer's thread, before the event is told to anybody; or null.</summary>
    public Action<AppendResult>? Answer => answer;
}
