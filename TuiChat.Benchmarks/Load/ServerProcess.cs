using System.Diagnostics;
using System.Net;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Load;

/// <summary>
/// A real server in a process and a data folder of its own, held on core 0. Its limits against floods are lifted by a
/// configuration file, since the load comes from few senders on one address; all else is as shipped.
/// </summary>
sealed class ServerProcess : IDisposable
{
    const int Terminate = 15; // SIGTERM

    const string Settings = """
        {
          "maxConnections": 1000000, "maxConnectionsPerAddress": 1000000,
          "requestsPerSecond": 1000000, "requestBurst": 1000000, "floodRefusals": 1000000,
          "pingSeconds": 3600, "idleSeconds": 7200
        }
        """;

    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    readonly TemporaryFolder _folder = new();
    readonly Process _process;

    /// <summary>Starts it and waits until it is ready.</summary>
    public ServerProcess()
    {
        var config = Path.Combine(_folder.Path, "config.json");
        File.WriteAllText(config, Settings);
        var command = Cores.OnFirstCore(Program());
        string[] flags = ["--port", "0", "--bind", "127.0.0.1", "--allow-plaintext", "--no-announce", "--config", config, "--data", Path.Combine(_folder.Path, "data")];
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

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The last line of its log.</summary>
    public string LastWords { get; private set; } = "";

    /// <summary>Seconds of processor time so far.</summary>
    public double CpuSeconds => ProcessUsage.CpuSeconds(_process.Id);

    /// <summary>Resident memory now.</summary>
    public double ResidentBytes => ProcessUsage.ResidentBytes(_process.Id);

    /// <inheritdoc/>
    public void Dispose()
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
