using System.Diagnostics;

namespace TuiChat.Tests.Discovery;

/// <summary>
/// A private network of namespaces made by tools/netlab.sh, for one test class. Made with the first use, so that a class whose
/// tests are all skipped makes none.
/// </summary>
public sealed class NetLab : IAsyncLifetime
{
    static readonly string Script = Repository.PathOf("tools", "netlab.sh");

    static int _count;

    readonly string _prefix = $"t{Environment.ProcessId % 1_000_000}{(char)('a' + Interlocked.Increment(ref _count))}";
    bool _isUp;

    /// <summary>Makes the hosts; may be repeated.</summary>
    public async Task UpAsync(CancellationToken cancellationToken, params string[] hosts)
    {
        _isUp = true;
        await RunAsync(cancellationToken, ["up", .. hosts]);
    }

    /// <summary>Runs one command of the lab to its end and returns what it printed.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        // Daemons that the command starts keep its error stream: only the output is read to the end.
        using Process process = Start(arguments, false);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"netlab {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        return output;
    }

    /// <summary>Starts a program on a host of the lab.</summary>
    public LabProgram StartOn(string host, params string[] command) => new(Start(["exec", host, .. command], true));

    /// <summary>Starts this test assembly as a program on a host of the lab; see <see cref="DiscoveryPeer"/>.</summary>
    public LabProgram StartPeerOn(string host, params string[] arguments) =>
        StartOn(host, [Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet",
            typeof(NetLab).Assembly.Location, "peer", .. arguments]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (!_isUp) return;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await RunAsync(deadline.Token, "down");
    }

    /// <summary>Starts a command of the lab and leaves its streams to the caller.</summary>
    internal Process Start(string[] arguments, bool readsErrors)
    {
        var start = new ProcessStartInfo(Script, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = readsErrors,
        };
        start.Environment["NETLAB_PREFIX"] = _prefix;
        return Process.Start(start) ?? throw new InvalidOperationException("netlab.sh did not start.");
    }
}
