using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>
/// Who may come in, asked when somebody is about to enter and once more when they have: a ban or a lock of that very moment finds them, or
/// they find it.
/// </summary>
sealed class EntryDesk(ServerContext server)
{
    static readonly Refusal ServerLocked = new(RefusalCode.ServerLocked, "This server is locked: nobody new is let in at the moment. Try again later, or log in if you look after it.");

    /// <summary>Why one who has said hello may not stay, or null. Asked when the name is taken, so that who bans can find the person.</summary>
    public Refusal? Problem(Visitor visitor, IPAddress address) => Problem(visitor.Author, visitor.IsGuest, visitor.Rank, address);

    /// <summary>The same of somebody who is known but has not entered yet, and of one without account (<see cref="Guid.Empty"/>) who wants one.</summary>
    public Refusal? Problem(Guid author, bool isGuest, ServerRank rank, IPAddress address)
    {
        var ban = server.Moderation.BanOf(address) ?? server.Moderation.Find(SanctionKind.Ban, author, isGuest, address, null);
        if (ban is not null) return new Refusal(RefusalCode.Banned, Sentences.Banned(ban)) { Wait = Wait(ban.Until) };
        return server.Moderation.IsInside(author) || Rights.May(Act.EnterLockedServer, Levels.Of(rank)) ? null : ServerLocked;
    }

    /// <summary>Why somebody may not enter a room, or null; checks the passphrase.</summary>
    public async ValueTask<Refusal?> ProblemAsync(Session session, Visitor visitor, JoinRequest join)
    {
        if (Standing(session, visitor, join.Room) is { } problem) return problem;
        var rules = server.Moderation.RulesOf(join.Room);
        if (rules.Secret is not { } hash || HasPass(visitor, join.Room, rules)) return null;
        var (wrong, wait) = await server.Door.KnockAsync(session.Network, join.Room, hash, join.Secret).ConfigureAwait(false);
        return wrong is null ? null : wrong with { Wait = wait is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : null };
    }

    /// <summary>Why somebody who has just entered may not stay, or null: what was set meanwhile.</summary>
    public Refusal? Standing(Session session, Visitor visitor, RoomName room)
    {
        if (room.IsDirect) return null;
        if (server.Moderation.Find(SanctionKind.Ban, visitor.Author, visitor.IsGuest, session.Address, room) is { } ban)
            return new Refusal(RefusalCode.Banned, Sentences.Banned(ban)) { Wait = Wait(ban.Until) };
        var rules = server.Moderation.RulesOf(room);
        if (rules.Access == AccessMode.Open || HasPass(visitor, room, rules)) return null;
        return rules.Access == AccessMode.Locked
            ? new Refusal(RefusalCode.RoomLocked, $"#{room} is locked: nobody new may enter. Ask somebody who looks after it.")
            : new Refusal(RefusalCode.InviteOnly, $"#{room} is for those who are invited. Ask somebody in it for an invitation.");
    }

    /// <summary>Whether a room is shown to somebody among the others.</summary>
    public bool Shows(Visitor visitor, RoomName room) =>
        server.Moderation.RulesOf(room) is not { Access: AccessMode.Invite } rules || HasPass(visitor, room, rules);

    bool HasPass(Visitor visitor, RoomName room, RoomRules rules) =>
        rules.Passes.Contains(visitor.Author) || Rights.May(Act.EnterClosedRoom, Actor.Of(visitor).In(room, server.Moderation));

    int? Wait(long? until) => until is { } end ? (int)Math.Clamp(end - server.Moderation.Now, 0, int.MaxValue) : null;
}
