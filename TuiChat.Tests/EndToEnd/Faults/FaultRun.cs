using System.Globalization;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>
/// One run of one seed: clients that talk, each behind a proxy of its own, and a server; connections break, the server and some
/// clients are killed. In the end all histories are compared.
/// </summary>
sealed class FaultRun : IAsyncDisposable
{
    /// <summary>Clients in this process, and real processes that are killed.</summary>
    const int Talkers = 3, Doomed = 2;

    /// <summary>A process says less: each of its lives is short.</summary>
    const int LinesOfDoomed = 80;

    readonly string _folder;
    readonly Lock _gate = new();
    readonly MortalServer _server;
    readonly IReadOnlyList<FaultProxy> _proxies;
    readonly FaultPlan _plan;
    readonly int _stepsPerDeath;
    readonly List<DoomedClient> _doomed = [];
    int _nextDeath;
    bool _isSound;
    int _waiting;
    int _sheltered;

    FaultRun(int seed, int lines, string folder, MortalServer server, IReadOnlyList<FaultProxy> proxies)
    {
        (Seed, Lines, _folder, _server, _proxies) = (seed, lines, folder, server, proxies);
        _plan = new FaultPlan(seed, proxies);
        _nextDeath = _stepsPerDeath = lines / 5;
    }

    public int Seed { get; }

    /// <summary>How many lines are said in all.</summary>
    public int Lines { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>The rooms; everybody is in all of them from the beginning.</summary>
    public IReadOnlyList<string> Rooms { get; } = ["main", "attic", "cellar"];

    /// <summary>What happened, for the log of a failure; its databases are kept.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {_plan.Steps} lines, {_plan.Faults} faults, {_server.Deaths} deaths of the server, databases in {_folder}");

    public static async Task<FaultRun> StartAsync(int seed, int lines)
    {
        var folder = TestServer.NewFolder();
        IReadOnlyList<FaultProxy> proxies = [];
        var server = await MortalServer.StartAsync(folder, target => proxies = [.. Enumerable.Range(0, Talkers + Doomed).Select(number => new FaultProxy(target, seed + number))]);
        return new FaultRun(seed, lines, folder, server, proxies);
    }

    /// <summary>Lets everybody talk to the end of their lines, with everything that happens meanwhile; then compares. Returns all problems.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        var linesOfTalker = (Lines - (Doomed * LinesOfDoomed)) / Talkers;
        var talkers = Enumerable.Range(0, Talkers).Select(number => new Talker(this, $"talker{number}", _proxies[number], FolderOf($"talker{number}"), linesOfTalker, Seed + (100 * number))).ToList();
        _doomed.AddRange(Enumerable.Range(0, Doomed).Select(number => new DoomedClient(this, $"doomed{number}", _proxies[Talkers + number], FolderOf($"doomed{number}"), LinesOfDoomed, Seed + (100 * number))));
        // Everybody is everywhere before the first word.
        foreach (var talker in talkers) talker.Enter();
        foreach (var client in _doomed) client.Enter();
        await Task.WhenAll([.. talkers.Select(talker => Live(talker.Talk)), .. _doomed.Select(client => Live(client.Talk))]);
        _plan.Relent();
        await _server.WhenUp();
        talkers.AddRange(_doomed.Select(client => client.Resurrect()));
        foreach (var talker in talkers) talker.SendAll();
        var heads = KeptDatabase.ReadServer(_server.Database).ToDictionary(room => room.Name, room => (long)room.Events.Count);
        var problems = Ledger.Problems.ToList();
        var held = KeptDatabase.ReadServer(_server.Database);
        foreach (var talker in talkers)
        {
            talker.CatchUp(heads);
            foreach (var room in Rooms) talker.ReadBack(room);
            problems.AddRange(talker.CheckTimelines(held));
            await talker.DisposeAsync();
        }
        await _server.DisposeAsync();
        problems.AddRange(Check([.. talkers.Select(talker => talker.Name)]));
        _isSound = problems.Count == 0;
        return problems;
    }

    /// <summary>A line is about to be typed.</summary>
    public void Step()
    {
        _plan.Step();
        lock (_gate)
        {
            if (_plan.Steps < _nextDeath || _sheltered > 0) return;
            _nextDeath += _stepsPerDeath;
            _server.Kill();
        }
    }

    /// <summary>Does something that waits for the server; when everybody does, whatever is held is let go.</summary>
    public void Wait(Action act)
    {
        if (Interlocked.Increment(ref _waiting) == Talkers + Doomed) _plan.Relent();
        act();
        Interlocked.Decrement(ref _waiting);
    }

    /// <summary>Lets somebody start: the server lives and nothing happens to the connection.</summary>
    public void Shelter(FaultProxy proxy, Action act)
    {
        lock (_gate) _sheltered++;
        Wait(() =>
        {
            _server.WhenUp().GetAwaiter().GetResult();
            _plan.Spare(proxy, act);
        });
        lock (_gate) _sheltered--;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _doomed) client.Dispose();
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        await _server.DisposeAsync();
        if (_isSound) Directory.Delete(_folder, recursive: true);
    }

    string FolderOf(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>On a thread of its own, since it blocks; one that has ended counts as waiting.</summary>
    Task Live(Action talk) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                talk();
            }
            finally
            {
                if (Interlocked.Increment(ref _waiting) == Talkers + Doomed) _plan.Relent();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    List<string> Check(IReadOnlyList<string> names)
    {
        var server = KeptDatabase.ReadServer(_server.Database);
        List<string> problems = [.. HistoryChecker.CheckServer(server, Ledger.Promises), .. HistoryChecker.CheckSeen(server, Ledger.Seen), .. KeptDatabase.Damage(_server.Database, hasWords: false)];
        foreach (var name in names)
        {
            problems.AddRange(HistoryChecker.CheckClient(name, server, KeptDatabase.ReadClient(FolderOf(name))));
            problems.AddRange(KeptDatabase.ReadOutbox(FolderOf(name)).Select(body => $"{name} still wants to send {body}"));
            problems.AddRange(KeptDatabase.Unfindable(FolderOf(name), names).Select(problem => $"{name}: {problem}"));
            problems.AddRange(KeptDatabase.Damage(Path.Combine(FolderOf(name), TuiChat.History.HistoryFile.Name), hasWords: true));
        }
        return problems;
    }
}
