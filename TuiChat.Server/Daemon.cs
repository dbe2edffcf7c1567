using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using TuiChat.Server.Configuration;
using TuiChat.Server.Logging;
using TuiChat.Server.Operator;

namespace TuiChat.Server;

/// <summary>The server as a program: settings, log, signals, the ready line, exit codes.</summary>
static class Daemon
{
    /// <summary>Runs until a signal or the operator says stop.</summary>
    public static async Task<int> RunAsync(CommandLine flags, ParseResult parsed, CancellationToken stop)
    {
        var problems = flags.Read(parsed, out var settings);
        if (problems.Count > 0)
        {
            foreach (var problem in problems) await Console.Error.WriteLineAsync($"tuichat-server: {problem}").ConfigureAwait(false);
            return ExitCodes.Usage;
        }
        try
        {
            return await RunAsync(flags, parsed, settings, stop).ConfigureAwait(false);
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"tuichat-server: {e.Message}").ConfigureAwait(false);
            return e.ExitCode;
        }
        catch (Exception e) // the outermost loop: a defect ends the program, and is told in one sentence
        {
            await Console.Error.WriteLineAsync($"tuichat-server: A defect ended the server: {LogText.Clean(e.Message)}").ConfigureAwait(false);
            return ExitCodes.Defect;
        }
    }

    static async Task<int> RunAsync(CommandLine flags, ParseResult parsed, ServerSettings settings, CancellationToken stop)
    {
        using var folder = DataFolder.Open(settings.Data);
        var terminal = new SharedTerminal();
        using var loggers = ServerLogging.Open(folder.Path, settings, terminal);
        await using var host = await ServerHost.StartAsync(new ServerOptions { Settings = settings, Loggers = loggers }, folder, stop).ConfigureAwait(false);
        var log = new ServerLog(loggers.CreateLogger<ServerHost>());
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = Stop(PosixSignal.SIGINT, stopped);
        using var terminate = Stop(PosixSignal.SIGTERM, stopped);
        using var reload = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload(flags, parsed, host, log);
        });
        var console = new OperatorConsole(host.Control);
        var control = ControlSocket.Open(folder.Path, console, () => stopped.TrySetResult(), loggers, TimeProvider.System);
        await Console.Out.WriteLineAsync($"ready {host.Name} {host.EndPoint} {host.Fingerprint?.ToString() ?? "plain"}").ConfigureAwait(false);
        if (host.ClaimCode is { } code) // not in the log, which others may read
            await Console.Error.WriteLineAsync($"Nobody runs this server yet. Connect and say /claim {code} to be its host.").ConfigureAwait(false);
        var typing = Console.IsInputRedirected ? stopped.Task : RunConsole(console, terminal);
        await Task.WhenAny(stopped.Task, typing).ConfigureAwait(false);
        if (control is not null) await control.DisposeAsync().ConfigureAwait(false);
        await host.StopAsync().ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    /// <summary>The console blocks on its terminal, so it has a thread, which ends with the process.</summary>
    static Task RunConsole(OperatorConsole console, SharedTerminal terminal)
    {
        Console.WriteLine("Type help for what you can do here, exit to stop the server.");
        var loop = new ConsoleLoop(console, Console.Out, terminal);
        var canDraw = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");
        return Task.Factory.StartNew(
            () => canDraw ? loop.RunKeysAsync(ReadKey, () => Console.WindowWidth) : loop.RunLinesAsync(Console.In), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    static ConsoleKeyInfo? ReadKey()
    {
        try
        {
            Console.TreatControlCAsInput = true; // it empties the line that is typed, and stops the server from an empty one
            return Console.ReadKey(intercept: true);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return null; // the terminal is gone
        }
    }

    static void Reload(CommandLine flags, ParseResult parsed, ServerHost host, ServerLog log)
    {
        try
        {
            var problems = flags.Read(parsed, out var settings);
            foreach (var problem in problems) log.NotReloaded(problem);
            if (problems.Count == 0) host.Apply(settings);
        }
        catch (Exception e) // the outermost loop of a signal: what runs goes on as it is
        {
            log.NotReloaded(LogText.Clean(e.Message));
        }
    }

    static PosixSignalRegistration Stop(PosixSignal signal, TaskCompletionSource stopped) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stopped.TrySetResult();
    });
}
