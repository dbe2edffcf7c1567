using System.Net;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>The real server, killed as by kill -9 again and again and started anew on its data folder and port.</summary>
sealed class MortalServer : IAsyncDisposable
{
    const string Settings = """{ "requestsPerSecond": 1000000, "requestBurst": 1000000, "maxConnectionsPerAddress": 10000, "announce": false }""";

    readonly Lock _gate = new();
    readonly string _folder;
    readonly IReadOnlyList<FaultProxy> _proxies;
    ServerProcess _process;
    Task _restarting = Task.CompletedTask;
    bool _isDisposed;

    MortalServer(string folder, ServerProcess process, IReadOnlyList<FaultProxy> proxies)
    {
        _folder = folder;
        _process = process;
        _proxies = proxies;
    }

    /// <summary>How often it was killed.</summary>
    public int Deaths { get; private set; }

    /// <summary>The database, for reading.</summary>
    public string Database => Path.Combine(DataOf(_folder), TuiChat.Server.Storage.MessageStore.FileName);

    /// <summary>Starts it behind proxies that are made for it.</summary>
    public static async Task<MortalServer> StartAsync(string folder, Func<IPEndPoint, IReadOnlyList<FaultProxy>> proxies)
    {
        await File.WriteAllTextAsync(ConfigOf(folder), Settings);
        var process = await ServerProcess.StartAsync(DataOf(folder), "--config", ConfigOf(folder));
        return new MortalServer(folder, process, proxies(process.EndPoint));
    }

    /// <summary>Kills it and starts it again in the background, behind what is under way already.</summary>
    public void Kill()
    {
        lock (_gate) _restarting = RestartAsync(_restarting);
    }

    /// <summary>Completes when it is up.</summary>
    public Task WhenUp()
    {
        lock (_gate) return _restarting;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await WhenUp();
        _process.Signal(15);
        await _process.WaitAsync();
        _process.Dispose();
    }

    static string DataOf(string folder) => Path.Combine(folder, "server");

    static string ConfigOf(string folder) => Path.Combine(folder, "server.json");

    async Task RestartAsync(Task before)
    {
        await before;
        var port = _process.EndPoint.Port;
        await _process.KillAsync();
        _process.Dispose();
        Deaths++;
        _process = await ServerProcess.StartAgainAsync(DataOf(_folder), port, "--config", ConfigOf(_folder));
        foreach (var proxy in _proxies) proxy.Target = _process.EndPoint;
    }
}
