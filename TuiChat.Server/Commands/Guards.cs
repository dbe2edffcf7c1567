using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>The guards of the command table.</summary>
static class Guards
{
    /// <summary>Anybody, at any time.</summary>
    public static Refusal? Anybody(Session session, Message message) => null;

    /// <summary>Those who have said hello.</summary>
    public static Refusal? AfterHello(Session session, Message message) => session.Nick is null ? Refusals.HelloFirst : null;

    /// <summary>Those who have an account.</summary>
    public static Refusal? WithAccount(Session session, Message message) => AfterHello(session, message) ?? (session.Account is null ? Refusals.AccountNeeded : null);

    /// <summary>Members of the room that the request names.</summary>
    public static Guard<TRequest> MemberOf<TRequest>(Func<TRequest, RoomName> room)
        where TRequest : Message =>
        (session, request) => AfterHello(session, request) ?? (session.Rooms.ContainsKey(room(request)) ? null : Refusals.NotMember(room(request)));
}
