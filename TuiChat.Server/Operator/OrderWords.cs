using TuiChat.Protocol;
using TuiChat.Server.Commands;
using TuiChat.Server.Moderation;

namespace TuiChat.Server.Operator;

/// <summary>The words that keep order: the same requests as people send, asked by the operator.</summary>
sealed class OrderWords(ServerControl server)
{
    readonly Desks _desks = server.Desks;

    /// <summary>The rows.</summary>
    public IEnumerable<ConsoleCommand> All =>
    [
        new("kick", "NAME [#ROOM] [REASON]", "puts somebody out; they may come back", [ArgumentKind.Person, ArgumentKind.Room], KickAsync),
        new("ban", "NAME|ADDRESS[/BITS] [#ROOM] [TIME] [REASON]", "keeps somebody away; TIME is such as 2h, 3d, 1w", [ArgumentKind.Person, ArgumentKind.Room], BanAsync),
        new("unban", "NAME|ADDRESS[/BITS] [#ROOM]", "lets somebody come again", [ArgumentKind.Banned, ArgumentKind.Room], UnbanAsync),
        new("bans", "[#ROOM]", "shows who is banned", [ArgumentKind.Room], (rest, output) => ListAsync(rest, output, mutes: false)),
        new("mute", "NAME [#ROOM] [TIME] [REASON]", "lets somebody say nothing", [ArgumentKind.Person, ArgumentKind.Room], MuteAsync),
        new("unmute", "NAME [#ROOM]", "lets somebody speak again", [ArgumentKind.Muted, ArgumentKind.Room], UnmuteAsync),
        new("mutes", "[#ROOM]", "shows who is muted", [ArgumentKind.Room], (rest, output) => ListAsync(rest, output, mutes: true)),
        new("lock", "[#ROOM [invite]]", "lets nobody new into the server, or a room", [ArgumentKind.Room, ArgumentKind.Lock], (rest, output) => LockAsync(rest, output, isLocked: true)),
        new("unlock", "[#ROOM]", "opens the server, or a room", [ArgumentKind.Room], (rest, output) => LockAsync(rest, output, isLocked: false)),
        new("passphrase", "#ROOM [PASSPHRASE]", "sets what entering a room takes, or nothing", [ArgumentKind.Room], PassphraseAsync) { IsSecret = true },
        new("slow", "#ROOM [TIME]", "sets the pause between two lines of one person, or none", [ArgumentKind.Room], SlowAsync),
        new("invite", "NAME #ROOM", "lets somebody into a closed room", [ArgumentKind.Person, ArgumentKind.Room], InviteAsync),
        new("role", "NAME ROLE [#ROOM]", "host, moderator or member; in a room owner, moderator or none", [ArgumentKind.Person, ArgumentKind.Role, ArgumentKind.Room], RoleAsync),
    ];

    async Task<ConsoleResult> KickAsync(ConsoleArguments rest, TextWriter output)
    {
        if (!rest.TryNick(out var nick)) return ConsoleResult.Misspelt;
        var kick = new KickRequest { Nick = nick, Room = rest.TakeRoom(), Text = rest.Rest };
        return await output.TellAsync(await _desks.Removal.KickAsync(Actor.Operator, kick).ConfigureAwait(false), $"{nick} is out.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> BanAsync(ConsoleArguments rest, TextWriter output)
    {
        var (address, nick) = TakeWhom(rest);
        if (address is null && nick is null) return ConsoleResult.Misspelt;
        var ban = new BanRequest { Nick = nick, Address = address, Room = rest.TakeRoom(), For = rest.TakeTime(), Text = rest.Rest };
        var until = Sentences.Until(server.Now + ban.For);
        return await output.TellAsync(await _desks.Removal.BanAsync(Actor.Operator, ban).ConfigureAwait(false), $"{nick?.Value ?? address} is banned {until}.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> UnbanAsync(ConsoleArguments rest, TextWriter output)
    {
        var (address, nick) = TakeWhom(rest);
        if (address is null && nick is null) return ConsoleResult.Misspelt;
        var unban = new UnbanRequest { Nick = nick, Address = address, Room = rest.TakeRoom() };
        return await output.TellAsync(await _desks.Removal.UnbanAsync(Actor.Operator, unban).ConfigureAwait(false), $"{nick?.Value ?? address} may come again.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> ListAsync(ConsoleArguments rest, TextWriter output, bool mutes)
    {
        var entries = _desks.Removal.List(new BansRequest { Room = rest.TakeRoom(), Mutes = mutes }, showsAddresses: true);
        foreach (var entry in entries)
        {
            var whom = entry.Nick is { } nick ? entry.Address is { } also ? $"{nick} ({also})" : nick.Value : entry.Address;
            await output.ShowAsync($"{whom,-24} {Sentences.Until(entry.Until),-26} by {entry.By}{(entry.Text is { } why ? ": " + why : "")}").ConfigureAwait(false);
        }
        if (entries.Count == 0) await output.WriteLineAsync(mutes ? "Nobody is muted." : "Nobody is banned.").ConfigureAwait(false);
        return ConsoleResult.Done;
    }

    async Task<ConsoleResult> MuteAsync(ConsoleArguments rest, TextWriter output)
    {
        if (!rest.TryNick(out var nick)) return ConsoleResult.Misspelt;
        var mute = new MuteRequest { Nick = nick, Room = rest.TakeRoom(), For = rest.TakeTime(), Text = rest.Rest };
        var until = Sentences.Until(server.Now + mute.For);
        return await output.TellAsync(await _desks.Mutes.MuteAsync(Actor.Operator, mute).ConfigureAwait(false), $"{nick} is muted {until}.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> UnmuteAsync(ConsoleArguments rest, TextWriter output)
    {
        if (!rest.TryNick(out var nick)) return ConsoleResult.Misspelt;
        var unmute = new UnmuteRequest { Nick = nick, Room = rest.TakeRoom() };
        return await output.TellAsync(await _desks.Mutes.UnmuteAsync(Actor.Operator, unmute).ConfigureAwait(false), $"{nick} may speak again.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> LockAsync(ConsoleArguments rest, TextWriter output, bool isLocked)
    {
        if (rest.TakeRoom() is { } room)
        {
            var access = !isLocked ? RoomAccess.Open : rest.Rest.Equals(RoomAccess.Invite, StringComparison.OrdinalIgnoreCase) ? RoomAccess.Invite : RoomAccess.Locked;
            var set = await _desks.Rooms.SetAsync(Actor.Operator, new RoomSetRequest { Room = room, Access = access }).ConfigureAwait(false);
            return await output.TellAsync(set, access switch { RoomAccess.Open => $"#{room} is open.", RoomAccess.Invite => $"#{room} is for those who are invited.", _ => $"#{room} is locked." }).ConfigureAwait(false);
        }
        if (rest.Rest.Length > 0) return ConsoleResult.Misspelt;
        var done = await _desks.Server.SetAsync(Actor.Operator, new ServerSetRequest { Locked = isLocked }).ConfigureAwait(false);
        return await output.TellAsync(done, isLocked ? "The server is locked: only hosts and moderators get in." : "The server is open.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> PassphraseAsync(ConsoleArguments rest, TextWriter output)
    {
        if (rest.TakeRoom() is not { } room) return ConsoleResult.Misspelt;
        var set = new RoomSetRequest { Room = room, Secret = rest.Rest };
        return await output.TellAsync(
            await _desks.Rooms.SetAsync(Actor.Operator, set).ConfigureAwait(false), rest.Rest.Length > 0 ? $"#{room} takes a passphrase now." : $"#{room} takes no passphrase.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> SlowAsync(ConsoleArguments rest, TextWriter output)
    {
        if (rest.TakeRoom() is not { } room) return ConsoleResult.Misspelt;
        var time = rest.TakeTime();
        if (time is null && rest.Rest is not ("" or "off" or "0")) return ConsoleResult.Misspelt;
        var set = new RoomSetRequest { Room = room, Slow = (int)Math.Min(time ?? 0, int.MaxValue) };
        return await output.TellAsync(await _desks.Rooms.SetAsync(Actor.Operator, set).ConfigureAwait(false), time is null ? $"#{room} has no slow mode." : $"#{room} is in slow mode.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> InviteAsync(ConsoleArguments rest, TextWriter output)
    {
        if (!rest.TryNick(out var nick) || rest.TakeRoom() is not { } room) return ConsoleResult.Misspelt;
        return await output.TellAsync(await _desks.Rooms.InviteAsync(Actor.Operator, new InviteRequest { Nick = nick, Room = room }).ConfigureAwait(false), $"{nick} may enter #{room}.").ConfigureAwait(false);
    }

    async Task<ConsoleResult> RoleAsync(ConsoleArguments rest, TextWriter output)
    {
        if (!rest.TryNick(out var nick) || rest.Take().ToLowerInvariant() is not { Length: > 0 } word) return ConsoleResult.Misspelt;
        var role = new RoleRequest { Nick = nick, Role = word, Room = rest.TakeRoom() };
        var problem = role.Room is { } room
            ? await _desks.Rooms.RankAsync(Actor.Operator, role, room).ConfigureAwait(false)
            : await _desks.Server.RoleAsync(Actor.Operator, role).ConfigureAwait(false);
        return await output.TellAsync(problem, $"{nick} is {word} {(role.Room is { } place ? $"of #{place}" : "of this server")} now.").ConfigureAwait(false);
    }

    static (string? Address, Nickname? Nick) TakeWhom(ConsoleArguments rest) =>
        AddressRange.TryParse(rest.Peek, out _) ? (rest.Take(), null)
        : rest.TryNick(out var nick) ? (null, nick)
        : (null, null);
}
