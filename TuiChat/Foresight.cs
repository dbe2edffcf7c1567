using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>
/// Shows what is remembered of a server where we were before, while it has not answered: its rooms and lines. Which server will
/// answer is a guess; when it is another one, the client gives all of this up. Lives on the loop.
/// </summary>
sealed class Foresight
{
    readonly ChatClient _client;
    readonly KnownServers _known;
    readonly RoomName? _room;
    readonly HistoryKeeper? _keeper;
    RoomName? _awaited;
    SessionEnd? _failure;

    /// <param name="client">The client.</param>
    /// <param name="known">The servers where we were.</param>
    /// <param name="room">The room of the command line, or null.</param>
    /// <param name="keeper">What remembers; without it nothing is known in advance.</param>
    public Foresight(ChatClient client, KnownServers known, RoomName? room, HistoryKeeper? keeper)
    {
        (_client, _known, _room, _keeper) = (client, known, room, keeper);
        if (keeper is not null) keeper.Recalled += Look;
    }

    /// <summary>There is something to see.</summary>
    public event Action? Shown;

    /// <summary>The server cannot be reached, and there turned out to be nothing to see.</summary>
    public event Action<SessionEnd>? Failed;

    /// <summary>The chat is on the screen and the server has not answered.</summary>
    public bool IsShown { get; private set; }

    /// <summary>The server that a target probably leads to; null when we were never there or remember nothing.</summary>
    public KnownServer? Of(ServerTarget target)
    {
        if (_keeper is null || target.Source is KeySource.Hosted) return null;
        var known = _known.Load();
        return target.Id is { Length: > 0 } id
            ? known.FirstOrDefault(server => server.Id == id)
            : known.FirstOrDefault(server => target.Addresses.Any(address => address.ToString() == server.Address));
    }

    /// <summary>The room to go to on a server: the one that was asked for, or the last one.</summary>
    public string? RoomToOpen(KnownServer? visit) => (_client.Options?.Target.Room ?? _room)?.Value ?? visit?.Room;

    /// <summary>Recalls the rooms of a server that the client has begun to connect to.</summary>
    public void Begin(KnownServer? visit)
    {
        End();
        if (visit is null || !RoomName.TryParse(RoomToOpen(visit), out var open, out _)) return;
        _awaited = open;
        foreach (var name in visit.Rooms.Append(open.Value).Distinct())
        {
            if (RoomName.TryParse(name, out var room, out _)) _client.Foresee(room);
        }
    }

    /// <summary>Whether one goes on looking at what is remembered when the server cannot be reached, or is about to find out.</summary>
    public bool Withstands(SessionEnd end)
    {
        if (_awaited is not null) _failure = end;
        return IsShown || _awaited is not null;
    }

    /// <summary>Nothing is shown in advance any more.</summary>
    public void End()
    {
        _awaited = null;
        _failure = null;
        IsShown = false;
    }

    void Look(RoomName room, bool isKnown)
    {
        if (room != _awaited) return;
        _awaited = null;
        if (isKnown)
        {
            IsShown = true;
            if (_client.State.Current is null) _client.State.OpenAhead(room); // who has gone somewhere stays there
            Shown?.Invoke();
        }
        else if (_failure is { } failure) Failed?.Invoke(failure);
    }
}
