using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Inputs;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// The client put together: the one loop, the screens and how they follow each other. What leads onto a server and happens there is
/// a <see cref="ServerVisit"/>. Everything here happens on the loop.
/// </summary>
sealed class ChatApp : IAsyncDisposable
{
    readonly ClientOptions _options;
    readonly KnownServers _known;
    readonly ChatClient _client;
    readonly CommandTable _commands;
    readonly CommandContext _context;
    readonly ChatView _chat;
    readonly EntranceHall _hall;
    readonly Questions _questions;
    readonly ServerVisit _visit;
    readonly InputKeeper _inputs;
    readonly MovedServer _moved;
    readonly ServerPings _pings;
    readonly HistoryKeeper? _keeper;
    readonly ChatSaving? _saving;

    /// <summary>Makes the client on a terminal and shows its first screen; nothing is sent anywhere before the loop runs.</summary>
    public ChatApp(ITerminal terminal, ClientOptions options, KnownServers known, ApplicationOptions applicationOptions, string defaultNick, Surroundings surroundings, InputStore inputs, SettingsStore? settings = null, ThemeCatalog? themes = null, LocalHistory? history = null)
    {
        settings ??= new SettingsStore();
        _options = options;
        _known = known;
        _hall = new EntranceHall(known, surroundings, options.Link?.ToString() ?? GivenServer?.ToString(), _options.Nick?.Value ?? Chosen(settings.Current.Nick) ?? KnownNick() ?? defaultNick, _options.Port ?? Limits.DefaultPort);
        Application = new Application(terminal, _hall.Current, applicationOptions) { IsMouseCaptured = true };
        var appearance = new Appearance(Application, settings, themes, options.Theme);
        if (GivenTarget is null || options.Nick is null) Application.Open(); // what follows takes as long as all before
        _commands = new CommandTable();
        _client = new ChatClient(applicationOptions.TimeProvider);
        _chat = new ChatView(_client, _commands);
        _inputs = new InputKeeper(inputs, Application.AddTimeout);
        _chat.Input.KeepIn(_inputs);
        _client.People.Later = (delay, action) => Application.AddTimeout(delay, action);
        _questions = new Questions(Application, _client, _hall);
        if (history is not null) settings.Changed += _ => history.Retention = RetentionOptions.Of(settings.Current.HistoryDays, settings.Current.HistoryMegabytes);
        if (history is not null) Application.AfterFrame(history.Begin);
        _keeper = history is null ? null : new HistoryKeeper(history, _client, PostAsync, _questions.OldLines.Ask);
        _ = new Gaze(Application, _client.Ears, () => _keeper?.MarkRead());
        _visit = new ServerVisit(Application, options, known, _client, _chat, _hall, _questions, surroundings.Trust, _keeper) { Tokens = surroundings.Tokens };
        var preferences = new Preferences(Application, _client, _chat, settings, appearance);
        _ = new PresenceKeeper(Application, _client, _chat, settings);
        _ = new IgnoredNames(_client, settings);
        var past = history is null ? null : new PastDesk(Application, _client, _chat, history, () => settings.Current);
        _saving = history is null ? null : new ChatSaving(_client, history, Application.Post, _questions.Ask);
        var away = new AwayDesk(Application, _client, _chat, () => settings.Current);
        _visit.Happened += away.Take;
        _moved = new MovedServer(Application, _client, surroundings.Network);
        _visit.Happened += _moved.Take;
        _visit.Happened += new AnnouncementCheck(Application.AddTimeout, _client, () => AnnouncementCheck.Hosting.Of(_hall.Hosted)).Take;
        _pings = new ServerPings(Application.Post, surroundings);
        var doors = new ScreenDoors(Application, _client, _hall, _visit, _questions, _pings);
        var offers = new ServerOffers(_client, _hall);
        var sources = _chat.Input.Completion.Sources;
        sources[ArgumentKind.Server] = typed => offers.Complete(sources[ArgumentKind.Room], typed);
        _chat.OfferServers(() => offers.Others, name => _chat.ShowProblem(doors.Actions.Join(name).Problem));
        _context = new CommandContext(_client, _questions.Quit, () => _visit.ChooseRoom(), ShowHelp, _commands)
        {
            Controls = preferences.Controls,
            Servers = doors.Actions,
            Elsewhere = _hall.Tell,
            TypeElsewhere = _hall.Type,
            Account = new AccountActions(form => SecretDialog.Open(Application, form), (nick, secret, isNew) => _visit.LogIn(nick, new Login(secret, isNew)), _visit.ForgetLogin)
            {
                LogInTo = LogInTo,
                LobbyChoice = () => (_hall.ChosenServer, _hall.Nick),
            },
            ShowUnread = away.Show,
            Past = _saving is null ? null : past?.Actions(_saving.Save),
        };
        _hall.Commanding = line => _commands.RunInLobby(_context, line).Problem;
        _chat.Input.Accepting = Accept;
        _chat.QuitAsked += () => Leave(settings.Current.ConfirmQuit);
        _chat.HelpAsked += ShowHelp;
        _chat.UnreadAsked += () => _chat.ShowProblem(away.Show().Problem);
        _chat.SearchAsked += () => past?.Search("");
        _hall.QuitAsked += _questions.Quit;
        _visit.QuitAsked += _questions.Quit;
        Application.Post(Begin);
    }

    /// <summary>The loop; whoever runs or steps it is the UI thread.</summary>
    public Application Application { get; }

    /// <summary>The state, for scripts and tests.</summary>
    public ChatClient Client => _client;

    /// <summary>Ends the session: what was sent before is still written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _chat.Input.EndAsync().ConfigureAwait(false);
        await _inputs.DisposeAsync().ConfigureAwait(false);
        await _moved.DisposeAsync().ConfigureAwait(false);
        await _pings.DisposeAsync().ConfigureAwait(false);
        await _visit.DisposeAsync().ConfigureAwait(false);
        if (_saving is not null) await _saving.FinishAsync().ConfigureAwait(false);
        if (_keeper is not null) await _keeper.DisposeAsync().ConfigureAwait(false);
        await _hall.DisposeAsync().ConfigureAwait(false);
        Application.Dispose();
    }

    Task PostAsync(Action action)
    {
        Application.Post(action);
        return Task.CompletedTask;
    }

    ServerAddress? GivenServer => _options.Host is { } host ? new ServerAddress(host, _options.Port ?? Limits.DefaultPort) : null;

    ServerTarget? GivenTarget => _options.Link is { } link ? ServerTarget.Of(link) : GivenServer is { } server ? ServerTarget.Of(server) : null;

    static string? Chosen(string nick) => nick.Length == 0 ? null : nick;

    /// <summary>As whom we were on the server that is given, or where we were last.</summary>
    string? KnownNick() => _known.Load().FirstOrDefault(known => GivenServer is null || known.Address == GivenServer.ToString())?.Nick;

    /// <summary>With everything given no screen is needed before the chat; otherwise it asks for what is missing.</summary>
    void Begin()
    {
        _hall.Begin(Application);
        if (GivenTarget is { } target && _options.Nick is { } nick) _visit.Connect(target, nick);
    }

    AcceptResult Accept(string line)
    {
        if (line.Length == 0 && _client.State.Connection is ConnectionState.Waiting)
        {
            _client.TryNow();
            return AcceptResult.Refused;
        }
        if (line.Length == 0 && _visit.TryAgain()) return AcceptResult.Refused;
        var before = _client.State.Current;
        var result = _chat.IsComposing && !line.StartsWith('/') && line.Length > 0 ? CommandResult.From(_chat.SendComposed(line)) : _commands.Run(_context, line);
        _visit.KeepTicking();
        if (!result.IsDone)
        {
            _chat.ShowProblem(result.Problem);
            return AcceptResult.Refused;
        }
        if (result.NextInput is { } next)
        {
            _chat.Input.Field.History?.Add(line);
            _chat.Input.Field.Text = next;
            return AcceptResult.AcceptedInSilence;
        }
        if (_client.State.Current == before) return AcceptResult.Accepted;
        _chat.ShowCurrentRoom(usedLine: line);
        return AcceptResult.AcceptedInSilence;
    }

    /// <summary>From the lobby onto a server as an account.</summary>
    string? LogInTo(string server, Nickname nick, Secret secret, bool isNew)
    {
        if (_hall.Find(server, out var problem) is not { } target) return problem;
        _visit.Connect(target, nick, new Login(secret, isNew));
        return null;
    }

    void Leave(bool asks)
    {
        if (asks) _questions.BeforeQuit();
        else _questions.Quit();
    }

    void ShowHelp()
    {
        var help = new HelpView(_commands, Application.KeyBindings);
        help.Closed += () => Application.CloseModal(help);
        Application.OpenModal(help);
    }
}
