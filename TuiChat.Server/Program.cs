using System.CommandLine;

namespace TuiChat.Server;

/// <summary>The entry point of <c>tuichat-server</c>.</summary>
static class Program
{
    /// <summary>Signals are the daemon's matter: it takes its time to say goodbye.</summary>
    static InvocationConfiguration OwnSignals { get; } = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };

    /// <summary>Runs the server until it is asked to stop.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    static async Task<int> Main(string[] args)
    {
        // Read once by System.Net.Sockets: what waits for a socket goes on on the thread that waits for all of them. See docs/DECISIONS.md.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        var result = new CommandLine().Build(Daemon.RunAsync).Parse(args);
        if (result.Errors.Count == 0) return await result.InvokeAsync(OwnSignals).ConfigureAwait(false);
        foreach (var error in result.Errors) await Console.Error.WriteLineAsync($"tuichat-server: {error.Message}").ConfigureAwait(false);
        await Console.Error.WriteLineAsync("Try: tuichat-server --help").ConfigureAwait(false);
        return ExitCodes.Usage;
    }
}
