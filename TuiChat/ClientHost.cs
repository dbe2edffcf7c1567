using TuiChat.History;
using TuiChat.Inputs;
using TuiChat.Lobby;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>
/// The full-screen client on a terminal, with what it stands on: remembered servers and keys, typed lines, the past. Used by the program,
/// by scripts and by tests; who makes it owns it.
/// </summary>
sealed class ClientHost : IAsyncDisposable
{
    readonly ServerProbe _probe = new(TimeProvider.System);

    /// <summary>Puts it together; nothing is sent anywhere before its loop runs or is stepped.</summary>
    public ClientHost(ITerminal terminal, ClientOptions options, ClientPlace place)
    {
        var data = place.Folders.Data;
        var settings = place.Settings;
        var surroundings = new Surroundings(place.Network, _probe.AskAsync, Path.Combine(data, "hosted"), place.HostPort, place.OwnPort)
        {
            Trust = new ServerTrust(new PinStore(data, TimeProvider.System)),
            Tokens = new TokenStore(data, TimeProvider.System),
        };
        History = LocalHistory.Prepare(data, RetentionOptions.Of(settings.Current.HistoryDays, settings.Current.HistoryMegabytes), TimeProvider.System); // begins behind the first frame
        App = new ChatApp(terminal, options, new KnownServers(data), place.Application, place.DefaultNick, surroundings, new InputStore(data), settings, place.Themes, History);
    }

    /// <summary>The client.</summary>
    public ChatApp App { get; }

    /// <summary>What it remembers.</summary>
    public LocalHistory History { get; }

    /// <summary>Ends the stay: what was sent before is still written, and what is remembered is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync().ConfigureAwait(false);
        History.Dispose();
        _probe.Dispose();
    }
}
