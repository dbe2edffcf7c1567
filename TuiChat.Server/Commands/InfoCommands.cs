using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Questions about the past and about the server.</summary>
sealed class InfoCommands(ServerContext server)
{
    /// <summary>Handles <c>history</c>.</summary>
    public async ValueTask HistoryAsync(Session session, HistoryRequest request)
    {
        var problem = request.Limit is < 1 or > Limits.MaxPageEvents ? Refusals.OutOfRange("limit", 1, Limits.MaxPageEvents)
            : request.After is < 0 ? Refusals.OutOfRange("after", 0, long.MaxValue)
            : request.Before is < 1 ? Refusals.OutOfRange("before", 1, long.MaxValue)
            : null;
        if (problem is not null)
        {
            session.Refuse(request, problem);
            return;
        }
        var query = new HistoryQuery(request.Room, request.After, request.Before, request.Limit ?? Limits.DefaultJoinLines, session.Author);
        var events = await server.Store.ReadAsync(query).ConfigureAwait(false);
        if (events is null) session.Refuse(request, Refusals.Busy);
        else Parts.ReplyPage(session, request, request.Room, events);
    }

    /// <summary>Handles <c>about</c>.</summary>
    public ValueTask About(Session session, AboutRequest request)
    {
        session.Reply(new ServerInfo
        {
            Re = request.Id,
            V = Limits.Version,
            Min = Limits.OldestVersion,
            Name = server.Identity.Name,
            Server = server.Identity.Id,
            Software = ServerIdentity.Software,
            People = server.Visitors.Count,
            Rooms = server.Rooms.Count,
            Locked = server.Passwords.IsLocked,
            Uptime = (long)server.Time.GetElapsedTime(server.Identity.Started).TotalMilliseconds,
            Caps = ServerIdentity.Capabilities,
        });
        return ValueTask.CompletedTask;
    }
}
