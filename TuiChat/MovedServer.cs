using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>
/// While a connection is lost, looks on this network for where the server is now, and offers that to the session. What is
/// announced is a hint: the session goes there only if the key is the one it knows. Lives on the loop.
/// </summary>
sealed class MovedServer(Application application, ChatClient client, Neighbourhood? network) : IAsyncDisposable
{
    readonly List<Task> _tasks = [];
    CancellationTokenSource? _looking;

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        switch (happened)
        {
            case SessionEvent.Waiting when _looking is null && client is { Trust.Key: { } key, State.Welcome.Server: var server } && network is not null:
                _looking = new CancellationTokenSource();
                _tasks.RemoveAll(task => task.IsCompletedSuccessfully);
                var stop = _looking;
                _tasks.Add(Task.Run(() => LookAsync(network, server, key, stop)));
                break;
            case SessionEvent.Entered or SessionEvent.Ended:
                Stop();
                break;
        }
    }

    /// <summary>Looks no more.</summary>
    public void Stop()
    {
        _looking?.Cancel();
        _looking = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await Task.WhenAll(_tasks).ConfigureAwait(false);
    }

    async Task LookAsync(Neighbourhood neighbourhood, string server, Fingerprint key, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var happened in neighbourhood.Browse(stop.Token).ConfigureAwait(false))
            {
                var found = FoundServer.From(happened.Service);
                if (happened is Discovery.ServiceEvent.Gone || found.Id != server || found.Fingerprint != key || found.Addresses.Count == 0) continue;
                application.Post(() =>
                {
                    if (!stop.IsCancellationRequested) client.Offer(found.Addresses);
                });
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It is found, or nobody waits for it.
        }
        catch (IOException)
        {
            // This machine cannot look around; the known address is tried as before.
        }
        finally
        {
            stop.Dispose();
        }
    }
}
