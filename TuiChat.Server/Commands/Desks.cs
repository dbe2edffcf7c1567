using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>All places where order is kept. One per server.</summary>
sealed class Desks : IDisposable
{
    readonly ServerContext _server;
    readonly Desk _desk;

    /// <param name="server">What they work with.</param>
    public Desks(ServerContext server)
    {
        _server = server;
        _desk = new Desk(server);
        Door = new EntryDesk(server);
        Removal = new RemovalDesk(server, _desk);
        Mutes = new MuteDesk(server, _desk, Removal);
        Rooms = new RoomDesk(server, _desk);
        Server = new ServerDesk(server, _desk);
    }

    /// <summary>Who may come in.</summary>
    public EntryDesk Door { get; }

    /// <summary>Kicks and bans.</summary>
    public RemovalDesk Removal { get; }

    /// <summary>Mutes.</summary>
    public MuteDesk Mutes { get; }

    /// <summary>What is set of rooms.</summary>
    public RoomDesk Rooms { get; }

    /// <summary>What concerns the server.</summary>
    public ServerDesk Server { get; }

    /// <summary>The level of somebody, here or not, in a room.</summary>
    public Level LevelOf(Guid author, RoomName room) => _desk.Find(author)?.In(room, _server.Moderation) ?? _server.Moderation.RulesOf(room).RankOf(author);

    /// <summary>An account is gone, in the store already: its ranks, its invitations and what held it.</summary>
    public Task ForgetAsync(Guid author) => _desk.InTurnAsync(() =>
    {
        _server.Moderation.Forget(author);
        return Task.FromResult<Refusal?>(null);
    });

    /// <summary>Notes what was done elsewhere. Never fails: what cannot be noted is told in the log by the store.</summary>
    public async Task NoteAsync(Actor actor, string what, string? whom, RoomName? room, string? text)
    {
        try
        {
            await _server.Moderation.LogAsync(_desk.Entry(actor, what, whom, room, null, text)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or Microsoft.Data.Sqlite.SqliteException)
        {
            // It is done, which is what was asked for.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _desk.Dispose();
}
