using TuiChat.Discovery;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// Keeps a <see cref="LobbyView"/> fed while it is shown: what discovery finds, what the servers say, again and again, and after 3 s
/// without any the reason. Its loops run on the pool and reach the view only through <see cref="Application.Post"/>.
/// </summary>
sealed class LobbyFeed : IAsyncDisposable
{
    /// <summary>3 s: long after every healthy server has answered.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>15 s: how often it is looked again at the network while nothing is found there; it may have come up.</summary>
    static readonly TimeSpan PatienceAgain = TimeSpan.FromSeconds(15);

    /// <summary>250 ms: how often it is looked whom to ask.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>10 s between two beats: the machine slept, and the network may be another one now.</summary>
    static readonly TimeSpan Slept = TimeSpan.FromSeconds(10);

    readonly Application _application;
    readonly LobbyView _view;
    readonly Neighbourhood? _network;
    readonly Func<IReadOnlyList<ServerAddress>, CancellationToken, Task<ServerReport?>> _ask;
    readonly ServerAddress? _here;
    readonly ProbeSchedule _schedule = new(Random.Shared.NextDouble);
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _tasks = [];
    IDisposable _patience;
    IDisposable _beat;
    DateTimeOffset _lastBeat;

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
        _here = surroundings.OwnPort is { } port ? new ServerAddress("localhost", port) : null;
        _lastBeat = application.TimeProvider.GetUtcNow();
        AskHere();
        AskDue();
        if (_network is { } network) Run(() => LookAsync(network));
        _patience = application.AddTimeout(Patience, Explain);
        _beat = application.AddTimeout(Beat, OnBeat);
    }

    /// <summary>Stops looking and asking. On the loop, or after it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _patience.Dispose();
        _beat.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Asks the network and all servers anew.</summary>
    public void LookAgain()
    {
        _schedule.ForgetAll();
        AskHere();
        AskDue();
        if (_network is { } network) Run(() => QuietlyAsync(network.RescanAsync(_stop.Token)));
    }

    /// <summary>An announced server could not be reached: unless it answers, it goes from the list.</summary>
    public void Doubt(DiscoveredService service)
    {
        if (_network is { } network) Run(() => QuietlyAsync(network.ReconfirmAsync(service, _stop.Token)));
    }

    void OnBeat()
    {
        var now = _application.TimeProvider.GetUtcNow();
        if (now - _lastBeat > Slept) LookAgain();
        else AskDue();
        _lastBeat = now;
        _beat = _application.AddTimeout(Beat, OnBeat);
    }

    void AskDue()
    {
        foreach (var row in _schedule.Take(_view.Servers.Rows, Now)) Run(() => AskAsync(row));
    }

    /// <summary>A server on this machine need not be announced to be joined.</summary>
    void AskHere()
    {
        if (_here is { } here) Run(() => AskHereAsync(here));
    }

    TimeSpan Now => _application.TimeProvider.GetElapsedTime(0);

    void Run(Func<Task> work)
    {
        _tasks.RemoveAll(task => task.IsCompletedSuccessfully);
        _tasks.Add(Task.Run(() => UntilLeftAsync(work)));
    }

    async Task UntilLeftAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The lobby is left.
        }
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
                    if (!_stop.IsCancellationRequested && _view.Servers.Apply(happened) is { } row) _schedule.Forget(row.ListId);
                    if (!_stop.IsCancellationRequested) AskDue();
                    _view.Refresh();
                    taken.SetResult();
                });
                await taken.Task.WaitAsync(_stop.Token).ConfigureAwait(false); // discovery merges what comes meanwhile
            }
        }
        catch (IOException e)
        {
            _application.Post(() => _view.ShowNotice($"Servers on this network cannot be looked for: {e.Message} Press c to type an address."));
        }
    }

    async Task AskAsync(LobbyRow row)
    {
        var report = await _ask(row.Addresses, _stop.Token).ConfigureAwait(false);
        _application.Post(() =>
        {
            _schedule.Answered(row.ListId, report is not null, Now);
            _view.Servers.Apply(row, report);
            _view.Refresh();
        });
    }

    async Task AskHereAsync(ServerAddress here)
    {
        if (await _ask([here], _stop.Token).ConfigureAwait(false) is not { } report) return;
        _application.Post(() =>
        {
            _view.Servers.ApplyHere(report);
            _view.Refresh();
        });
    }

    void Explain()
    {
        if (!_view.Servers.HasFound)
        {
            if (_network is { } network) Run(() => DiagnoseAsync(network));
            else _view.ShowNotice("Servers on this network are not looked for (--no-discovery). Press c to type an address.");
        }
        _patience = _application.AddTimeout(PatienceAgain, Explain);
    }

    async Task DiagnoseAsync(Neighbourhood network)
    {
        var seen = await network.DiagnoseAsync(_stop.Token).ConfigureAwait(false);
        _application.Post(() => _view.ShowNotice($"{NetworkSentence.Explain(seen)} Press c to type a server's address, h to host one here."));
    }

    /// <summary>Asking discovery for more is worth a try and no more.</summary>
    static async Task QuietlyAsync(Task asked)
    {
        try
        {
            await asked.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Discovery has ended or cannot work; the lobby says so where it looks.
        }
    }
}
