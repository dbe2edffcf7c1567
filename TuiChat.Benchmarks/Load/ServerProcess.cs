using System.Diagnostics;
using System.Globalization;
using System.Net;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Load;

/// <summary>
/// A real server in a process and a data folder of its own, held on core 0. Its limits against floods are lifted by a
/// configuration file, since the load comes from few senders on one address; all else is as shipped.
/// </summary>
sealed class ServerProcess : LoadServer
{
    const int Terminate = 15; // SIGTERM

    const string Settings = """
        {
          "maxConnections": 1000000, "maxConnectionsPerAddress": 1000000,
          "requestsPerSecond": 1000000, "requestBurst": 1000000, "floodRefusals": 1000000,
          "pingSeconds": 3600, "idleSeconds": 7200, "maxRooms": 1000000, "maxNewRoomsPerHour": 1000000, "maxRoomsPerConnection": 10000
        }
        """;

    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    readonly TemporaryFolder _folder;
    readonly Process _process;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="parent">The folder that its own one is made in; null is the folder for temporary files.</param>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="data">A data folder that is there already and stays; null makes one.</param>
    public ServerProcess(string? parent = null, int port = 0, string? data = null)
    {
        _folder = new TemporaryFolder(parent);
        var config = Path.Combine(_folder.Path, "config.json");
        File.WriteAllText(config, Settings);
        var command = Cores.OnFirstCore(Program());
        string[] flags = ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--allow-plaintext", "--no-announce", "--config", config, "--data", data ?? Path.Combine(_folder.Path, "data")];
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. flags])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new ScenarioException("The server does not start.");
        _process.ErrorDataReceived += (_, told) => LastWords = told.Data ?? LastWords;
        _process.BeginErrorReadLine();
        EndPoint = ReadEndPoint(_process.StandardOutput.ReadLine());
    }

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new OwnDialect();

    /// <inheritdoc/>
    public override IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public override IPEndPoint TlsEndPoint => EndPoint;

    /// <inheritdoc/>
    public override int Backlog => 1000; // of 4,096

    /// <summary>The last line of its log.</summary>
    public string LastWords { get; private set; } = "";

    /// <inheritdoc/>
    protected override int ProcessId => _process.Id;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _ = Libc.Kill(_process.Id, Terminate);
        if (!_process.WaitForExit(StopLimit))
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
        _folder.Dispose();
    }

    /// <summary>TUICHAT_SERVER names another build, such as a published one; else the one built with the benchmarks is taken.</summary>
    static string Program()
    {
        var program = Environment.GetEnvironmentVariable("TUICHAT_SERVER") ?? Path.Combine(AppContext.BaseDirectory, "tuichat-server");
        return File.Exists(program) ? program : throw new ScenarioException($"There is no server at {program}. Name one by TUICHAT_SERVER.");
    }

    IPEndPoint ReadEndPoint(string? ready)
    {
        // ready NAME ADDRESS sha256:FINGERPRINT
        if (ready?.Split(' ') is ["ready", .., var address, _] && IPEndPoint.TryParse(address, out var endPoint)) return endPoint;
        throw new ScenarioException($"The server did not become ready: {ready} {LastWords}");
    }
}
