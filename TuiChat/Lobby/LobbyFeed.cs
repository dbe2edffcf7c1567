using TuiChat.Discovery;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// Keeps a <see cref="LobbyView"/> fed while it is shown: what discovery finds, what the servers say, again and again, and where
/// there are none the reason (<see cref="NetworkWatch"/>). Its loops run on the pool and reach the view only through <see cref="Application.Post"/>.
/// </summary>
sealed class LobbyFeed : IAsyncDisposable
{
    /// <summary>250 ms: how often it is looked whom to ask.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>10 s between two beats: the machine slept, and the network may be another one now.</summary>
    static readonly TimeSpan Slept = TimeSpan.FromSeconds(10);

    /// <summary>2 s until a server on this machine is looked for again: it may be started while somebody looks at the lobby.</summary>
    static readonly TimeSpan AgainHere = TimeSpan.FromSeconds(2);

    readonly Application _application;
    readonly LobbyView _view;
    readonly Neighbourhood? _network;
    readonly Func<IReadOnlyList<ServerAddress>, CancellationToken, Task<ServerReport?>> _ask;
    readonly ServerAddress? _here;
    readonly ProbeSchedule _schedule = new(Random.Shared.NextDouble);
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _tasks = [];
    readonly NetworkWatch _watch;
    bool _isAskingHere;
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
        _watch = new NetworkWatch(application, view, _network, work => Run(() => work(_stop.Token)));
        _beat = application.AddTimeout(Beat, OnBeat);
    }

    /// <summary>Stops looking and asking. On the loop, or after it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
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
        if (_network is { } network) Run(() => network.RescanAsync(_stop.Token));
        _watch.LookSoon();
    }

    /// <summary>An announced server could not be reached: unless it answers, it goes from the list.</summary>
    public void Doubt(DiscoveredService service)
    {
        if (_network is { } network && !_stop.IsCancellationRequested) Run(() => network.ReconfirmAsync(service, _stop.Token));
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
        foreach (var row in _schedule.Take(_view.Servers.All, Now)) Run(() => AskAsync(row));
    }

    /// <summary>A server on this machine need not be announced to be joined.</summary>
    void AskHere()
    {
        if (_here is not { } here || _isAskingHere) return;
        _isAskingHere = true;
        Run(() => AskHereAsync(here));
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
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Discovery has ended or cannot work; the lobby says so where it looks.
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
                    Refresh();
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
            // The first time that it is silent: a false or dead announcement takes the place of a true one in what discovery keeps.
            if (report is null && row.Found?.Service is { } service && (row.Probe.Report is not null || !row.Probe.IsDone)) Doubt(service);
            _view.Servers.Apply(row, report);
            Refresh();
        });
    }

    async Task AskHereAsync(ServerAddress here)
    {
        ServerReport? report;
        while ((report = await _ask([here], _stop.Token).ConfigureAwait(false)) is null) await Task.Delay(AgainHere, _application.TimeProvider, _stop.Token).ConfigureAwait(false);
        _application.Post(() =>
        {
            _isAskingHere = false;
            _view.Servers.ApplyHere(report);
            Refresh();
        });
    }

    void Refresh()
    {
        _view.Refresh();
        if (!_stop.IsCancellationRequested) _watch.ListChanged();
    }
}
