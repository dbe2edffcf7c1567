using TuiChat.Lobby;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>Asks servers that one is not on how long they take to answer. Asked on the loop, answers there.</summary>
/// <param name="post">Lets something be done on the loop.</param>
/// <param name="surroundings">How servers are asked.</param>
sealed class ServerPings(Action<Action> post, Surroundings surroundings) : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _asking = [];

    /// <summary>Asks, and tells the server's name and the time it took; null when it does not answer.</summary>
    public void Ask(ServerTarget target, Action<string, TimeSpan?> tell)
    {
        _asking.RemoveAll(task => task.IsCompleted);
        _asking.Add(Task.Run(() => AskAsync(target, tell)));
    }

    /// <summary>Asks no more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_asking).ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task AskAsync(ServerTarget target, Action<string, TimeSpan?> tell)
    {
        try
        {
            var report = await surroundings.Ask(target.Addresses, _stop.Token).ConfigureAwait(false);
            var name = report is { Name.Length: > 0 } answer ? answer.Name : target.Name ?? target.Addresses[0].ToString();
            post(() => tell(name, report?.RoundTrip));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends; nobody waits for it.
        }
    }
}
