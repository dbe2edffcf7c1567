using TuiChat.Lobby;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>Asks servers that one is not on how long they take to answer. Asked on the loop, answers there.</summary>
sealed class ServerPings(Application application, Surroundings surroundings) : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _asking = [];

    /// <summary>Asks; null is told when nobody of ours answers there.</summary>
    public void Ask(ServerTarget target, Action<ServerReport?> then)
    {
        _asking.RemoveAll(task => task.IsCompleted);
        _asking.Add(Task.Run(() => AskAsync(target, then)));
    }

    /// <summary>Asks no more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_asking).ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task AskAsync(ServerTarget target, Action<ServerReport?> then)
    {
        try
        {
            var report = await surroundings.Ask(target.Addresses, _stop.Token).ConfigureAwait(false);
            application.Post(() => then(report));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends; nobody waits for it.
        }
    }
}
