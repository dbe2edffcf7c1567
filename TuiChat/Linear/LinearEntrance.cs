using System.Globalization;
using TuiChat.Commands;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Sessions;

namespace TuiChat.Linear;

/// <summary>The lobby in lines: a numbered list of servers, and questions for what is missing. Owns the server hosted here. Lives on the loop.</summary>
sealed class LinearEntrance(
    LineLoop loop, ClientOptions options, KnownServers known, Surroundings surroundings, LineWriter output, Inquiry inquiry, string defaultNick, TimeProvider time) : IServerHall, IAsyncDisposable
{
    /// <summary>64 characters: the longest name of a server.</summary>
    const int MaxNameChars = 64;

    static readonly TimeSpan LookFor = TimeSpan.FromSeconds(DiscoverCommand.DefaultSeconds);

    readonly ServerWords _words = new(options.Port ?? Limits.DefaultPort);
    readonly List<Task> _tasks = [];
    HostedServer? _hosted;
    Task _stopping = Task.CompletedTask;
    IReadOnlyList<DiscoverRow> _found = [];
    bool _isFirst = true;
    // What was typed leads on; the question for a server is not to be asked again.
    bool _goesOn;

    /// <summary>A server and a nickname were chosen.</summary>
    public event Action<ServerTarget, Nickname>? Chosen;

    /// <summary>One wants to leave.</summary>
    public event Action? Quit;

    /// <summary>A command was typed where a server is asked for; what is wrong with it, or null.</summary>
    public Func<string, string?>? Commanding { get; set; }

    /// <inheritdoc/>
    public HostedServer? Hosted => _hosted;

    /// <summary>How many others are on the server that is hosted here.</summary>
    public int Guests => _hosted is null ? 0 : Math.Max(0, _hosted.People - 1);

    /// <summary>Asks for what the command line does not say.</summary>
    public void Begin()
    {
        if (options.Link is { } link) AskNick(ServerTarget.Of(link));
        else if (options.Host is { } host) AskNick(ServerTarget.Of(new ServerAddress(host, options.Port ?? Limits.DefaultPort)));
        else Look();
    }

    /// <summary>That did not work: to the servers again.</summary>
    public void AskAgain() => ChooseServer();

    /// <inheritdoc/>
    public ServerTarget? Find(string text, out string? problem) => _words.Find(text, _hosted, Targets, out problem);

    /// <summary>Hosts a server for trying things out: on this machine only, not announced, with a folder of its own; joins it, as somebody who is asked for without a name.</summary>
    public void HostTest(Nickname? nick) => Host(new HostingWishes("test server", null, Openness.ThisMachine), surroundings.HostFolder + "-test", nick);

    /// <summary>Stops the server that is hosted here.</summary>
    public void StopHosting()
    {
        if (_hosted is not { } hosted) return;
        _hosted = null;
        _stopping = hosted.DisposeAsync().AsTask();
        _tasks.Add(_stopping);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        if (_hosted is not null) await _hosted.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Looks for servers, and asks for one.</summary>
    public void Look()
    {
        _goesOn = true;
        if (surroundings.Network is not { } network)
        {
            ChooseServer();
            return;
        }
        output.Write("Looking for servers on this network.");
        _tasks.Add(Task.Run(async () =>
        {
            var found = await new DiscoverCommand(network, time).LookAsync(LookFor).ConfigureAwait(false);
            await loop.PostAsync(() =>
            {
                _found = found;
                ChooseServer();
            }).ConfigureAwait(false);
        }));
    }

    /// <summary>The servers that were found and those used before, with their addresses.</summary>
    (string Name, string Address, string Note)[] Choices =>
    [
        .. _found.Select(row => (row.Name, row.Address, Note: row.People is { } people ? string.Create(CultureInfo.InvariantCulture, $"{people} {(people == 1 ? "person" : "people")}") : "no answer"))
            .Concat(known.Load().Where(server => _found.All(row => row.Id != server.Id)).Select(server => (server.Name, server.Address, Note: "used before")))
            .Where(choice => choice.Address.Length > 0),
    ];

    /// <summary>Where the names of <see cref="Choices"/> lead; of servers with one name the first is meant.</summary>
    IEnumerable<(string Name, ServerTarget? Target)> Targets =>
        Choices.DistinctBy(choice => choice.Name, StringComparer.OrdinalIgnoreCase).Select(choice => (choice.Name, ServerAddress.TryParse(choice.Address, out var address, out _) ? ServerTarget.Of(address) : null));

    void ChooseServer()
    {
        var choices = Choices;
        if (choices.Length == 0) output.Write("No server was found.");
        else output.Write("The servers:\n" + string.Join('\n', choices.Select((choice, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {choice.Name} at {choice.Address}, {choice.Note}"))));
        AskServer([.. choices.Select(choice => choice.Address)]);
    }

    void AskServer(IReadOnlyList<string> addresses) =>
        inquiry.Ask("Which server? Type a number, a name, an address or a link; host makes one here, again looks again, /help lists commands, quit leaves.", text => Choose(text.Trim(), addresses));

    string? Choose(string text, IReadOnlyList<string> addresses)
    {
        switch (text.ToLowerInvariant())
        {
            case "quit" or "/quit" or "exit" or ".exit": Quit?.Invoke(); return null;
            case "again": Look(); return null;
            case "host": AskToHost(); return null;
        }
        if (text.StartsWith('/')) return Command(text, addresses);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number < 1 || number > addresses.Count) return $"There is no server {number} in the list.";
            text = addresses[number - 1];
        }
        if (Find(text, out var problem) is not { } target) return problem;
        AskNick(target);
        return null;
    }

    /// <summary>Runs a command; unless it leads away the question is still there.</summary>
    string? Command(string line, IReadOnlyList<string> addresses)
    {
        _goesOn = false;
        if (Commanding?.Invoke(line) is { } problem) return problem;
        if (!_goesOn && !inquiry.IsOpen && !loop.Stopping.IsCancellationRequested) AskServer(addresses);
        return null;
    }

    /// <summary>Asks as whom to go to a server.</summary>
    public void AskNick(ServerTarget target)
    {
        _goesOn = true;
        if (_isFirst && options.Nick is { } given)
        {
            _isFirst = false;
            Chosen?.Invoke(target, given);
            return;
        }
        var suggestion = options.Nick?.Value ?? defaultNick;
        inquiry.Ask(suggestion.Length == 0 ? "Your nickname?" : $"Your nickname? An empty line takes {suggestion}.", text =>
        {
            if (!Nickname.TryParse(text.Trim().Length == 0 ? suggestion : text.Trim(), out var nick, out var problem)) return problem;
            Chosen?.Invoke(target, nick);
            return null;
        });
    }

    void AskToHost()
    {
        if (_hosted is { } running)
        {
            AskNick(running.Target);
            return;
        }
        inquiry.Ask("The name of your server?", name =>
        {
            if (name.Trim() is not { Length: > 0 and <= MaxNameChars } good) return $"Give it a name of at most {MaxNameChars} characters.";
            inquiry.Ask("Who may join? Type all for everybody on this network, link for those whom you give the address, or here for this machine only.", who => who.Trim().ToLowerInvariant() switch
            {
                "all" => AskPassword(good, Openness.Announced),
                "link" => AskPassword(good, Openness.Unannounced),
                "here" => AskPassword(good, Openness.ThisMachine),
                _ => "Type all, link or here.",
            });
            return null;
        });
    }

    string? AskPassword(string name, Openness openness)
    {
        inquiry.Ask("A password that others need? An empty line means none.", text =>
        {
            if (new SecretField("Password").Problem(text, []) is { } problem) return problem;
            Host(new HostingWishes(name, text.Length == 0 ? null : new Secret(text), openness), surroundings.HostFolder, null);
            return null;
        }, isSecret: true);
        return null;
    }

    void Host(HostingWishes wishes, string folder, Nickname? nick)
    {
        _goesOn = true;
        if (_hosted is { } running)
        {
            output.Write($"Error: You host {running.Wishes.Name} already. Go there and /leave it first.");
            AskAgain();
            return;
        }
        output.Write($"Starting {wishes.Name}.");
        var before = _stopping; // it may have held the same folder
        _tasks.Add(Task.Run(async () =>
        {
            try
            {
                await before.ConfigureAwait(false);
                var hosted = _hosted = await HostedServer.StartAsync(folder, wishes, surroundings.HostPort).ConfigureAwait(false);
                await loop.PostAsync(() =>
                {
                    if (nick is { } known) Chosen?.Invoke(hosted.Target, known);
                    else AskNick(hosted.Target);
                }).ConfigureAwait(false);
            }
            catch (StartException e)
            {
                await loop.PostAsync(() =>
                {
                    output.Write($"Error: {e.Message}");
                    AskAgain();
                }).ConfigureAwait(false);
            }
        }));
    }
}
