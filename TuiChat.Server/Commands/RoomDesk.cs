using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>What is set of rooms: who may enter, how fast one may speak, who looks after them. Each method answers null when it is done.</summary>
sealed class RoomDesk(ServerContext server, Desk desk)
{
    /// <summary>An hour: the slowest slow mode.</summary>
    const int MostSlowMs = 3_600_000;

    /// <summary>10,000 people may come back into a closed room; more are not remembered.</summary>
    const int MaxPasses = 10_000;

    static readonly Refusal BadAccess = new(RefusalCode.BadField, $"“access” is “{RoomAccess.Open}”, “{RoomAccess.Invite}” or “{RoomAccess.Locked}”.");
    static readonly Refusal BadSlow = new(RefusalCode.BadField, $"“slow” is a number of milliseconds from 0 (none) to {MostSlowMs} (an hour).");
    static readonly Refusal BadSecret = new(RefusalCode.TooLong, $"A passphrase has at most {Limits.MaxPasswordBytes} bytes and no control characters.");
    static readonly Refusal NothingToSet = new(RefusalCode.BadField, "Say what is to be set: “access”, “secret” or “slow”.");
    static readonly Refusal BadRank = new(RefusalCode.BadField, $"A rank in a room is “{RoomRank.Owner}”, “{RoomRank.Moderator}” or “{RoomRank.None}”.");
    static readonly Refusal Locked = new(RefusalCode.RoomLocked, "The room takes nobody new. Unlock it first, or make it invite-only.");
    static readonly Refusal Full = new(RefusalCode.Full, $"{MaxPasses} people may enter that room, more are not remembered. Open it.");

    readonly Lock _gate = new();

    /// <summary>Sets access, passphrase and slow mode of a room.</summary>
    public async Task<Refusal?> SetAsync(Actor actor, RoomSetRequest set)
    {
        if (Problem(set) is { } problem) return problem;
        if (desk.Judge(Act.SetRoom, actor, set.Room) is { } refusal) return refusal;
        var hash = set.Secret is { Length: > 0 } secret ? await server.Door.MakeAsync(secret).ConfigureAwait(false) : null;
        return await desk.InTurnAsync(async () =>
        {
            if ((desk.ProblemOf(set.Room) ?? desk.Judge(Act.SetRoom, actor, set.Room)) is { } late) return late;
            var before = server.Moderation.RulesOf(set.Room);
            var after = before with
            {
                Access = set.Access is null ? before.Access : Parse(set.Access),
                Secret = set.Secret is null ? before.Secret : hash,
                SlowMs = set.Slow ?? before.SlowMs,
            };
            after = after with { Passes = !after.IsClosed ? [] : before.IsClosed ? before.Passes : Present(set.Room) };
            await server.Moderation.SetRoomAsync(set.Room, after, desk.Entry(actor, "room-set", null, set.Room, null, Describe(set))).ConfigureAwait(false);
            if (server.Rooms.Find(set.Room) is { } room) Refresh(room);
            server.Rooms.Tell(new AccessChanged
            {
                Room = set.Room,
                At = server.Moderation.Now,
                By = actor.Nick,
                Access = Word(after.Access),
                Passphrase = after.Secret is not null,
                Slow = after.SlowMs > 0 ? after.SlowMs : null,
            });
            return null;
        }).ConfigureAwait(false);
    }

    /// <summary>Asks somebody in, and lets them in where not everybody may enter.</summary>
    public Task<Refusal?> InviteAsync(Actor actor, InviteRequest invite) => desk.InTurnAsync(async () =>
    {
        if (desk.ProblemOf(invite.Room) is { } problem) return problem;
        var rules = server.Moderation.RulesOf(invite.Room);
        if (desk.Judge(rules.IsClosed ? Act.InviteToClosedRoom : Act.InviteToOpenRoom, actor, invite.Room) is { } refusal) return refusal;
        if (desk.Find(invite.Nick) is not { } target) return Sentences.NoPerson(invite.Nick);
        if (rules.Access == AccessMode.Locked) return Locked;
        if (rules.IsClosed && !rules.Passes.Contains(target.Author))
        {
            if (rules.Passes.Count >= MaxPasses) return Full;
            var entry = desk.Entry(actor, "invite", target.Nick.Value, invite.Room, null, null);
            await server.Moderation.SetRoomAsync(invite.Room, rules with { Passes = rules.Passes.Add(target.Author) }, entry).ConfigureAwait(false);
        }
        else if (target.Here is null)
        {
            return Sentences.NotHere(target.Nick);
        }
        if (actor.Nick is { } by) server.Backplane.Publish(target.Author, new Invited { Room = invite.Room, By = by });
        return null;
    });

    /// <summary>Gives or takes a rank in a room.</summary>
    public Task<Refusal?> RankAsync(Actor actor, RoleRequest role, RoomName room) => desk.InTurnAsync(async () =>
    {
        if (desk.ProblemOf(room) is { } problem) return problem;
        if (ParseRank(role.Role) is not { } level) return BadRank;
        if (role.Nick is not { } nick) return Sentences.RankByName;
        if (desk.Find(nick) is not { } target) return Sentences.NoPerson(nick);
        if (desk.Judge(Act.SetRoomRank, actor, target, room) is { } refusal) return refusal;
        if (target.IsGuest) return new Refusal(RefusalCode.AccountNeeded, $"{target.Nick} has no account. Ranks are for people with an account.");
        var rules = server.Moderation.RulesOf(room);
        var ranks = level == Level.Guest ? rules.Ranks.Remove(target.Author) : rules.Ranks.SetItem(target.Author, level);
        await server.Moderation.SetRoomAsync(room, rules with { Ranks = ranks }, desk.Entry(actor, "role", target.Nick.Value, room, null, role.Role)).ConfigureAwait(false);
        if (target.Here is not { } here) return null;
        server.Rooms.TellChange(here, room);
        desk.Tell(here, room, null, level == Level.Guest ? $"You look after #{room} no more." : $"You are {role.Role} of #{room} now.");
        return null;
    });

    /// <summary>Makes somebody with an account the owner of the room that they made by entering it.</summary>
    public async Task OwnAsync(Visitor visitor, RoomName room)
    {
        try
        {
            await desk.InTurnAsync(async () =>
            {
                var rules = server.Moderation.RulesOf(room);
                if (!rules.IsPlain) return null; // a room that nobody was in, but that somebody has closed: it stays theirs
                var ranks = ImmutableDictionary<Guid, Level>.Empty.Add(visitor.Author, Level.RoomOwner);
                await server.Moderation.SetRoomAsync(room, rules with { Ranks = ranks }, null).ConfigureAwait(false);
                return null;
            }).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // Told in the log by the store. The person is in; the room belongs to nobody until a moderator gives it to somebody.
        }
    }

    /// <summary>Why somebody may not speak yet in a room with slow mode, or null, and then the next pause begins.</summary>
    public Refusal? SlowProblem(Member member)
    {
        var room = member.Room.Name;
        if (Rights.May(Act.SetRoom, Actor.Of(member.Visitor).In(room, server.Moderation))) return null;
        var wait = server.Slow.Take(room, member.Visitor.Author, member.Room.SlowMs);
        if (wait == TimeSpan.Zero) return null;
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new Refusal(RefusalCode.Slow, $"#{room} is in slow mode: you may say the next line in {seconds} s.") { Wait = (int)Math.Ceiling(wait.TotalMilliseconds) };
    }

    /// <summary>Brings the fields that speaking reads up to what is set; after every entering and every change.</summary>
    public void Refresh(Room room)
    {
        lock (_gate) room.SlowMs = server.Moderation.RulesOf(room.Name).SlowMs;
    }

    /// <summary>The word for who may enter, or null for everybody.</summary>
    public static string? Word(AccessMode access) => access switch
    {
        AccessMode.Open => null,
        AccessMode.Invite => RoomAccess.Invite,
        AccessMode.Locked => RoomAccess.Locked,
        _ => throw new ArgumentOutOfRangeException(nameof(access)),
    };

    Refusal? Problem(RoomSetRequest set) =>
        desk.ProblemOf(set.Room)
        ?? (set.Access is null && set.Secret is null && set.Slow is null ? NothingToSet
            : set.Access is not (null or RoomAccess.Open or RoomAccess.Invite or RoomAccess.Locked) ? BadAccess
            : set.Slow is < 0 or > MostSlowMs ? BadSlow
            : set.Secret is { } secret && (Encoding.UTF8.GetByteCount(secret) > Limits.MaxPasswordBytes || TextRules.Problem(secret, Limits.MaxPasswordBytes, isMultiline: false) is not null) ? BadSecret
            : null);

    /// <summary>Those in the room when it is closed: they may come back when their connection breaks.</summary>
    ImmutableHashSet<Guid> Present(RoomName room) =>
        [.. (server.Rooms.Find(room)?.Snapshot() ?? []).Select(member => member.Visitor.Author).Distinct().Take(MaxPasses)];

    static AccessMode Parse(string access) => access switch
    {
        RoomAccess.Invite => AccessMode.Invite,
        RoomAccess.Locked => AccessMode.Locked,
        _ => AccessMode.Open,
    };

    static Level? ParseRank(string rank) => rank switch
    {
        RoomRank.Owner => Level.RoomOwner,
        RoomRank.Moderator => Level.RoomModerator,
        RoomRank.None => Level.Guest,
        _ => null,
    };

    /// <summary>What the log says; never the passphrase.</summary>
    static string Describe(RoomSetRequest set) => string.Join(", ", new[]
    {
        set.Access,
        set.Secret switch { null => null, "" => "no passphrase", _ => "a passphrase" },
        set.Slow switch { null => null, 0 => "no slow mode", { } slow => string.Create(CultureInfo.InvariantCulture, $"slow {slow / 1000.0:0.###} s") },
    }.OfType<string>());
}
