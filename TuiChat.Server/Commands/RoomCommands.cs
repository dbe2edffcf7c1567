using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Rooms: entering, leaving, looking around.</summary>
sealed class RoomCommands(ServerContext server)
{
    /// <summary>
    /// Handles <c>join</c>. The newcomer's cursor is held until room, people and the last events are queued; from there live
    /// events go on without a hole. A repeated join is answered with the room as it is now.
    /// </summary>
    public async ValueTask JoinAsync(Session session, JoinRequest join)
    {
        if (join.Lines is < 0 or > Limits.MaxPageEvents)
        {
            session.Refuse(join, Refusals.OutOfRange("lines", 0, Limits.MaxPageEvents));
            return;
        }
        if (join.Since is < 0)
        {
            session.Refuse(join, Refusals.OutOfRange("since", 0, long.MaxValue));
            return;
        }
        if (join.Room.IsDirect)
        {
            session.Refuse(join, Refusals.NotMember(join.Room));
            return;
        }
        if (Enter(session, join) is not { } entry) return;
        var page = await ReadAsync(join, entry.Head).ConfigureAwait(false);
        session.Reply(new RoomState
        {
            Re = join.Id,
            More = true,
            Room = join.Room,
            Topic = entry.Topic,
            Head = entry.Head,
            People = entry.People.Count,
        });
        Parts.ReplyPeople(session, join, join.Room, Describe(entry.People, join.Room), isLast: false);
        Parts.ReplyPage(session, join, join.Room, page);
        entry.Member.Cursor.Release();
        session.Outbox.Pump();
    }

    /// <summary>Handles <c>leave</c>.</summary>
    public static ValueTask Leave(Session session, LeaveRequest leave)
    {
        session.Leave(session.Rooms[leave.Room]);
        session.Reply(new Done { Re = leave.Id, Room = leave.Room });
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>rooms</c>.</summary>
    public ValueTask List(Session session, RoomsRequest request)
    {
        Parts.ReplyRooms(session, request, [.. Summaries(server.Rooms)]);
        return ValueTask.CompletedTask;
    }

    /// <summary>All rooms, most people first, then by name.</summary>
    public static IEnumerable<RoomSummary> Summaries(RoomDirectory rooms) => rooms.All
        .Select(room => new RoomSummary { Room = room.Name, Topic = room.Topic, People = room.People })
        .OrderByDescending(room => room.People)
        .ThenBy(room => room.Room.Value, StringComparer.Ordinal);

    /// <summary>Handles <c>people</c>.</summary>
    public ValueTask People(Session session, PeopleRequest request)
    {
        Parts.ReplyPeople(session, request, request.Room, Describe(session.Rooms[request.Room].Room.ListPeople(), request.Room), isLast: true);
        return ValueTask.CompletedTask;
    }

    List<Person> Describe(IReadOnlyList<Visitor> people, RoomName room) => [.. people.Select(visitor => server.Rooms.Describe(visitor, room))];

    RoomEntry? Enter(Session session, JoinRequest join)
    {
        if (session.Rooms.TryGetValue(join.Room, out var member))
            return new RoomEntry(member, member.Room.Topic, member.Room.Head, member.Room.ListPeople());
        var most = server.Settings.Current.MaxRoomsPerConnection;
        if (session.Rooms.Count >= most)
        {
            session.Refuse(join, Refusals.TooManyRooms(most));
            return null;
        }
        if (session.Account is null && server.Settings.Current.Guests == ServerSettings.GuestsLimited && server.Rooms.Find(join.Room) is null)
        {
            session.Refuse(join, Refusals.AccountNeeded);
            return null;
        }
        if (!server.Rooms.MayMake(join.Room, session.Network))
        {
            session.Refuse(join, Refusals.TooManyNewRooms(server.Settings.Current.MaxNewRoomsPerHour));
            return null;
        }
        if (session is not { Visitor: { } visitor, Device: { } device } || server.Rooms.Enter(join.Room, visitor, device) is not { } entry)
        {
            session.Refuse(join, Refusals.ServerFull);
            return null;
        }
        session.Add(entry.Member);
        return entry;
    }

    /// <summary>
    /// The last events up to the head, or the first ones behind what the client has; none when the store is too busy: the client
    /// sees the hole and asks.
    /// </summary>
    async Task<IReadOnlyList<NumberedEvent>> ReadAsync(JoinRequest join, long head)
    {
        var lines = join.Lines ?? (join.Since is null ? Limits.DefaultJoinLines : Limits.MaxPageEvents);
        if (lines == 0 || head == 0 || join.Since >= head) return [];
        return await server.Store.ReadAsync(new HistoryQuery(join.Room, join.Since, head + 1, lines)).ConfigureAwait(false) ?? [];
    }
}
