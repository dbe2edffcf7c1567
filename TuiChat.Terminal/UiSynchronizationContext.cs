namespace TuiChat.Terminal;

/// <summary>Brings what follows an <c>await</c> in a view back to the UI thread.</summary>
sealed class UiSynchronizationContext(Application application) : SynchronizationContext
{
    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => application.Post(() => d(state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The UI thread is never waited for; post to it.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;
}
