namespace TuiChat.Server.Storage;

/// <summary>A draft on its way through the writer. Completed after its transaction is on disk, off the writer's thread.</summary>
sealed class PendingAppend(EventDraft draft) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>What to store.</summary>
    public EventDraft Draft { get; } = draft;
}
