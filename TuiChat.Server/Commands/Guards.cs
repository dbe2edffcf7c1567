using TuiChat.Protocol;
using TuiChat.Server.Moderation;

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

    /// <summary>Those with an account who are members of the room that the request names.</summary>
    public static Guard<TRequest> AccountIn<TRequest>(Func<TRequest, RoomName> room)
        where TRequest : Message
    {
        var isMember = MemberOf(room);
        return (session, request) => WithAccount(session, request) ?? isMember(session, request);
    }

    /// <summary>Members of the room that the request names.</summary>
    public static Guard<TRequest> MemberOf<TRequest>(Func<TRequest, RoomName> room)
        where TRequest : Message =>
        (session, request) => AfterHello(session, request) ?? (session.In(room(request)) is not null ? null : Refusals.NotMember(room(request)));

    /// <summary>Members of the room who may speak: that is the read of two fields, until somebody is muted or talks to one other alone.</summary>
    public static Guard<TRequest> SpeakerIn<TRequest>(ServerContext server, Func<TRequest, RoomName> room)
        where TRequest : Message =>
        (session, request) => AfterHello(session, request)
            ?? (session.In(room(request)) is not { } member ? Refusals.NotMember(room(request))
                : member.MutedUntil == 0 && member.Room.Direct is null ? null
                : server.Desks.Mutes.Problem(member) ?? server.Persons.SpeechProblem(member));

    /// <summary>Those whose rank is high enough for it, in the room or on the server; to whom it is done is asked when it is done.</summary>
    public static Guard<TRequest> May<TRequest>(ServerContext server, Act onServer, Act inRoom, Func<TRequest, RoomName?> room)
        where TRequest : Message =>
        (session, request) =>
        {
            if (session.Visitor is not { } visitor) return Refusals.HelloFirst;
            var place = room(request);
            if (place is { IsDirect: true }) return Sentences.NotInDirect;
            var act = place is null ? onServer : inRoom;
            return Rights.May(act, Actor.Of(visitor).In(place, server.Moderation)) ? null : Sentences.TooLow(act);
        };
}
