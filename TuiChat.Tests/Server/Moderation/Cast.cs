using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Moderation;
using TuiChat.Tests.Server.Accounts;

namespace TuiChat.Tests.Server.Moderation;

/// <summary>Two people of every level, all in one room: one who acts and one to whom it is done.</summary>
sealed class Cast : IAsyncDisposable
{
    public static readonly RoomName Tea = LineClient.Room("tea");

    public static readonly Level[] Ladder = Enum.GetValues<Level>();

    readonly TestServer _server;
    readonly Dictionary<string, LineClient> _clients = [];
    readonly Dictionary<string, Hello> _hellos = [];

    Cast(TestServer server) => _server = server;

    public Desks Desks => _server.Host.Context.Desks;

    public ModerationBook Book => _server.Host.Context.Moderation;

    public static async Task<Cast> GatherAsync(TestServer server)
    {
        var cast = new Cast(server);
        using var first = await server.EnterAsync("first", Tea.Value);
        await first.SayAsync(Tea.Value, "the room is nobody's");
        foreach (var name in Ladder.SelectMany(level => (string[])[Actor(level), Target(level)]))
        {
            var level = Enum.Parse<Level>(name[..^1], ignoreCase: true);
            cast._hellos[name] = Visit.Hello(name, resume: new string((char)('a' + cast._hellos.Count), Limits.SessionChars));
            if (level != Level.Guest)
            {
                var (registered, welcome) = await Visit.RegisterAsync(server, name);
                registered.Dispose();
                await server.GoneAsync(LineClient.Nick(name));
                cast._hellos[name] = Visit.Hello(name, token: welcome.Token);
            }
            await cast.EnterAsync(name);
            await cast.RestoreRankAsync(name, level);
        }
        return cast;
    }

    public static string Actor(Level level) => $"{level}A".ToLowerInvariant();

    public static string Target(Level level) => $"{level}T".ToLowerInvariant();

    public LineClient Of(string name) => _clients[name];

    /// <summary>Comes in, again if need be, and goes into the room.</summary>
    public async Task EnterAsync(string name)
    {
        if (_clients.Remove(name, out var old)) old.Dispose();
        await _server.GoneAsync(LineClient.Nick(name));
        var (client, _) = await Visit.EnterAsync(_server, _hellos[name], Tea.Value);
        _clients[name] = client;
    }

    /// <summary>Everybody goes.</summary>
    public async Task LeaveAllAsync()
    {
        foreach (var (name, client) in _clients)
        {
            client.Dispose();
            await _server.GoneAsync(LineClient.Nick(name));
        }
        _clients.Clear();
    }

    /// <summary>Gives somebody the rank of the level, as the operator.</summary>
    public async Task RestoreRankAsync(string name, Level level)
    {
        var nick = LineClient.Nick(name);
        if (level == Level.Guest) return;
        Assert.Null(await Desks.Server.RoleAsync(TheOperator, new RoleRequest { Nick = nick, Role = Role(level) }));
        Assert.Null(await Desks.Rooms.RankAsync(TheOperator, new RoleRequest { Nick = nick, Role = Rank(level), Room = Tea }, Tea));
    }

    public static string Role(Level level) => level switch { Level.Host => ServerRole.Host, Level.Moderator => ServerRole.Moderator, _ => ServerRole.Member };

    public static string Rank(Level level) => level switch { Level.RoomOwner => RoomRank.Owner, Level.RoomModerator => RoomRank.Moderator, _ => RoomRank.None };

    public static TuiChat.Server.Commands.Actor TheOperator => TuiChat.Server.Commands.Actor.Operator;

    /// <summary>The number of the newest entry of the log.</summary>
    public async Task<long> LogHeadAsync() => (await Book.ReadLogAsync(null, 1, null)) is [var newest] ? newest.N : 0;

    public ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        return ValueTask.CompletedTask;
    }
}
