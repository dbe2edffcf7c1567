using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// Keeps a <see cref="LobbyView"/> fed while it is shown: what discovery finds, what the servers say, and after 3 s without any the
/// reason. Its loops run on the pool and reach the view only through <see cref="Application.Post"/>.
/// </summary>
sealed class LobbyFeed : IAsyncDisposable
{
    /// <summary>3 s: long after every healthy server has answered.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly Application _application;
    readonly LobbyView _view;
    readonly Neighbourhood? _network;
    readonly Func<IReadOnlyList<ServerAddress>, CancellationToken, Task<ServerReport?>> _ask;
    readonly CancellationTokenSource _stop = new();
    readonly IDisposable _patience;
    readonly List<Task> _tasks = [];

    /// <summary>Begins to look and to ask. On the loop.</summary>
    /// <param name="application">The loop.</param>
    /// <param name="view">What is fed.</param>
    /// <param name="surroundings">Where to look, and how to ask.</param>
    public LobbyFeed(Application application, LobbyView view, Surroundings surroundings)
    {
        _application = application;
        _view = view;
        _network = surroundings.Network;
        _ask = surroundings.Ask;
        foreach (var row in view.Servers.Rows.ToList()) Ask(row);
        if (surroundings.OwnPort is { } port) _tasks.Add(Task.Run(() => AskHereAsync(new ServerAddress("localhost", port))));
        if (_network is { } network) _tasks.Add(Task.Run(() => LookAsync(network)));
        _patience = application.AddTimeout(Patience, Explain);
    }

    /// <summary>Stops looking and asking. On the loop, or after it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _patience.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task LookAsync(Neighbourhood network)
    {
        try
        {
            await foreach (var happened in network.Browse(_stop.Token).ConfigureAwait(false))
            {
                var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _application.Post(() =>
                {
                    if (!_stop.IsCancellationRequested && _view.Servers.Apply(happened) is { } row) Ask(row);
                    _view.Refresh();
                    taken.SetResult();
                });
                await taken.Task.WaitAsync(_stop.Token).ConfigureAwait(false); // discovery merges what comes meanwhile
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The lobby is left.
        }
        catch (IOException e)
        {
            _application.Post(() => _view.ShowNotice($"Servers on this network cannot be looked for: {e.Message} Press c to type an address."));
        }
    }

    void Ask(LobbyRow row)
    {
        _tasks.RemoveAll(task => task.IsCompletedSuccessfully);
        _tasks.Add(Task.Run(() => AskAsync(row)));
    }

    async Task AskAsync(LobbyRow row)
    {
        try
        {
            var report = await _ask(row.Addresses, _stop.Token).ConfigureAwait(false);
            _application.Post(() =>
            {
                _view.Servers.Apply(row, report);
                _view.Refresh();
            });
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The lobby is left.
        }
    }

    /// <summary>A server on this machine need not be announced to be joined.</summary>
    async Task AskHereAsync(ServerAddress here)
    {
        try
        {
            if (await _ask([here], _stop.Token).ConfigureAwait(false) is not { } report) return;
            _application.Post(() =>
            {
                _view.Servers.ApplyHere(report);
                _view.Refresh();
            });
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The lobby is left.
        }
    }

    void Explain()
    {
        if (_view.Servers.HasFound) return;
        if (_network is null) _view.ShowNotice("Servers on this network are not looked for (--no-discovery). Press c to type an address.");
        else _tasks.Add(Task.Run(() => DiagnoseAsync(_network)));
    }

    async Task DiagnoseAsync(Neighbourhood network)
    {
        try
        {
            var seen = await network.DiagnoseAsync(_stop.Token).ConfigureAwait(false);
            _application.Post(() => _view.ShowNotice($"{NetworkSentence.Explain(seen)} Press c to type a server's address, h to host one here."));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The lobby is left.
        }
    }
}
