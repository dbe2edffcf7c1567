using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Rooms of two people, whom one does not want to hear, and how far one has read.</summary>
sealed class DirectCommands(ServerContext server, RoomCommands rooms)
{
    /// <summary>Handles <c>direct</c>.</summary>
    public async ValueTask OpenAsync(Session session, DirectRequest request)
    {
        if (request.Lines is < 0 or > Limits.MaxPageEvents)
        {
            session.Refuse(request, Refusals.OutOfRange("lines", 0, Limits.MaxPageEvents));
            return;
        }
        if (session is not { Visitor: { } visitor, Device: { } device }) return; // the guard has let only those through who have both
        if (server.Persons.Find(request.With) is not { } other)
        {
            session.Refuse(request, Refusals.NoPerson(request.With));
            return;
        }
        var pair = new DirectPair(new DirectParty(visitor.Author, visitor.Nick), other);
        var problem = other.Author == visitor.Author ? Refusals.Oneself
            : session.Account is null && server.Settings.Current.Guests == ServerSettings.GuestsLimited && server.Rooms.Find(pair.Name) is null ? Refusals.AccountNeeded
            : !session.Rooms.ContainsKey(pair.Name) && rooms.IsInTooManyRooms(session, isDirect: true) is { } tooMany ? tooMany
            : server.Persons.DirectProblem(visitor.Author, other);
        if (problem is not null)
        {
            session.Refuse(request, problem);
            return;
        }
        if (!session.Rooms.TryGetValue(pair.Name, out var member))
        {
            var entry = server.Rooms.EnterDirect(pair, visitor, device);
            session.Add(entry.Member);
            server.Desks.Mutes.Refresh(entry.Member);
            await rooms.AnswerAsync(session, request, entry, request.Lines, null).ConfigureAwait(false);
            return;
        }
        await rooms.AnswerAsync(session, request, RoomCommands.EntryOf(member), request.Lines, null).ConfigureAwait(false);
    }

    /// <summary>Handles <c>directs</c>.</summary>
    public async ValueTask ListAsync(Session session, DirectsRequest request)
    {
        if (session.Author is not { } author) return;
        var directs = await server.Directs.ListAsync(author, server.Persons.NameOf).ConfigureAwait(false);
        Parts.ReplyDirects(session, request, directs);
    }

    /// <summary>Handles <c>block</c>.</summary>
    public async ValueTask BlockAsync(Session session, BlockRequest request)
    {
        if (session.Author is not { } author) return;
        var known = server.Blocks.List(author).Where(party => server.Persons.NameOf(party).Key == request.Nick.Key).Select(party => (DirectParty?)party).FirstOrDefault();
        if ((known ?? server.Persons.Find(request.Nick)) is not { } other)
        {
            session.Refuse(request, Refusals.NoPerson(request.Nick));
            return;
        }
        if (other.Author == author)
        {
            session.Refuse(request, Refusals.Oneself);
            return;
        }
        if (request.Remove) await server.Blocks.RemoveAsync(author, other).ConfigureAwait(false);
        else if (!await server.Blocks.AddAsync(author, other).ConfigureAwait(false))
        {
            session.Refuse(request, Refusals.TooManyBlocks);
            return;
        }
        session.Reply(new Done { Re = request.Id });
    }

    /// <summary>Handles <c>blocks</c>.</summary>
    public ValueTask ListBlocks(Session session, BlocksRequest request)
    {
        if (session.Author is { } author)
            Parts.ReplyBlocks(session, request, [.. server.Blocks.List(author).Select(server.Persons.NameOf).OrderBy(nick => nick.Key, StringComparer.Ordinal)]);
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>read</c>.</summary>
    public async ValueTask ReadAsync(Session session, ReadRequest request)
    {
        if (session.Author is not { } author) return;
        var head = session.Rooms[request.Room].Room.Head;
        if (request.Seq < 0 || request.Seq > head)
        {
            session.Refuse(request, Refusals.OutOfRange("seq", 0, head));
            return;
        }
        var isFurther = await server.Directs.MarkAsync(author, request.Room, request.Seq).ConfigureAwait(false);
        session.Reply(new Done { Re = request.Id, Room = request.Room });
        if (isFurther) server.Backplane.Publish(author, new ReadMark { Room = request.Room, Read = request.Seq });
    }

    /// <summary>Handles <c>markers</c>.</summary>
    public async ValueTask ListMarkersAsync(Session session, MarkersRequest request)
    {
        if (session.Author is not { } author) return;
        Parts.ReplyMarkers(session, request, await server.Directs.MarkersAsync(author).ConfigureAwait(false));
    }
}
