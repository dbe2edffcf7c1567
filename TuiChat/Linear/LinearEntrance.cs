using System.Globalization;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Sessions;

namespace TuiChat.Linear;

/// <summary>The lobby in lines: a numbered list of servers, and questions for what is missing. Owns the server hosted here. Lives on the loop.</summary>
sealed class LinearEntrance(
    LineLoop loop, ClientOptions options, KnownServers known, Surroundings surroundings, LineWriter output, Inquiry inquiry, string defaultNick, TimeProvider time) : IAsyncDisposable
{
    /// <summary>64 characters: the longest name of a server.</summary>
    const int MaxNameChars = 64;

    static readonly TimeSpan LookFor = TimeSpan.FromSeconds(DiscoverCommand.DefaultSeconds);

    readonly List<Task> _tasks = [];
    HostedServer? _hosted;
    bool _isFirst = true;

    /// <summary>A server and a nickname were chosen.</summary>
    public event Action<ServerTarget, Nickname>? Chosen;

    /// <summary>One wants to leave.</summary>
    public event Action? Quit;

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
    public void AskAgain() => ChooseServer([]);

    /// <summary>What a name, an address or a link means; null with the problem.</summary>
    public ServerTarget? Find(string text, out string? problem)
    {
        if (InviteLink.IsMeant(text)) return InviteLink.TryParse(text, out var link, out problem) ? ServerTarget.Of(link) : null;
        var place = known.Load().FirstOrDefault(server => string.Equals(server.Name, text, StringComparison.OrdinalIgnoreCase))?.Address ?? text;
        return ServerAddress.TryParse(place, out var address, out problem, options.Port ?? Limits.DefaultPort) ? ServerTarget.Of(address) : null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        if (_hosted is not null) await _hosted.DisposeAsync().ConfigureAwait(false);
    }

    void Look()
    {
        if (surroundings.Network is not { } network)
        {
            ChooseServer([]);
            return;
        }
        output.Write("Looking for servers on this network.");
        _tasks.Add(Task.Run(async () =>
        {
            var found = await new DiscoverCommand(network, time).LookAsync(LookFor).ConfigureAwait(false);
            await loop.PostAsync(() => ChooseServer(found)).ConfigureAwait(false);
        }));
    }

    void ChooseServer(IReadOnlyList<DiscoverRow> found)
    {
        var choices = found.Select(row => (row.Name, row.Address, Note: row.People is { } people ? string.Create(CultureInfo.InvariantCulture, $"{people} {(people == 1 ? "person" : "people")}") : "no answer"))
            .Concat(known.Load().Where(server => found.All(row => row.Id != server.Id)).Select(server => (server.Name, server.Address, Note: "used before")))
            .Where(choice => choice.Address.Length > 0).ToArray();
        if (choices.Length == 0) output.Write("No server was found.");
        else output.Write("The servers:\n" + string.Join('\n', choices.Select((choice, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {choice.Name} at {choice.Address}, {choice.Note}"))));
        inquiry.Ask("Which server? Type a number or an address; host makes one here, again looks again, quit leaves.", text => Choose(text.Trim(), [.. choices.Select(choice => choice.Address)]));
    }

    string? Choose(string text, IReadOnlyList<string> addresses)
    {
        switch (text.ToLowerInvariant())
        {
            case "quit" or "/quit" or "exit" or ".exit": Quit?.Invoke(); return null;
            case "again": Look(); return null;
            case "host": AskToHost(); return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number < 1 || number > addresses.Count) return $"There is no server {number} in the list.";
            text = addresses[number - 1];
        }
        if (!ServerAddress.TryParse(text, out var address, out var problem, options.Port ?? Limits.DefaultPort)) return problem;
        AskNick(ServerTarget.Of(address));
        return null;
    }

    void AskNick(ServerTarget target)
    {
        if (_isFirst && options.Nick is { } given)
        {
            _isFirst = false;
            Chosen?.Invoke(target, given);
            return;
        }
        var suggestion = options.Nick?.Value ?? defaultNick;
        inquiry.Ask(suggestion.Length == 0 ? "Your nickname?" : $"Your nickname? Nothing takes {suggestion}.", text =>
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
            inquiry.Ask("Who may join? Type all for other machines too, or here for this one only.", who => who.Trim().ToLowerInvariant() switch
            {
                "all" => Host(good, isOpen: true),
                "here" => Host(good, isOpen: false),
                _ => "Type all or here.",
            });
            return null;
        });
    }

    string? Host(string name, bool isOpen)
    {
        output.Write($"Starting {name}.");
        _tasks.Add(Task.Run(async () =>
        {
            try
            {
                _hosted = await HostedServer.StartAsync(surroundings.HostFolder, new HostingWishes(name, null, isOpen ? Openness.Announced : Openness.ThisMachine), surroundings.HostPort).ConfigureAwait(false);
                await loop.PostAsync(() => AskNick(_hosted.Target)).ConfigureAwait(false);
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
        return null;
    }
}
