using System.Runtime.InteropServices;
using System.Text;
using TuiChat.Discovery;
using TuiChat.History;
using TuiChat.Linear;
using TuiChat.Lobby;
using TuiChat.Pipe;
using TuiChat.Protocol;
using TuiChat.Scripting;
using TuiChat.Sessions;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

static class Program
{
    /// <summary>Until the loop runs and after it has ended, people are told things by plain lines; the framework's console is never touched.</summary>
    static int Main(string[] args)
    {
        using var output = OpenWriter(1);
        using var error = OpenWriter(2);
        try
        {
            return StartWords.TryRead(args) is { } words ? Start(words, output, error) : CommandLine.Invoke(args, output, error, words => Start(words, output, error), (lookFor, isJson) => DiscoverAsync(lookFor, isJson, output, error).GetAwaiter().GetResult(), data => ListThemes(data, output, error), options => PipeAsync(options, error).GetAwaiter().GetResult(), (file, script) => RunScript(file, script, output, error));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The terminal has been given back by now.
            error.WriteLine($"tuichat: This is a defect of TuiChat, please report it with what follows. What you typed and did not send is lost.\n{e}");
            return ExitCodes.Defect;
        }
    }

    static async Task<int> DiscoverAsync(TimeSpan lookFor, bool isJson, TextWriter output, TextWriter error)
    {
        await using var discovery = new ServiceDiscovery();
        await new DiscoverCommand(Neighbourhood.Of(discovery), TimeProvider.System).RunAsync(lookFor, isJson, output, error).ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    static async Task<int> PipeAsync(PipeArguments options, TextWriter error)
    {
        using var input = new StandardStream(0);
        using var output = new StandardStream(1);
        var trust = new ServerTrust(new PinStore(DataFolders.Find(options.Data).Data, TimeProvider.System));
        using var run = new PipeRun(options, trust, input, output, () => output.IsReaderGone, error, TimeProvider.System);
        (PosixSignal Signal, int Number)[] ends = [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1)];
        var registrations = ends.Select(end => PosixSignalRegistration.Create(end.Signal, context =>
        {
            context.Cancel = true;
            run.Interrupt(end.Number);
        })).ToList();
        var exitCode = await run.RunAsync().ConfigureAwait(false);
        foreach (var registration in registrations) registration.Dispose();
        return exitCode;
    }

    static int RunScript(string file, ScriptOptions script, TextWriter output, TextWriter error)
    {
        using var input = new StreamReader(new StandardStream(0), new UTF8Encoding(false));
        return ScriptProgram.Run(file, script, input, output, error);
    }

    static string? CannotRun() => OperatingSystem.IsWindows() ? WindowsTerminal.CannotRun() : UnixTerminal.CannotRun(Environment.GetEnvironmentVariable);

    static int ListThemes(string? data, TextWriter output, TextWriter error) =>
        ThemeReport.Print(ThemeCatalog.Of(DataFolders.Find(data).Config), output, error) ? ExitCodes.Ok : ExitCodes.Usage;

    static int Start(StartWords words, TextWriter output, TextWriter error)
    {
        if (words.Read(out var options) is { } problem)
        {
            error.WriteLine($"tuichat: {problem}");
            return ExitCodes.Usage;
        }
        return Run(options, output, error);
    }

    static int Run(ClientOptions options, TextWriter output, TextWriter error)
    {
        if (!options.IsLinear && CannotRun() is { } reason)
        {
            error.WriteLine($"tuichat: {reason} Or use --linear, which needs no full screen.");
            return ExitCodes.Usage;
        }
        if (!options.IsLinear) Rehearsal.Begin();
        var folders = DataFolders.Find(options.Data);
        var themes = ThemeCatalog.Of(folders.Config);
        if (options.Theme is { } theme && theme != ClientSettings.AutoTheme && themes.Load(theme).Problems is { Count: > 0 } problems)
        {
            foreach (var problem in problems) error.WriteLine($"tuichat: {problem}");
            return ExitCodes.Usage;
        }
        var settings = new SettingsStore(Path.Combine(folders.Config, "config.json"));
        if (options.IsLinear) return RunLinearAsync(options, folders, settings, themes, output).GetAwaiter().GetResult();
        using ITerminal terminal = OperatingSystem.IsWindows() ? new WindowsTerminal(Environment.GetEnvironmentVariable) : new UnixTerminal(Environment.GetEnvironmentVariable);
        return RunAsync(terminal, options, folders, settings, themes).GetAwaiter().GetResult();
    }

    /// <summary>The loop runs on the calling thread, which is the main one; only the end of the session is awaited.</summary>
    static async Task<int> RunAsync(ITerminal terminal, ClientOptions options, DataFolders folders, SettingsStore settings, ThemeCatalog themes)
    {
        await using var discovery = new ServiceDiscovery(); // opens nothing until the lobby looks
        await using var client = new ClientHost(terminal, options, new ClientPlace
        {
            Folders = folders,
            Settings = settings,
            Themes = themes,
            DefaultNick = DefaultNick(),
            Network = options.NoDiscovery ? null : Neighbourhood.Of(discovery),
            HostPort = Limits.DefaultPort,
            OwnPort = Limits.DefaultPort,
        });
        var app = client.App;
        // The terminal restores itself; these end the loop, so that the server is told and the rooms are remembered.
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        app.Application.Run();
        return ExitCodes.Ok;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            app.Application.RequestStop();
        }
    }

    static async Task<int> RunLinearAsync(ClientOptions options, DataFolders folders, SettingsStore settings, ThemeCatalog themes, TextWriter output)
    {
        using var echo = new TypedEcho();
        using var probe = new ServerProbe(TimeProvider.System);
        await using var discovery = new ServiceDiscovery();
        var looks = new LinearApp.ThemeNames(ChatBindings.Create(), () => themes.Names, name => themes.Load(name).Problems is [var first, ..] ? first : null);
        using var history = LocalHistory.Open(folders.Data, RetentionOptions.Of(settings.Current.HistoryDays, settings.Current.HistoryMegabytes), TimeProvider.System);
        await using var app = new LinearApp(options, new KnownServers(folders.Data), settings, looks, DefaultNick(), Around(options, folders, probe, discovery), output, TimeProvider.System, history) { HideTyping = echo.Hide };
        PosixSignal[] ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        var registrations = ends.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            app.Interrupt();
        })).ToList();
        using var input = new StreamReader(new StandardStream(0), new UTF8Encoding(false));
        var exitCode = await app.RunAsync(input).ConfigureAwait(false);
        foreach (var registration in registrations) registration.Dispose();
        return exitCode;
    }

    static Surroundings Around(ClientOptions options, DataFolders folders, ServerProbe probe, ServiceDiscovery discovery) => new(
        options.NoDiscovery ? null : Neighbourhood.Of(discovery), probe.AskAsync, Path.Combine(folders.Data, "hosted"), Limits.DefaultPort, OwnPort: Limits.DefaultPort)
    {
        Trust = new ServerTrust(new PinStore(folders.Data, TimeProvider.System)),
        Tokens = new TokenStore(folders.Data, TimeProvider.System),
    };

    /// <summary>The name of the OS user, as far as it can be a nickname.</summary>
    internal static string DefaultNick() => Nickname.TryParse(Environment.UserName, out var nick, out _) ? nick.Value : "";

    static StreamWriter OpenWriter(int descriptor) =>
        new(new StandardStream(descriptor), new UTF8Encoding(false)) { AutoFlush = true };
}
