using TuiChat.Protocol;
using TuiChat.Server.Access;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>What concerns the server as a whole: roles, name, password and lock, what is said everywhere, and the log.</summary>
sealed class ServerDesk(ServerContext server, Desk desk)
{
    /// <summary>Keys of what is set of the server while it runs; they go over the configuration.</summary>
    public const string NameKey = "set.name", PasswordKey = "set.password", LockedKey = "set.locked";

    /// <summary>64 characters, as in the configuration.</summary>
    const int MaxNameChars = 64;

    static readonly Refusal BadRole = new(RefusalCode.BadField, $"A role is “{ServerRole.Host}”, “{ServerRole.Moderator}” or “{ServerRole.Member}”.");
    static readonly Refusal BadName = new(RefusalCode.BadField, $"A name has 1 to {MaxNameChars} characters in one line.");
    static readonly Refusal BadPassword = new(RefusalCode.TooLong, $"A password has at most {Limits.MaxPasswordBytes} bytes and no control characters.");
    static readonly Refusal NothingToSet = new(RefusalCode.BadField, "Say what is to be set: “name”, “password” or “locked”.");

    /// <summary>Told when the name or whether there is a password has changed; must not block.</summary>
    public Action? Changed { get; set; }

    /// <summary>Gives an account a role on the server.</summary>
    public Task<Refusal?> RoleAsync(Actor actor, RoleRequest role) => desk.InTurnAsync(async () =>
    {
        if (role.Role is not (ServerRole.Host or ServerRole.Moderator or ServerRole.Member)) return BadRole;
        if (role.Nick is null == role.Address is null) return Sentences.WhomOrWhere;
        if (desk.Judge(Act.SetRole, actor, null) is { } early) return early; // before addresses are looked at
        var (found, problem) = role.Nick is { } nick ? (desk.Find(nick), Sentences.NoPerson(nick)) : desk.From(role.Address ?? "");
        if (found is not { } target) return problem;
        if (desk.Judge(Act.SetRole, actor, target, null) is { } refusal) return refusal;
        if (target.Account is not { } account) return new Refusal(RefusalCode.AccountNeeded, $"{target.Nick} has no account. Roles are for people with an account.");
        if (await server.Accounts.SetRoleAsync(account, ServerRanks.Parse(role.Role)).ConfigureAwait(false) is null) return Sentences.LastHost(target.Nick);
        await server.Moderation.LogAsync(desk.Entry(actor, "role", target.Nick.Value, null, null, role.Role)).ConfigureAwait(false);
        if (server.Visitors.Find(target.Author) is not { } here) return null;
        server.Rooms.TellChange(here);
        desk.Tell(here, null, null, $"You are {role.Role} of this server now.");
        return null;
    });

    /// <summary>Says something in every room that has people in it; stored like everything said.</summary>
    /// <returns>Why not, or null, and how many rooms heard it.</returns>
    public async Task<(Refusal? Problem, int Rooms)> BroadcastAsync(Actor actor, string text)
    {
        if (desk.Judge(Act.Broadcast, actor, null) is { } refusal) return (refusal, 0);
        if (string.IsNullOrWhiteSpace(text)) return (Refusals.EmptyText, 0);
        if (TextRules.Problem(text, Limits.MaxShortTextBytes, isMultiline: false) is { } problem) return (problem, 0);
        await server.Moderation.LogAsync(desk.Entry(actor, "broadcast", null, null, null, text)).ConfigureAwait(false);
        var appends = server.Rooms.All.Where(room => room.People > 0 && !room.Name.IsDirect)
            .Select(room => server.Store.AppendAsync(new EventDraft(room.Name, EventDraft.Notice, null, text)))
            .ToList();
        var results = await Task.WhenAll(appends).ConfigureAwait(false);
        return (results.Select(result => result.Problem).FirstOrDefault(failed => failed is not null), results.Count(result => result.Problem is null));
    }

    /// <summary>Sets name, password and lock.</summary>
    public async Task<Refusal?> SetAsync(Actor actor, ServerSetRequest set)
    {
        var problem = desk.Judge(Act.SetServer, actor, null)
            ?? (set.Name is null && set.Password is null && set.Locked is null ? NothingToSet
                : set.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameChars || TextRules.Problem(name, Limits.MaxShortTextBytes, isMultiline: false) is not null) ? BadName
                : TextRules.Problem(set.Password, Limits.MaxPasswordBytes, isMultiline: false) is not null ? BadPassword
                : null);
        if (problem is not null) return problem;
        var hash = set.Password is { Length: > 0 } password ? await server.Door.MakeAsync(password).ConfigureAwait(false) : null;
        return await desk.InTurnAsync(async () =>
        {
            if (desk.Judge(Act.SetServer, actor, null) is { } late) return late;
            var values = new Dictionary<string, string?>();
            if (set.Name is { } name) values[NameKey] = name.Trim();
            if (set.Password is not null) values[PasswordKey] = hash?.Text ?? "";
            if (set.Locked is { } isLocked) values[LockedKey] = isLocked ? "1" : null;
            await server.Moderation.SetServerAsync(values, desk.Entry(actor, "server-set", null, null, null, Describe(set))).ConfigureAwait(false);
            if (set.Locked is { } locked) server.Moderation.Lock(locked ? [.. server.Visitors.All.Select(visitor => visitor.Author)] : null);
            Take(set.Name?.Trim(), set.Password is not null, hash);
            Changed?.Invoke();
            if (set.Name is not null) TellName();
            return null;
        }).ConfigureAwait(false);
    }

    /// <summary>Puts in force what was set on an earlier run, over what the configuration says.</summary>
    /// <returns>The names of what was set.</returns>
    public IReadOnlyList<string> Restore(IReadOnlyDictionary<string, string> values)
    {
        var kept = values.GetValueOrDefault(PasswordKey);
        if (!PasswordHash.TryParse(kept ?? "", out var hash) && kept is { Length: > 0 }) throw new StoreException("The password that was set while the server ran is damaged in its database.");
        Take(values.GetValueOrDefault(NameKey), kept is not null, hash);
        if (values.ContainsKey(LockedKey)) server.Moderation.Lock([]);
        return [.. values.Keys.Select(key => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..])];
    }

    /// <summary>A page of the log, newest first.</summary>
    public async Task<(Refusal? Problem, IReadOnlyList<LogEntry> Entries)> ReadLogAsync(Actor actor, LogRequest request)
    {
        var problem = desk.Judge(request.Room is null ? Act.ReadLog : Act.ReadRoomLog, actor, request.Room)
            ?? (request.Limit is < 1 or > Limits.MaxPageEvents ? Refusals.OutOfRange("limit", 1, Limits.MaxPageEvents)
                : request.Before is < 1 ? Refusals.OutOfRange("before", 1, long.MaxValue)
                : null);
        if (problem is not null) return (problem, []);
        return (null, await server.Moderation.ReadLogAsync(request.Before, request.Limit ?? Limits.DefaultJoinLines, request.Room).ConfigureAwait(false));
    }

    void Take(string? name, bool hasPassword, PasswordHash? hash)
    {
        if (name is not null) server.Identity.Name = name;
        if (hasPassword) server.Passwords.Change(hash);
    }

    void TellName()
    {
        var note = new ServerNamed { Name = server.Identity.Name };
        foreach (var visitor in server.Visitors.All) server.Backplane.Publish(visitor.Author, note);
    }

    /// <summary>What the log says; never the password.</summary>
    static string Describe(ServerSetRequest set) => string.Join(", ", new[]
    {
        set.Name is { } name ? $"name {name.Trim()}" : null,
        set.Password switch { null => null, "" => "no password", _ => "a password" },
        set.Locked switch { null => null, true => "locked", false => "unlocked" },
    }.OfType<string>());
}
