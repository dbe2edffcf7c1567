using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Linear;

/// <summary>
/// The client without a screen, for screen readers, plain terminals and pipes: what happens is a line, what is typed is a line, and
/// questions are lines too. A second front end over the same client and command table. Everything happens on its <see cref="LineLoop"/>.
/// </summary>
sealed class LinearApp : IAsyncDisposable
{
    /// <summary>1,000 lines: what may be typed, or come through a pipe, before there is a room to say it in.</summary>
    const int MaxHeldLines = 1000;

    /// <summary>50 lines: what of a room is told at most when it is entered.</summary>
    const int LinesTold = 50;

    readonly SettingsStore _settings;
    readonly ChatClient _client;
    readonly CommandTable _commands = new();
    readonly CommandContext _context;
    readonly LineWriter _output;
    readonly LineLoop _loop = new();
    readonly Inquiry _inquiry;
    readonly LinearEntrance _entrance;
    readonly LinearVisit _visit;
    readonly ServerPings _pings;
    readonly SpokenLines _spoken;
    readonly HistoryKeeper? _keeper;
    readonly LinearPast? _past;
    readonly ChatSaving? _saving;
    readonly HashSet<Conversation> _heard = [];
    readonly Queue<string?> _held = new();
    Task _ticking = Task.CompletedTask;
    bool _hasInputEnded;
    bool _leavesWhenDone;
    bool _wasInside;
    int _exitCode = ExitCodes.Ok;

    /// <summary>Makes the client; nothing is said or sent before <see cref="RunAsync"/>.</summary>
    public LinearApp(ClientOptions options, KnownServers known, SettingsStore settings, ThemeNames themes, string defaultNick, Surroundings surroundings, TextWriter output, TimeProvider time, LocalHistory? history = null)
    {
        _settings = settings;
        _output = new LineWriter(output);
        _inquiry = new Inquiry(_output);
        _client = new ChatClient(time);
        _client.People.Later = After;
        ITimer After(TimeSpan delay, Action action) => time.CreateTimer(_ => _ = _loop.PostAsync(action), null, delay, Timeout.InfiniteTimeSpan);
        _client.Untold += (text, isError) => _output.Write(isError ? $"Error: {text}" : text);
        settings.Changed += _ => Apply();
        Apply();
        _client.People.Came += note => Hear(PresenceKeeper.Words(note));
        _client.People.Told += note => Hear(PresenceKeeper.Words(note));
        _ = new IgnoredNames(_client, settings);
        settings.Reread += problems => Tell(problems);
        _spoken = new SpokenLines(() => settings.Current, time.LocalTimeZone);
        _keeper = history is null ? null : new HistoryKeeper(history, _client, _loop.PostAsync, lines => _visit?.AskAboutOldLines(lines), LinesTold, readsAllRooms: true);
        _past = history is null ? null : new LinearPast(_client, history, _output, _loop.PostAsync);
        _saving = history is null ? null : new ChatSaving(_client, history, turn => _ = _loop.PostAsync(turn), (question, yes) => _inquiry.Confirm(question, yes));
        if (history is not null) settings.Changed += _ => history.Retention = RetentionOptions.Of(settings.Current.HistoryDays, settings.Current.HistoryMegabytes);
        _visit = new LinearVisit(_loop, _client, options, known, _output, _inquiry, surroundings.Trust, Listen, _keeper) { Tokens = surroundings.Tokens };
        _visit.Failed += Fail;
        _pings = new ServerPings(turn => _ = _loop.PostAsync(turn), surroundings);
        _entrance = new LinearEntrance(_loop, options, known, surroundings, _output, _inquiry, defaultNick, time);
        _entrance.Chosen += (target, nick) => _visit.Connect(target, nick);
        _entrance.Quit += Leave;
        _entrance.Commanding = line =>
        {
            var result = _commands.RunInLobby(_context!, line); // nothing is typed before there is one
            return result.IsDone ? null : result.Problem;
        };
        _visit.Commanding = Run;
        _visit.Happened += ClaimHosted;
        _visit.Happened += new AnnouncementCheck(After, _client, () => AnnouncementCheck.Hosting.Of(_entrance.Hosted)).Take;
        _context = new CommandContext(_client, Quit, () => _visit.ChooseRoom(), Help, _commands)
        {
            Servers = new LinearDoors(_client, _entrance, _visit, _inquiry, _pings).Actions,
            Account = new AccountActions(Ask, (nick, secret, isNew) => _visit.LogIn(nick, new Login(secret, isNew)), () => _client.Options?.Tokens.Forget(_client.TokenPlace, _client.State.Self))
            {
                LogInTo = LogInTo,
                LobbyChoice = () => ("", options.Nick?.Value ?? defaultNick),
            },
            Past = _saving is null ? null : _past?.Actions(_saving.Save),
            Controls = new ClientControls { Settings = settings, Keys = themes.Keys, Themes = () => themes.Names(), UseTheme = name => themes.Problem(name) },
        };
    }

    /// <summary>What commands about looks and keys need, though neither shows here.</summary>
    /// <param name="Keys">The key table of the full screen.</param>
    /// <param name="Names">The themes.</param>
    /// <param name="Problem">Why a theme cannot be taken, or null.</param>
    public sealed record ThemeNames(KeyBindings Keys, Func<IReadOnlyList<string>> Names, Func<string, string?> Problem);

    /// <summary>Hides what is typed on the terminal, or shows it again; says whether it is hidden.</summary>
    public Func<bool, bool> HideTyping { init => _inquiry.Hide = value; }

    /// <summary>Ends it, as Ctrl+C does. Any thread.</summary>
    public void Interrupt() => _loop.Stop();

    /// <summary>Reads lines and says what happens until one leaves, or the input ends. Returns the exit code.</summary>
    public async Task<int> RunAsync(TextReader input)
    {
        var running = _loop.RunAsync();
        _ticking = TickAsync();
        await _loop.PostAsync(Begin).ConfigureAwait(false);
        // Not awaited at the end: a line that nobody types would hold the program.
        var reading = Task.Run(() => ReadAsync(input));
        await running.ConfigureAwait(false);
        if (reading.IsFaulted) await reading.ConfigureAwait(false);
        return _exitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _loop.Stop();
        await _ticking.ConfigureAwait(false);
        await _pings.DisposeAsync().ConfigureAwait(false);
        await _visit.DisposeAsync().ConfigureAwait(false);
        if (_past is not null) await _past.FinishAsync().ConfigureAwait(false);
        if (_saving is not null) await _saving.FinishAsync().ConfigureAwait(false);
        if (_keeper is not null) await _keeper.DisposeAsync().ConfigureAwait(false);
        await _entrance.DisposeAsync().ConfigureAwait(false);
        _loop.Dispose();
    }

    /// <summary>From the list of servers onto one as an account.</summary>
    string? LogInTo(string server, Nickname nick, Secret secret, bool isNew)
    {
        if (_entrance.Find(server, out var problem) is { } target) _visit.Connect(target, nick, new Login(secret, isNew));
        else
        {
            _output.Write($"Not done: {problem}");
            _entrance.AskAgain();
        }
        return null;
    }

    /// <summary>Who hosts a server in this program is its host.</summary>
    void ClaimHosted(SessionEvent happened)
    {
        if (happened is SessionEvent.Entered && _client.IsOnHosted && _client.State.Standing.Role != ServerRole.Host && _entrance.Hosted?.ClaimCode is { } code) _client.Ask(new ClaimRequest { Code = code });
    }

    bool IsInside => _visit.IsReady && _client.State.Current is { IsJoined: true };

    void Begin()
    {
        Tell(_settings.Problems);
        _entrance.Begin();
    }

    async Task ReadAsync(TextReader input)
    {
        while (true)
        {
            var line = await input.ReadLineAsync().ConfigureAwait(false);
            if (!await _loop.PostAsync(() => Receive(line)).ConfigureAwait(false) || line is null) return;
        }
    }

    async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _client.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_loop.Stopping).ConfigureAwait(false))
            {
                await _loop.PostAsync(() =>
                {
                    if (_client.WantsTicks) _client.Tick();
                    _settings.Look();
                    Listen();
                    if (_output.IsBroken) Leave();
                }).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_loop.Stopping.IsCancellationRequested)
        {
            // That is the end.
        }
    }

    /// <summary>A line was typed; it comes behind those that wait.</summary>
    void Receive(string? line)
    {
        _hasInputEnded |= line is null;
        if (_held.Count == 0) Take(line);
        else if (_held.Count < MaxHeldLines) _held.Enqueue(line);
        Listen();
    }

    /// <summary>The next line; null is the end of the input.</summary>
    void Take(string? line)
    {
        if (_inquiry.IsOpen && line is not null) _inquiry.Answer(line);
        else if (_inquiry.IsOpen) LeaveUnanswered();
        else if (!IsInside && _held.Count < MaxHeldLines) _held.Enqueue(line);
        else if (line is null) _leavesWhenDone = true;
        else
        {
            _wasInside = true;
            Run(line);
        }
        if (_leavesWhenDone) LeaveIfDone();
    }

    void Run(string line)
    {
        if (line.Length == 0 && _client.State.Connection is ConnectionState.Waiting) _client.TryNow();
        else if (line.Length == 0 && _visit.TryAgain()) _output.Write("Trying again.");
        else Tell(_commands.Run(_context, line));
        Listen();
    }

    void Tell(CommandResult result)
    {
        if (result is { IsDone: false, Problem: { } problem }) _output.Write($"Not done: {problem}");
        else if (result.NextInput is { } next) _output.Write($"Go on by typing: {next}");
    }

    /// <summary>Looks whether there are rooms that were not listened to, and lets in what waited for a room or a question.</summary>
    void Listen()
    {
        foreach (var room in _client.State.Conversations)
        {
            if (_heard.Add(room)) room.Timeline.Changed += (before, item) => Say(room, before, item);
        }
        _visit.TellPlace();
        while ((IsInside || _inquiry.IsOpen) && _held.TryDequeue(out var line)) Take(line);
        if (_leavesWhenDone) LeaveIfDone();
    }

    void Say(Conversation room, TimelineItem.Said? before, TimelineItem item)
    {
        if (room.IsRecalling && !(item is TimelineItem.Said said && said.Seq > room.ReadUpTo)) return; // told before, in an earlier run
        var text = before is not null && item is TimelineItem.Said now ? SpokenLines.OfChange(before, now) : _spoken.Of(item);
        if (text is null) return;
        _output.Write(room.IsOpen ? text : room.With is { } with ? $"Alone with {with}: {text}" : $"In {room.Title}: {text}");
    }

    void Apply()
    {
        var now = _settings.Current;
        _client.Ears.Words = now.Highlights;
        _client.Ears.Ignored = now.Ignored.ToHashSet(StringComparer.Ordinal);
        _client.People.Watched = now.Watched;
    }

    void Hear(string? text)
    {
        if (text is not null) _output.Write(text);
    }

    /// <summary>One question after the other; an empty line goes back.</summary>
    void Ask(SecretForm form)
    {
        _output.Write($"{form.Title}{(form.Title.EndsWith('?') ? "" : ".")} An empty line goes back.");
        Ask(form, []);
    }

    void Ask(SecretForm form, List<string> texts)
    {
        var field = form.Fields[texts.Count];
        _inquiry.Ask(field.Text.Length > 0 ? $"{field.Label}? A dot takes {field.Text}." : $"{field.Label}?", typed =>
        {
            if (typed.Length == 0)
            {
                _output.Write("Nothing was done.");
                if (_client.Options is null) _entrance.AskAgain(); // there is no room to go back to
                return null;
            }
            var text = typed == "." && field.Text.Length > 0 ? field.Text : typed;
            if (field.Problem(text, texts) is { } problem)
            {
                if (!field.IsRepetition) return problem;
                // Which of the two is mistyped nobody has seen.
                texts.RemoveAt(texts.Count - 1);
                _output.Write(problem);
                Ask(form, texts);
                return null;
            }
            texts.Add(text);
            if (texts.Count == form.Fields.Count) form.Take(texts);
            else Ask(form, texts);
            Listen();
            return null;
        }, field.IsSecret);
    }

    void Help() => _output.Write(string.Join('\n', _commands.All.Select(command => $"{command.Usage}: {command.Help}")) + "\nEverything else is said in the room. Ctrl+D or /quit leaves.");

    void Quit()
    {
        if (_entrance.Guests is var guests and > 0) _inquiry.Confirm($"Others are on the server that you host ({guests}); leaving stops it. Leave?", Leave);
        else if (!_client.IsOnline && _client.UnsentLines > 0) _inquiry.Confirm($"Not sent yet: {_client.UnsentLines}. {(_keeper is null ? "Leave and lose them?" : "They are kept here, and sent when you are on this server again. Leave?")}", Leave);
        else Leave();
    }

    /// <summary>The input has ended: once all is sent, what was asked before is still answered, as the server answers in order.</summary>
    void LeaveIfDone()
    {
        if (_client.IsOnline && _client.UnsentLines > 0) return;
        if (_past?.IsBusy == true || _saving?.FinishAsync().IsCompleted == false) return;
        _leavesWhenDone = false;
        if (!_client.Ask(new PingRequest(), (_, _) => Leave())) Leave();
    }

    /// <summary>The input has ended before a question.</summary>
    void LeaveUnanswered()
    {
        if (!_wasInside) _exitCode = ExitCodes.Unreachable;
        Leave();
    }

    /// <summary>The server could not be entered: another one may be named, if there is somebody to name it.</summary>
    void Fail()
    {
        if (_hasInputEnded)
        {
            _exitCode = ExitCodes.Unreachable;
            Leave();
        }
        else _entrance.AskAgain();
    }

    void Leave() => _loop.Stop();

    void Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems) _output.Write($"Error: {problem}");
    }
}
