using System.Globalization;
using System.Net;
using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>Keeping order, in a room and on the server. The server decides what one may; nothing is hidden from who may not.</summary>
static class ModerationCommands
{
    /// <summary>20 entries: what /log shows at once.</summary>
    const int LogEntries = 20;

    static readonly Argument Whom = new("NAME", "whom", ArgumentKind.Person);
    static readonly Argument Why = new("REASON", "why; it is told and kept in the log") { IsOptional = true, Words = [("here", "only in this room"), ("everywhere", "on the whole server")] };
    static readonly Argument Long = new("TIME", Durations.Help + "; for good if left out", ArgumentKind.Word) { IsOptional = true, Words = [("10m", "ten minutes"), ("2h", "two hours"), ("1d", "a day"), ("1w", "a week"), ("here", "only in this room"), ("everywhere", "on the whole server")] };

    /// <summary>The rows of this theme.</summary>
    public static IEnumerable<Command> All =>
    [
        new("kick", [Whom, Why], "Puts somebody out of the server, or of this room (here); they may come again.", Kick),
        new("ban", [Whom with { Name = "NAME", Help = "whom: a name, or an address or range such as 192.0.2.0/24" }, Long, Why], "Puts somebody out and lets them in no more: of the server, or of this room (here).", Ban),
        new("unban", [Whom with { Help = "a name, address or range, as /bans shows it" }, Why with { Name = "WHERE", Help = "here: of this room" }], "Takes a ban back.", Unban),
        new("bans", [new("WHERE", "here: of this room", ArgumentKind.Word) { IsOptional = true, Words = [("here", "of this room")] }], "Lists who is banned.", (context, text) => Bans(context, text, mutes: false)),
        new("mute", [Whom, Long, Why], "Lets somebody say nothing: on the server, or in this room (here).", Mute),
        new("unmute", [Whom, Why with { Name = "WHERE", Help = "here: in this room" }], "Lets somebody speak again.", Unmute),
        new("mutes", [new("WHERE", "here: in this room", ArgumentKind.Word) { IsOptional = true, Words = [("here", "in this room")] }], "Lists who may say nothing.", (context, text) => Bans(context, text, mutes: true)),
        new("lock", [new("HOW", "what is locked", ArgumentKind.Word) { IsOptional = true, Words = [("room", "nobody new may enter this room"), ("invite", "only those who were invited with /invite NAME"), ("passphrase", "a passphrase is asked; you are asked for it"), ("server", "nobody new may come to this server")] }], "Locks this room for newcomers, or in another way.", Lock),
        new("unlock", [new("WHAT", "what is open again", ArgumentKind.Word) { IsOptional = true, Words = [("room", "this room, without passphrase"), ("server", "the server")] }], "Opens this room for everybody, or the server.", Unlock),
        new("slow", [new("TIME", "how long each person waits between two lines, such as 10s; off for not at all", ArgumentKind.Word) { IsOptional = true, Words = [("off", "everybody speaks as fast as they like"), ("10s", "one line every ten seconds"), ("1m", "one line every minute")] }], "Shows or sets slow mode of this room: how long each person waits between two lines.", Slow),
        new("role", [Whom, new("ROLE", "what they are to be", ArgumentKind.Word) { Words = [("host", "may do everything on the server"), ("moderator", "keeps order"), ("member", "nothing of that"), ("owner", "owner of this room")] }, new("WHERE", "here: in this room", ArgumentKind.Word) { IsOptional = true, Words = [("here", "in this room")] }], "Makes somebody host, moderator or member of the server, or owner, moderator or nobody of this room (here).", Role),
        new("broadcast", [new("TEXT", "what everybody is told")], "Says something to everybody in all rooms.", Broadcast),
        new("new servername", [new("NAME", "what the server is called from now on")], "Changes the name of the server.", (context, text) => Do(context, new ServerSetRequest { Name = text }, (Action<Answer>?)null)), // that it is done, the server tells everybody
        new("new password", [new("PASSWORD", "what everybody who comes has to know; - for none; asked for if left out", ArgumentKind.Word) { IsSecret = true, IsOptional = true }], "Changes the password of the server, or takes it away (-).", NewPassword),
        new("new host", [Whom with { Help = "whom: a name, or the address of the one person who is here from there" }], "Makes somebody host of this server beside you.", NewHost),
        new("log", [new("WHERE", "here: only this room", ArgumentKind.Word) { IsOptional = true, Words = [("here", "only this room")] }], "Shows what was done to keep order, newest first.", Log),
    ];

    static CommandResult Kick(CommandContext context, string text)
    {
        var order = Order.Read(context, text, hasTime: false);
        return order.Problem is { } problem ? CommandResult.Failed(problem)
            : order.Nick is not { } nick ? CommandResult.Failed("Only a person can be put out; /ban takes addresses.")
            : Do(context, new KickRequest { Nick = nick, Room = order.Room, Text = order.Why }, $"{nick} is put out of {order.Where(context)}.");
    }

    static CommandResult Ban(CommandContext context, string text)
    {
        var order = Order.Read(context, text, hasTime: true);
        return order.Problem is { } problem ? CommandResult.Failed(problem)
            : Do(context, new BanRequest { Nick = order.Nick, Address = order.Address, Room = order.Room, For = order.Milliseconds, Text = order.Why }, $"{order.Whom} is banned from {order.Where(context)}{order.How}. /unban {order.Whom} takes it back.");
    }

    static CommandResult Unban(CommandContext context, string text)
    {
        var order = Order.Read(context, text, hasTime: false);
        return order.Problem is { } problem ? CommandResult.Failed(problem)
            : Do(context, new UnbanRequest { Nick = order.Nick, Address = order.Address, Room = order.Room }, $"{order.Whom} may come again.");
    }

    static CommandResult Mute(CommandContext context, string text)
    {
        var order = Order.Read(context, text, hasTime: true);
        return order.Problem is { } problem ? CommandResult.Failed(problem)
            : order.Nick is not { } nick ? CommandResult.Failed("Only a person can be muted.")
            : Do(context, new MuteRequest { Nick = nick, Room = order.Room, For = order.Milliseconds, Text = order.Why }, $"{nick} may say nothing in {order.Where(context)}{order.How}. /unmute {nick} takes it back.");
    }

    static CommandResult Unmute(CommandContext context, string text)
    {
        var order = Order.Read(context, text, hasTime: false);
        return order.Problem is { } problem ? CommandResult.Failed(problem)
            : order.Nick is not { } nick ? CommandResult.Failed("Only a person can be muted.")
            : Do(context, new UnmuteRequest { Nick = nick, Room = order.Room }, $"{nick} may speak again.");
    }

    static CommandResult Bans(CommandContext context, string text, bool mutes)
    {
        var all = new List<BanEntry>();
        var request = new BansRequest { Room = text == "here" ? context.Client.State.Current?.Room : null, Mutes = mutes };
        return Do(context, request, answer =>
        {
            if (answer is not BanList list) return;
            all.AddRange(list.Bans);
            if (list.More) return;
            var what = mutes ? "muted" : "banned";
            context.Client.Answer(all.Count == 0 ? $"Nobody is {what}." : $"Who is {what}:\n" + string.Join('\n', all.Select(ban => Describe(context, ban))));
        });
    }

    static string Describe(CommandContext context, BanEntry ban)
    {
        var who = ban.Nick?.Value ?? Shown.Line(ban.Address ?? "somebody");
        var where = ban.Room is { } room ? $" in {room}" : "";
        var until = ban.Until is { } end ? $"until {Shown.Time(context, end)}" : "for good";
        return $"  {who}{where}, {until}, by {Shown.Line(ban.By)} on {Shown.Day(context, ban.At)}{(ban.Text is { Length: > 0 } why ? $": {Shown.Line(why)}" : "")}";
    }

    static CommandResult Lock(CommandContext context, string text)
    {
        if (text == "server") return Set(context, new ServerSetRequest { Locked = true }, "Nobody new may come to this server. /unlock server opens it.");
        if (context.Client.State.Current is not { } current) return CommandResult.Failed("You are in no room.");
        switch (text)
        {
            case "" or "room": return Do(context, new RoomSetRequest { Room = current.Room, Access = RoomAccess.Locked }, (Action<Answer>?)null);
            case "invite": return Do(context, new RoomSetRequest { Room = current.Room, Access = RoomAccess.Invite }, (Action<Answer>?)null);
            case "passphrase" when context.Account is { } account:
                account.Ask(new SecretForm($"A passphrase for {current.Title}", "Lock", [new SecretField("Passphrase") { Check = (typed, _) => typed.Length == 0 ? "Type a passphrase." : null }], texts =>
                    Do(context, new RoomSetRequest { Room = current.Room, Secret = texts[0] }, (Action<Answer>?)null)));
                return CommandResult.Done;
            default: return CommandResult.Failed("It is typed /lock, /lock invite, /lock passphrase or /lock server.");
        }
    }

    static CommandResult Unlock(CommandContext context, string text)
    {
        if (text == "server") return Set(context, new ServerSetRequest { Locked = false }, "The server is open again.");
        if (context.Client.State.Current is not { } current) return CommandResult.Failed("You are in no room.");
        return text is "" or "room"
            ? Do(context, new RoomSetRequest { Room = current.Room, Access = RoomAccess.Open, Secret = current.HasPassphrase ? "" : null }, (Action<Answer>?)null)
            : CommandResult.Failed("It is typed /unlock or /unlock server.");
    }

    static CommandResult Slow(CommandContext context, string text)
    {
        if (context.Client.State.Current is not { } current) return CommandResult.Failed("You are in no room.");
        if (text.Length == 0) return context.Tell(current.Slow > TimeSpan.Zero ? $"Slow mode: each person may say one line every {Durations.Show(current.Slow)}. /slow off ends it." : "There is no slow mode here. /slow 10s begins it.");
        if (text == "off") return Do(context, new RoomSetRequest { Room = current.Room, Slow = 0 }, (Action<Answer>?)null);
        return Durations.TryParse(text, out var time)
            ? Do(context, new RoomSetRequest { Room = current.Room, Slow = (int)Math.Min(time.TotalMilliseconds, int.MaxValue) }, (Action<Answer>?)null)
            : CommandResult.Failed("Type a time such as 10s, or off.");
    }

    static CommandResult Role(CommandContext context, string text)
    {
        var words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (!Nickname.TryParse(words[0].TrimStart('@'), out var nick, out var problem)) return CommandResult.Failed(problem);
        var role = words[1].ToLowerInvariant();
        var isHere = role is RoomRank.Owner or RoomRank.None || (words.Length > 2 && words[2] == "here");
        if (isHere && context.Client.State.Current is null) return CommandResult.Failed("You are in no room.");
        if (isHere && role == ServerRole.Member) role = RoomRank.None;
        RoomName? room = isHere ? context.Client.State.Current?.Room : null;
        return Do(context, new RoleRequest { Nick = nick, Role = role, Room = room }, $"{nick} is {(role == RoomRank.None ? "nobody special" : role)} {(isHere ? $"of {context.Client.State.Current?.Title}" : "of the server")} now.");
    }

    static CommandResult NewHost(CommandContext context, string text)
    {
        var isAddress = text.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(text, out _);
        return isAddress && !context.Client.State.Conversations.Any(room => Nickname.TryParse(text, out var nick, out _) && room.Roster.Has(nick))
            ? Do(context, new RoleRequest { Address = text, Role = ServerRole.Host }, $"Who is here from {text} is host of the server now.")
            : Role(context, $"{text} host");
    }

    static CommandResult Broadcast(CommandContext context, string text) => TextRules.Problem(text, Limits.MaxShortTextBytes, isMultiline: false) is { } problem
        ? CommandResult.Failed(problem.Text)
        : Do(context, new BroadcastRequest { Text = text }, (Action<Answer>?)null);

    static CommandResult NewPassword(CommandContext context, string text)
    {
        if (text == "-") return Set(context, new ServerSetRequest { Password = "" }, "The server has no password any more.");
        if (text.Length > 0) return Set(context, new ServerSetRequest { Password = text }, "The server has a new password. Who is here stays.");
        if (context.Account is not { } account) return CommandResult.Failed("PASSWORD is missing.");
        account.Ask(new SecretForm("A new password for the server", "Set it", SecretForms.ServerPassword(), texts =>
            Set(context, new ServerSetRequest { Password = texts[0] }, "The server has a new password. Who is here stays.")));
        return CommandResult.Done;
    }

    static CommandResult Log(CommandContext context, string text) =>
        Do(context, new LogRequest { Room = text == "here" ? context.Client.State.Current?.Room : null, Limit = LogEntries }, answer =>
        {
            if (answer is not LogPage page) return;
            context.Client.Answer(page.Entries.Count == 0 && !page.More ? "Nothing was done to keep order yet." : string.Join('\n', page.Entries.Select(entry => Describe(context, entry))));
        });

    static string Describe(CommandContext context, LogEntry entry)
    {
        var where = entry.Room is { } room ? $" in {room}" : "";
        var until = entry.Until is { } end ? $" until {Shown.Time(context, end)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Shown.Time(context, entry.At)}  {Shown.Line(entry.By)}: {Shown.Line(entry.What)}{(entry.Whom is { Length: > 0 } whom ? " " + Shown.Line(whom) : "")}{where}{until}{(entry.Text is { Length: > 0 } why ? $": {Shown.Line(why)}" : "")}");
    }

    static CommandResult Set(CommandContext context, ServerSetRequest request, string done) => Do(context, request, done);

    static CommandResult Do(CommandContext context, Request request, string done) => Do(context, request, answer =>
    {
        if (answer is Done) context.Client.Answer(done);
    });

    static CommandResult Do(CommandContext context, Request request, Action<Answer>? then) =>
        !context.Client.IsOnline ? CommandResult.Failed("You are not connected. Nothing was done.")
        : !context.Client.People.Has(Capability.Moderation) ? CommandResult.Failed("This server cannot do that.")
        : context.Ask(request, (answer, _) => then?.Invoke(answer));

    /// <summary>Whom, where, for how long and why, as it was typed.</summary>
    sealed record Order(string Whom, Nickname? Nick, string? Address, RoomName? Room, TimeSpan? Time, string? Why, string? Problem)
    {
        /// <summary>The time for the wire.</summary>
        public long? Milliseconds => Time is { } time ? (long)time.TotalMilliseconds : null;

        /// <summary>The time in words.</summary>
        public string How => Time is { } time ? $" for {Durations.Show(time)}" : "";

        /// <summary>The place in words.</summary>
        public string Where(CommandContext context) => Room is { } room ? room.Value : context.Client.State.Welcome?.Name ?? "the server";

        /// <summary>
        /// Takes it apart: a name or address, then in any order a time and the words here and everywhere, then the reason. Without
        /// such a word it is about the server for who keeps order there, and about this room for everybody else.
        /// </summary>
        public static Order Read(CommandContext context, string text, bool hasTime)
        {
            var end = text.AsSpan().IndexOfAny(" \t");
            var whom = end < 0 ? text : text[..end];
            var rest = text[whom.Length..].Trim();
            TimeSpan? time = null;
            bool? isHere = null;
            while (rest.Length > 0)
            {
                if (Word(rest) is "here" or "everywhere") (isHere, rest) = (Word(rest) == "here", rest[Word(rest).Length..].Trim());
                else if (hasTime && time is null && Durations.Split(rest) is ({ } found, var behind)) (time, rest) = (found, behind);
                else break;
            }
            var current = context.Client.State.Current?.Room;
            var isOfRoom = isHere ?? !context.Client.State.Standing.IsModerator;
            var problem = TextRules.Problem(rest, Limits.MaxShortTextBytes, isMultiline: false)?.Text;
            if (isOfRoom && current is null) problem ??= "You are in no room.";
            RoomName? room = isOfRoom ? current : null;
            var why = rest.Length == 0 ? null : rest;
            if (IsAddress(whom)) return new Order(whom, null, whom, null, time, why, problem);
            return Nickname.TryParse(whom.TrimStart('@'), out var nick, out var bad)
                ? new Order(nick.Value, nick, null, room, time, why, problem)
                : new Order(whom, null, null, room, time, why, bad);
        }

        static string Word(string text) => text.Split(' ', 2)[0];

        static bool IsAddress(string word) => IPNetwork.TryParse(word, out _) || (word.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(word, out _));
    }
}
