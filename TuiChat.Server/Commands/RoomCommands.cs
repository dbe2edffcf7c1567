using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Moderation;
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
        if (await EnterAsync(session, join).ConfigureAwait(false) is { } entry) await AnswerAsync(session, join, entry, join.Lines, join.Since).ConfigureAwait(false);
    }

    /// <summary>Tells a newcomer of the room: how it is, who is in it, and its last lines or those behind what the client has.</summary>
    public async ValueTask AnswerAsync(Session session, Request join, RoomEntry entry, int? lines, long? since)
    {
        var room = entry.Member.Room;
        var rules = server.Moderation.RulesOf(room.Name);
        var page = await ReadAsync(room.Name, entry.Head, lines, since, session.Author).ConfigureAwait(false);
        session.Reply(new RoomState
        {
            Re = join.Id,
            More = true,
            Room = room.Name,
            Topic = entry.Topic,
            Head = entry.Head,
            People = entry.People.Count,
            With = room.Direct is { } pair ? server.Persons.NameOf(pair.Other(entry.Member.Visitor.Author)) : null,
            Access = RoomDesk.Word(rules.Access),
            Passphrase = rules.Secret is not null,
            Slow = rules.SlowMs > 0 ? rules.SlowMs : null,
        });
        Parts.ReplyPeople(session, join, room.Name, Describe(entry.People, room.Name), isLast: false);
        Parts.ReplyPage(session, join, room.Name, page);
        if (entry.Member.Removed is { } removed) session.Outbox.Post(removed); // put out meanwhile: this is the last word about the room
        entry.Member.Cursor.Release();
        session.Outbox.Pump();
    }

    /// <summary>Handles <c>leave</c>. A direct room is left when all that was said there is in it: its first line makes it last.</summary>
    public static async ValueTask LeaveAsync(Session session, LeaveRequest leave)
    {
        if (leave.Room.IsDirect) await session.Pending.WhenNone().ConfigureAwait(false);
        session.Leave(session.Rooms[leave.Room]);
        session.Reply(new Done { Re = leave.Id, Room = leave.Room });
    }

    /// <summary>Handles <c>rooms</c>.</summary>
    public ValueTask List(Session session, RoomsRequest request)
    {
        Parts.ReplyRooms(session, request, [.. Summaries(server, session.Visitor)]);
        return ValueTask.CompletedTask;
    }

    /// <summary>All rooms that somebody may see, most people first, then by name; those of two are nobody else's.</summary>
    /// <param name="server">What commands work with.</param>
    /// <param name="visitor">Who asks; null for the operator, who may see all.</param>
    public static IEnumerable<RoomSummary> Summaries(ServerContext server, Visitor? visitor) => server.Rooms.All
        .Where(room => !room.Name.IsDirect && (visitor is null || server.Desks.Door.Shows(visitor, room.Name)))
        .Select(room => Summary(room, server.Moderation.RulesOf(room.Name)))
        .OrderByDescending(room => room.People)
        .ThenBy(room => room.Room.Value, StringComparer.Ordinal);

    /// <summary>Handles <c>people</c>.</summary>
    public ValueTask People(Session session, PeopleRequest request)
    {
        Parts.ReplyPeople(session, request, request.Room, Describe(session.Rooms[request.Room].Room.ListPeople(), request.Room), isLast: true);
        return ValueTask.CompletedTask;
    }

    static RoomSummary Summary(Room room, RoomRules rules) => new()
    {
        Room = room.Name,
        Topic = room.Topic,
        People = room.People,
        Access = RoomDesk.Word(rules.Access),
        Passphrase = rules.Secret is not null,
    };

    List<Person> Describe(IReadOnlyList<Visitor> people, RoomName room) => [.. people.Select(visitor => server.Rooms.Describe(visitor, room))];

    /// <summary>
    /// Enters, unless something forbids it. It is asked before, so that nobody hears of somebody who may not, and after: what is set at this
    /// very moment finds the new member, or is found here.
    /// </summary>
    async ValueTask<RoomEntry?> EnterAsync(Session session, JoinRequest join)
    {
        session.DropRemoved();
        if (session.In(join.Room) is { } member) return EntryOf(member);
        if (session.Visitor is not { } visitor) return null; // the guard lets nobody through before the hello
        if (await server.Desks.Door.ProblemAsync(session, visitor, join).ConfigureAwait(false) is { } problem)
        {
            session.Refuse(join, problem);
            return null;
        }
        if (Enter(session, join) is not { } entry) return null;
        server.Desks.Mutes.Refresh(entry.Member);
        server.Desks.Rooms.Refresh(entry.Member.Room);
        var late = server.Desks.Door.Standing(session, visitor, join.Room) ?? (entry.Member.Removed is { } removed ? new Refusal(removed.Code, removed.Text) : null);
        if (late is not null)
        {
            session.Leave(entry.Member);
            session.Refuse(join, late);
            return null;
        }
        if (!visitor.IsGuest && entry is { Head: 0, People.Count: 1 } && join.Room != RoomName.Main && !join.Room.IsDirect) await server.Desks.Rooms.OwnAsync(visitor, join.Room).ConfigureAwait(false);
        return entry;
    }

    /// <summary>The room as it is now for one who is in it already.</summary>
    public static RoomEntry EntryOf(Member member) => new(member, member.Room.Topic, member.Room.Head, member.Room.ListPeople());

    /// <summary>The refusal for one who is in as many rooms as may be, or null; direct ones are counted apart.</summary>
    public Refusal? IsInTooManyRooms(Session session, bool isDirect)
    {
        var most = server.Settings.Current.MaxRoomsPerConnection;
        if (session.Rooms.Count < most || session.Rooms.Keys.Count(room => room.IsDirect == isDirect) < most) return null;
        return isDirect ? Refusals.TooManyDirects(most) : Refusals.TooManyRooms(most);
    }

    RoomEntry? Enter(Session session, JoinRequest join)
    {
        if (session is not { Visitor: { } visitor, Device: { } device }) return null; // the guard has let only those through who have both
        var direct = join.Room.IsDirect ? server.Rooms.Find(join.Room)?.Direct : null;
        var problem = IsInTooManyRooms(session, join.Room.IsDirect)
            ?? (join.Room.IsDirect ? direct?.Has(visitor.Author) == true ? null : Refusals.NotMember(join.Room)
            : session.Account is null && server.Settings.Current.Guests == ServerSettings.GuestsLimited && server.Rooms.Find(join.Room) is null ? Refusals.AccountNeeded
            : server.Rooms.MayMake(join.Room, session.Network) ? null
            : Refusals.TooManyNewRooms(server.Settings.Current.MaxNewRoomsPerHour));
        var entry = problem is not null ? null
            : direct is not null ? server.Rooms.EnterDirect(direct, visitor, device)
            : server.Rooms.Enter(join.Room, visitor, device);
        if (entry is null)
        {
            session.Refuse(join, problem ?? Refusals.ServerFull);
            return null;
        }
        session.Add(entry.Member);
        return entry;
    }

    /// <summary>
    /// The last events up to the head, or the first ones behind what the client has; none when the store is too busy: the client
    /// sees the hole and asks.
    /// </summary>
    async Task<IReadOnlyList<NumberedEvent>> ReadAsync(RoomName room, long head, int? wanted, long? since, Guid? asker)
    {
        var lines = wanted ?? (since is null ? Limits.DefaultJoinLines : Limits.MaxPageEvents);
        if (lines == 0 || head == 0 || since >= head) return [];
        return await server.Store.ReadAsync(new HistoryQuery(room, since, head + 1, lines, asker)).ConfigureAwait(false) ?? [];
    }
}
