using TuiChat.Discovery.Diagnosis;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>
/// Says in the lobby why no server is found, as long as none is: looks at this machine's network every few seconds, which costs
/// nothing, and asks the network itself only when something has changed here, or else less and less often.
/// </summary>
sealed class NetworkWatch : IDisposable
{
    /// <summary>3 s: long after every healthy server has answered.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>1 s after the last server went: one that has only moved is back by then.</summary>
    static readonly TimeSpan AfterLoss = TimeSpan.FromSeconds(1);

    /// <summary>5 s between two looks at this machine.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>15 s, then twice as long each time up to 10 minutes, between two questions to the network.</summary>
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15), LongestPause = TimeSpan.FromMinutes(10);

    readonly Application _application;
    readonly LobbyView _view;
    readonly Neighbourhood? _network;
    readonly Action<Func<CancellationToken, Task>> _run;
    IDisposable _timer;
    bool _hadFound;
    bool _isChecking;
    string _seen = "";
    TimeSpan _pause = FirstPause;
    DateTimeOffset _nextQuestion;

    /// <summary>Begins to watch. On the loop, as all of it.</summary>
    /// <param name="application">The loop.</param>
    /// <param name="view">Where it is said.</param>
    /// <param name="network">What is asked, or null for nothing.</param>
    /// <param name="run">Runs work on the pool until the lobby is left.</param>
    public NetworkWatch(Application application, LobbyView view, Neighbourhood? network, Action<Func<CancellationToken, Task>> run)
    {
        _application = application;
        _view = view;
        _network = network;
        _run = run;
        _timer = application.AddTimeout(network is null ? TimeSpan.Zero : Patience, OnTime); // nothing to wait for
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>The list has changed: the sentence of before means nothing once there was a server.</summary>
    public void ListChanged()
    {
        var hasFound = _view.Servers.HasFound;
        if (hasFound == _hadFound) return;
        _hadFound = hasFound;
        _view.ForgetNotice();
        if (!hasFound) LookSoon();
    }

    /// <summary>The machine slept, or somebody wants to know: it is asked anew.</summary>
    public void LookSoon()
    {
        (_pause, _nextQuestion) = (FirstPause, default);
        _timer.Dispose();
        _timer = _application.AddTimeout(AfterLoss, OnTime);
    }

    DateTimeOffset Now => _application.TimeProvider.GetUtcNow();

    void OnTime()
    {
        _timer = _application.AddTimeout(Interval, OnTime);
        if (_view.Servers.HasFound) return;
        if (_network is null) _view.ShowNotice("Servers on this network are not looked for (--no-discovery). Press c to type an address.");
        else if (!_isChecking) Check(_network);
    }

    void Check(Neighbourhood network)
    {
        _isChecking = true;
        _run(cancellation => CheckAsync(network, cancellation));
    }

    async Task CheckAsync(Neighbourhood network, CancellationToken cancellation)
    {
        var seen = network.GlanceAsync is { } glance ? Describe(await glance(cancellation).ConfigureAwait(false)) : "";
        var mustAsk = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _application.Post(() => mustAsk.SetResult(MustAsk(seen)));
        var diagnosis = await mustAsk.Task.WaitAsync(cancellation).ConfigureAwait(false) ? await network.DiagnoseAsync(cancellation).ConfigureAwait(false) : null;
        _application.Post(() => Tell(diagnosis));
    }

    bool MustAsk(string seen)
    {
        if (seen != _seen) _pause = FirstPause;
        else if (Now < _nextQuestion) return false;
        _seen = seen;
        _nextQuestion = Now + _pause;
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return true;
    }

    void Tell(NetworkDiagnosis? seen)
    {
        _isChecking = false;
        if (seen is not null && !_view.Servers.HasFound) _view.ShowNotice($"{NetworkSentence.Explain(seen)} Press c to type a server's address, h to host one here.");
    }

    /// <summary>What of this machine decides about the sentence.</summary>
    static string Describe(NetworkDiagnosis seen) =>
        $"{seen.IsPortBound} {string.Join(';', seen.Interfaces.Select(entry => $"{entry.Name} {entry.Use} {string.Join(',', entry.Addresses)}"))}";
}
