using System.Globalization;
using System.Net;
using TuiChat.Protocol;

namespace TuiChat.Scripting;

/// <summary>
/// The server of a script: it listens on this machine only, is not announced, and comes back on its port and folder after every stop.
/// A program of its own, so that it can be killed; with a clock of the script inside this process.
/// </summary>
/// <param name="folder">Its data folder.</param>
/// <param name="clock">The clock that it goes by, or null for a program of its own.</param>
sealed class ScriptServer(string folder, TimeProvider? clock) : IAsyncDisposable
{
    /// <summary>5 times: while it is down, somebody else may have its port for a moment.</summary>
    const int MaxAttempts = 5;

    /// <summary>In its folder: what it shows of itself to its operator only.</summary>
    const string CodeFile = "claim-code";

    IReadOnlyList<string> _words = [];
    ServerProgram? _program;
    ServerInside? _inside;
    IPEndPoint? _endPoint;

    /// <summary>It runs.</summary>
    public bool IsRunning => _program is not null || _inside is not null;

    /// <summary>Where it listens, or listened last; null before the first start.</summary>
    public IPEndPoint? EndPoint => _endPoint;

    /// <summary>What its key is known by, or null without one.</summary>
    public Fingerprint? Key { get; private set; }

    /// <summary>The code with which one becomes its host; empty when somebody is, or before the first start.</summary>
    public string ClaimCode => Path.Combine(folder, CodeFile) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : "";

    /// <summary>Starts it.</summary>
    /// <param name="words">What its command line says more; none takes those of the last start.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task StartAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        if (IsRunning) throw ScriptFailure.Usage("The server runs already; !server restart stops and starts it.");
        if (words.Count > 0) _words = words;
        string[] all = ["--bind", "127.0.0.1", "--port", (_endPoint?.Port ?? 0).ToString(CultureInfo.InvariantCulture), "--data", folder, "--no-announce", .. Named, .. _words];
        if (clock is not null)
        {
            _inside = await ServerInside.StartAsync(all, clock).ConfigureAwait(false);
            (_endPoint, Key) = (_inside.Host.EndPoint, _inside.Host.Fingerprint);
            return;
        }
        for (var attempt = 1; ; attempt++)
        {
            var (program, errors, exitCode) = await ServerProgram.StartAsync(all, cancellation).ConfigureAwait(false);
            if (program is not null)
            {
                (_program, _endPoint) = (program, program.EndPoint);
                Key = Fingerprint.TryParse(program.Key, out var key) ? key : null;
                return;
            }
            if (exitCode != Server.ExitCodes.Unusable || attempt == MaxAttempts) throw new ScriptFailure($"The server did not start and ended with {exitCode}.\n{errors}".TrimEnd()) { ShowsScreen = false };
        }
    }

    /// <summary>Stops it in good order.</summary>
    public async Task StopAsync()
    {
        Require();
        if (_program is { } program) await program.StopAsync().ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends it as the kernel does.</summary>
    public async Task KillAsync()
    {
        Require();
        if (_program is { } program) await program.KillAsync().ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends it if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        _program?.Dispose();
        _program = null;
        if (_inside is not null) await _inside.DisposeAsync().ConfigureAwait(false);
        _inside = null;
    }

    /// <summary>A name that is the same on every machine, unless the script gives one.</summary>
    IEnumerable<string> Named => _words.Contains("--name") ? [] : ["--name", "harbour"];

    void Require()
    {
        if (!IsRunning) throw ScriptFailure.Usage("There is no server that runs; !server start starts one.");
    }
}
