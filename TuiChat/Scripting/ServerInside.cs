using Microsoft.Extensions.Logging;
using TuiChat.Server;
using TuiChat.Server.Logging;

namespace TuiChat.Scripting;

/// <summary>A server in this process, so that it goes by the clock of the script.</summary>
sealed class ServerInside : IAsyncDisposable
{
    readonly ILoggerFactory _loggers;

    ServerInside(ServerHost host, ILoggerFactory loggers) => (Host, _loggers) = (host, loggers);

    /// <summary>The server.</summary>
    public ServerHost Host { get; }

    /// <summary>Starts one as the command line of the program would.</summary>
    /// <exception cref="ScriptFailure">It cannot start; the message says why.</exception>
    public static async Task<ServerInside> StartAsync(IEnumerable<string> words, TimeProvider time)
    {
        var flags = new Server.CommandLine();
        var parsed = flags.Build((_, _, _) => Task.FromResult(ExitCodes.Ok)).Parse([.. words]);
        if (parsed.Errors.Count > 0) throw ScriptFailure.Usage(parsed.Errors[0].Message);
        if (flags.Read(parsed, out var settings) is { Count: > 0 } problems) throw ScriptFailure.Usage(problems[0]);
        DataFolder? folder = null;
        ILoggerFactory? loggers = null;
        try
        {
            folder = DataFolder.Open(settings.Data);
            loggers = ServerLogging.Open(folder.Path, settings, standardError: null);
            return new ServerInside(await ServerHost.StartAsync(new ServerOptions { Settings = settings, Loggers = loggers, Time = time }, folder).ConfigureAwait(false), loggers);
        }
        catch (StartException e)
        {
            loggers?.Dispose();
            folder?.Dispose();
            throw new ScriptFailure(e.Message) { ShowsScreen = false };
        }
    }

    /// <summary>Stops it in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        _loggers.Dispose();
    }
}
