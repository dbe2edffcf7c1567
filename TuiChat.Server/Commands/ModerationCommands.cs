using TuiChat.Protocol;
using TuiChat.Server.Moderation;

namespace TuiChat.Server.Commands;

/// <summary>The requests that keep order, from people; the operator's console asks the same desks.</summary>
sealed class ModerationCommands(ServerContext server)
{
    /// <summary>Handles <c>kick</c>.</summary>
    public ValueTask KickAsync(Session session, KickRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Removal.KickAsync(Me(session), request));

    /// <summary>Handles <c>ban</c>.</summary>
    public ValueTask BanAsync(Session session, BanRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Removal.BanAsync(Me(session), request));

    /// <summary>Handles <c>unban</c>.</summary>
    public ValueTask UnbanAsync(Session session, UnbanRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Removal.UnbanAsync(Me(session), request));

    /// <summary>Handles <c>bans</c>.</summary>
    public ValueTask Bans(Session session, BansRequest request)
    {
        Parts.ReplyBans(session, request, server.Desks.Removal.List(request, Rights.May(Act.SeeAddresses, Me(session).Level)));
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>mute</c>.</summary>
    public ValueTask MuteAsync(Session session, MuteRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Mutes.MuteAsync(Me(session), request));

    /// <summary>Handles <c>unmute</c>.</summary>
    public ValueTask UnmuteAsync(Session session, UnmuteRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Mutes.UnmuteAsync(Me(session), request));

    /// <summary>Handles <c>room-set</c>.</summary>
    public ValueTask SetRoomAsync(Session session, RoomSetRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Rooms.SetAsync(Me(session), request));

    /// <summary>Handles <c>invite</c>.</summary>
    public ValueTask InviteAsync(Session session, InviteRequest request) => AnswerAsync(session, request, request.Room, server.Desks.Rooms.InviteAsync(Me(session), request));

    /// <summary>Handles <c>role</c>.</summary>
    public ValueTask RoleAsync(Session session, RoleRequest request) => AnswerAsync(
        session, request, request.Room, request.Room is { } room ? server.Desks.Rooms.RankAsync(Me(session), request, room) : server.Desks.Server.RoleAsync(Me(session), request));

    /// <summary>Handles <c>broadcast</c>.</summary>
    public async ValueTask BroadcastAsync(Session session, BroadcastRequest request)
    {
        var (problem, _) = await server.Desks.Server.BroadcastAsync(Me(session), request.Text).ConfigureAwait(false);
        Answer(session, request, null, problem);
    }

    /// <summary>Handles <c>server-set</c>.</summary>
    public ValueTask SetServerAsync(Session session, ServerSetRequest request) => AnswerAsync(session, request, null, server.Desks.Server.SetAsync(Me(session), request));

    /// <summary>Handles <c>log</c>.</summary>
    public async ValueTask LogAsync(Session session, LogRequest request)
    {
        var (problem, entries) = await server.Desks.Server.ReadLogAsync(Me(session), request).ConfigureAwait(false);
        if (problem is not null) session.Refuse(request, problem);
        else Parts.ReplyLog(session, request, entries);
    }

    /// <summary>The guards let nobody through before the hello.</summary>
    static Actor Me(Session session) => Actor.Of(session.Visitor ?? throw new InvalidOperationException("Nobody asks before the hello."));

    static async ValueTask AnswerAsync(Session session, Request request, RoomName? room, Task<Refusal?> act) => Answer(session, request, room, await act.ConfigureAwait(false));

    static void Answer(Session session, Request request, RoomName? room, Refusal? problem)
    {
        if (problem is not null) session.Refuse(request, problem);
        else session.Reply(new Done { Re = request.Id, Room = room });
    }
}
