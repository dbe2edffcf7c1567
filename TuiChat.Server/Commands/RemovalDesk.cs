using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>Putting people out: for now (kick), or so that they cannot come back (ban). Each method answers null when it is done.</summary>
sealed class RemovalDesk(ServerContext server, Desk desk)
{
    /// <summary>Cuts somebody's connections, or takes them out of a room.</summary>
    public Task<Refusal?> KickAsync(Actor actor, KickRequest kick) => desk.InTurnAsync(async () =>
    {
        if ((Desk.ProblemOf(kick.Text) ?? desk.ProblemOf(kick.Room)) is { } problem) return problem;
        if (desk.Find(kick.Nick) is not { } target) return Sentences.NoPerson(kick.Nick);
        if (desk.Judge(kick.Room is null ? Act.KickFromServer : Act.KickFromRoom, actor, target, kick.Room) is { } refusal) return refusal;
        if (target.Here is not { } here) return Sentences.NotHere(target.Nick);
        var reason = kick.Text ?? "";
        var entry = desk.Entry(actor, "kick", target.Nick.Value, kick.Room, null, reason);
        if (kick.Room is not { } room)
        {
            await server.Moderation.LogAsync(entry).ConfigureAwait(false);
            here.Cut(new Bye { Code = RefusalCode.Kicked, Text = Sentences.Kicked(actor.Level, actor.IsOperator, reason) });
            return null;
        }
        if (server.Rooms.Find(room)?.Snapshot().Any(member => member.Visitor == here) != true) return Sentences.NotInRoom(target.Nick, room);
        var level = actor.In(room, server.Moderation);
        await TakePassAsync(room, target.Author, entry).ConfigureAwait(false);
        PutOut(here, new Removed { Room = room, Code = RefusalCode.Kicked, Text = Sentences.KickedFromRoom(room, level, actor.IsOperator, reason) },
            Sentences.Cause("Removed", room, level, actor.IsOperator, reason));
        return null;
    });

    /// <summary>Keeps somebody, or a range of addresses, away.</summary>
    public Task<Refusal?> BanAsync(Actor actor, BanRequest ban) => desk.InTurnAsync(() =>
    {
        var problem = Desk.ProblemOf(ban.Text, ban.For) ?? desk.ProblemOf(ban.Room)
            ?? (ban.Nick is null == ban.Address is null ? Sentences.WhomOrWhere : null)
            ?? (server.Moderation.IsFull(ban.Room) ? Sentences.TooMany : null);
        return problem is not null ? Task.FromResult<Refusal?>(problem)
            : ban.Nick is { } nick ? BanPersonAsync(actor, ban, nick)
            : BanRangeAsync(actor, ban, ban.Address ?? "");
    });

    /// <summary>Lets somebody, or a range of addresses, come again.</summary>
    public Task<Refusal?> UnbanAsync(Actor actor, UnbanRequest unban) => desk.InTurnAsync(async () =>
    {
        if (desk.Judge(unban.Room is null ? Act.UnbanFromServer : Act.UnbanFromRoom, actor, unban.Room) is { } refusal) return refusal;
        IPNetwork range = default;
        if (unban.Nick is null == unban.Address is null) return Sentences.WhomOrWhere;
        if (unban.Address is not null && !AddressRange.TryParse(unban.Address, out range)) return Sentences.BadAddress;
        var bans = server.Moderation.List(SanctionKind.Ban, unban.Room);
        List<Sanction> undone = unban.Nick is { } nick
            ? Upon(bans, nick)
            : [.. bans.Where(ban => ban.Network is { } network && network.Equals(range))];
        var whom = unban.Nick?.Value ?? AddressRange.Show(range);
        if (undone.Count == 0) return Sentences.NothingToUndo(whom, SanctionKind.Ban, unban.Room);
        await server.Moderation.RemoveAsync(undone, desk.Entry(actor, "unban", whom, unban.Room, null, null)).ConfigureAwait(false);
        return null;
    });

    /// <summary>Those of one name: by the person it belongs to now, and by the name that was said then.</summary>
    public List<Sanction> Upon(IEnumerable<Sanction> sanctions, Nickname nick)
    {
        var author = desk.Find(nick)?.Author;
        return [.. sanctions.Where(sanction => (author is not null && sanction.Author == author) || (Nickname.TryParse(sanction.Name ?? "", out var name, out _) && name.Key == nick.Key))];
    }

    /// <summary>The bans or mutes of one place, the newest first.</summary>
    /// <param name="request">Which.</param>
    /// <param name="showsAddresses">Whether addresses are for the eyes of who asks.</param>
    public IReadOnlyList<BanEntry> List(BansRequest request, bool showsAddresses) =>
        [.. server.Moderation.List(request.Mutes ? SanctionKind.Mute : SanctionKind.Ban, request.Room).Reverse().Select(sanction => new BanEntry
        {
            Nick = Nickname.TryParse(sanction.Name ?? "", out var nick, out _) ? nick : null,
            Address = showsAddresses && sanction.Network is { } network ? AddressRange.Show(network) : null,
            Room = sanction.Room,
            Until = sanction.Until,
            By = sanction.By,
            At = sanction.At,
            Text = sanction.Text.Length > 0 ? sanction.Text : null,
        })];

    async Task<Refusal?> BanPersonAsync(Actor actor, BanRequest ban, Nickname nick)
    {
        if (desk.Find(nick) is not { } target) return Sentences.NoPerson(nick);
        if (desk.Judge(ban.Room is null ? Act.BanFromServer : Act.BanFromRoom, actor, target, ban.Room) is { } refusal) return refusal;
        if (ban.Room is null && target is { Rank: ServerRank.Host, Account: { } account } && server.Accounts.IsLastHost(account)) return Sentences.LastHost(target.Nick);
        var sanction = Make(actor, ban, target.Author, target.Network, target.Nick.Value);
        await server.Moderation.AddAsync(sanction, desk.Entry(actor, "ban", target.Nick.Value, ban.Room, sanction.Until, ban.Text)).ConfigureAwait(false);
        if (ban.Room is { } room && server.Moderation.RulesOf(room) is var rules && rules.Passes.Contains(target.Author))
            await server.Moderation.SetRoomAsync(room, rules with { Passes = rules.Passes.Remove(target.Author) }, null).ConfigureAwait(false);
        // Whoever comes in from here on meets the ban; whoever is in by now is found.
        if (server.Visitors.Find(target.Author) is { } here) Enforce(here, sanction);
        return null;
    }

    async Task<Refusal?> BanRangeAsync(Actor actor, BanRequest ban, string address)
    {
        if (ban.Room is not null) return Sentences.AddressInRoom;
        if (desk.Judge(Act.BanAddress, actor, null) is { } refusal) return refusal;
        if (!AddressRange.TryParse(address, out var range)) return Sentences.BadAddress;
        if (AddressRange.HasLoopback(range)) return Sentences.Loopback;
        if (AddressRange.IsTooWide(range)) return Sentences.TooWide;
        foreach (var visitor in In(range))
        {
            if (actor.Is(visitor.Author)) return Sentences.OwnRange;
            if (Rights.Judge(Act.BanAddress, actor.Level, Levels.Of(visitor.Rank), false) != Verdict.Yes) return Sentences.TargetTooHigh(visitor.Nick);
        }
        var sanction = Make(actor, ban, null, range, null);
        await server.Moderation.AddAsync(sanction, desk.Entry(actor, "ban", AddressRange.Show(range), null, sanction.Until, ban.Text)).ConfigureAwait(false);
        foreach (var visitor in In(range)) visitor.Cut(Bye(sanction), device => range.Contains(AddressRange.Plain(device.Address)));
        return null;
    }

    IEnumerable<Visitor> In(IPNetwork range) =>
        server.Visitors.All.Where(visitor => visitor.Devices.Any(device => range.Contains(AddressRange.Plain(device.Address))));

    Sanction Make(Actor actor, BanRequest ban, Guid? author, IPNetwork? network, string? name) => new(
        0, SanctionKind.Ban, author, network, name, ban.Room, server.Moderation.Now + ban.For, actor.Name, actor.In(ban.Room, server.Moderation), ban.Text ?? "", server.Moderation.Now);

    void Enforce(Visitor here, Sanction ban)
    {
        if (ban.Room is not { } room) here.Cut(Bye(ban));
        else PutOut(here, Note(ban), Sentences.Cause("Banned", room, ban.Level, ban.By == Sentences.Operator, ban.Text));
    }

    /// <summary>The last line of one who is banned from the server.</summary>
    public static Bye Bye(Sanction ban) => new() { Code = RefusalCode.Banned, Text = Sentences.Banned(ban) };

    /// <summary>What one who is banned from a room is told.</summary>
    public static Removed Note(Sanction ban) => new() { Room = ban.Room ?? default, Code = RefusalCode.Banned, Text = Sentences.Banned(ban), Until = ban.Until };

    /// <summary>Takes somebody out of a room on all connections.</summary>
    void PutOut(Visitor here, Removed note, string why)
    {
        foreach (var member in server.Rooms.Find(note.Room)?.Snapshot() ?? [])
        {
            if (member.Visitor == here) server.Rooms.PutOut(member, note, why);
        }
    }

    /// <summary>One who is put out of a closed room needs a new invitation.</summary>
    Task TakePassAsync(RoomName room, Guid author, LogEntry entry)
    {
        var rules = server.Moderation.RulesOf(room);
        return rules.Passes.Contains(author)
            ? server.Moderation.SetRoomAsync(room, rules with { Passes = rules.Passes.Remove(author) }, entry)
            : server.Moderation.LogAsync(entry);
    }
}
