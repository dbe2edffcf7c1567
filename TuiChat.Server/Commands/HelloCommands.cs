using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TuiChat.Protocol;
using TuiChat.Server.Access;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Coming: who somebody is, and whether it may come in.</summary>
sealed class HelloCommands(ServerContext server)
{
    /// <summary>64 characters of what a client says of itself are kept.</summary>
    const int MaxClientChars = 64;

    static readonly Bye Resumed = new() { Code = RefusalCode.Resumed, Text = "You are connected again; this connection is the old one." };

    readonly Identification _identification = new(server);

    /// <summary>Handles <c>hello</c>.</summary>
    public async ValueTask HelloAsync(Session session, Hello hello)
    {
        session.Reply(await AnswerAsync(session, hello).ConfigureAwait(false));
        if (session.IsRevoked) session.Outbox.Cut(AccountCommands.LoggedOut);
    }

    async ValueTask<Answer> AnswerAsync(Session session, Hello hello)
    {
        var problem = session.Visitor is not null ? Refusals.HelloTwice
            : hello.V < Limits.OldestVersion || (hello.Min ?? hello.V) > Limits.Version ? Refusals.Version
            : hello.Caps.Count > Limits.MaxCapabilities || hello.Caps.Any(cap => cap is null or { Length: > Limits.MaxCapabilityChars })
                ? Refusals.BadCapabilities
            : hello.Rooms is { } rooms && (rooms.Count > Limits.MaxHelloRooms || rooms.Any(join => join.Id?.Length > Limits.MaxIdChars)) ? Refusals.BadHelloRooms
            : null;
        if (problem is not null) return Refuse(hello, problem);
        if (await AskPasswordAsync(session, hello).ConfigureAwait(false) is { } refused) return refused;
        var identity = await _identification.OfAsync(session, hello).ConfigureAwait(false);
        if (identity.Problem is { } unknown) return Refuse(hello, unknown, identity.Wait);
        if (Admit(session, hello, identity.Account) is { } unwanted) return unwanted;
        return identity.Account is null && hello.Register
            ? await RegisterAsync(session, hello).ConfigureAwait(false)
            : await EnterAsync(session, hello, identity).ConfigureAwait(false);
    }

    /// <summary>Whether one who is known by now may come in. Nobody has entered yet, and no account was made.</summary>
    Refused? Admit(Session session, Hello hello, StoredAccount? account)
    {
        if (account is null && !hello.Register && server.Settings.Current.Guests == ServerSettings.GuestsRefused) return Refuse(hello, Refusals.NoGuests);
        // Of a guest it is known only when the name is taken.
        var barred = account is not null ? server.Desks.Door.Problem(account.Author, isGuest: false, ServerRanks.Parse(account.Role), session.Address)
            : hello.Register ? server.Desks.Door.Problem(Guid.Empty, isGuest: true, ServerRank.Guest, session.Address)
            : null;
        return barred is null ? null : Refuse(hello, barred);
    }

    async ValueTask<Answer> RegisterAsync(Session session, Hello hello)
    {
        var (account, conflict, problem) = await _identification.RegisterAsync(
            session, Guid.NewGuid(), hello.Nick.Key, hello.Nick, hello.Secret, ServerRank.Member).ConfigureAwait(false);
        if (problem is not null) return Refuse(hello, problem.Problem ?? Refusals.Internal, problem.Wait);
        if (conflict is not null) return Taken(hello, conflict);
        return await EnterAsync(session, hello, new Identity(account)).ConfigureAwait(false);
    }

    async ValueTask<Answer> EnterAsync(Session session, Hello hello, Identity identity)
    {
        var (account, login, token) = (identity.Account, identity.Login, (string?)null);
        var client = Client(hello);
        if (login is not null) await server.Logins.UseAsync(login, client, session.Network.ToString()).ConfigureAwait(false);
        else if (account is not null)
        {
            if (await server.Logins.MakeAsync(account.Id, client, session.Network.ToString()).ConfigureAwait(false) is not { } made) return Refuse(hello, LoginVerdict.Wrong);
            (token, login) = made;
        }
        // A client that was here before keeps its secret, so that it may break off at any moment and come again with it.
        var secret = IsSecret(hello.Resume) ? hello.Resume : NewSecret();
        var device = new Device(secret, session.Outbox) { Address = session.Address, Network = session.Network, Client = client, Login = login?.Id };
        if (account is null && server.Accounts.Find(device.GuestAuthor) is not null)
        {
            secret = NewSecret(); // it was a guest, and is an account by now, for which it takes more than this secret
            device = new Device(secret, session.Outbox) { Address = session.Address, Network = session.Network, Client = client };
        }
        var visitor = account is null ? Guest(hello, device) : Account(account);
        while (OldDevice(visitor, device, hello) is { } old)
        {
            old.Cut(Resumed);
            await old.Freed.ConfigureAwait(false);
        }
        while (server.Visitors.Enter(ref visitor, device) is { } conflict)
        {
            if (OldDevice(conflict, hello) is { } old)
            {
                old.Cut(Resumed);
                await old.Freed.ConfigureAwait(false);
            }
            else if (conflict.Visitor is not { Devices: [] }) // who has none has left in this moment, perhaps our own old connection: the name is free
            {
                if (token is not null && login is not null) await server.Logins.EndAsync(login.Account, made => made.Id == login.Id).ConfigureAwait(false);
                return Taken(hello, conflict);
            }
        }
        if (server.Desks.Door.Problem(visitor, device.Address) is { } barred)
        {
            server.Visitors.Leave(visitor, device);
            return Refuse(hello, barred);
        }
        session.Enter(visitor, device);
        if (account is not null && login is not null && !IsStillSo(visitor, account, login, token is not null))
        {
            if (token is not null) await server.Logins.EndAsync(login.Account, made => made.Id == login.Id).ConfigureAwait(false);
            session.IsRevoked = true;
            return Refuse(hello, LoginVerdict.Wrong);
        }
        foreach (var join in hello.Rooms ?? []) session.Brought.Enqueue(join);
        server.Log.Entered(session.Id, visitor.Nick.Value, client ?? "a client that says no name");
        return Welcome(hello, visitor, secret) with { Token = token, Expires = token is null ? null : login?.Expires };
    }

    /// <summary>
    /// What was true of the account when it was looked at may have changed until it was in; from now on it is told of every change.
    /// </summary>
    bool IsStillSo(Visitor visitor, StoredAccount account, StoredLogin login, bool isNew)
    {
        if (server.Accounts.Find(account.Id) is not { } now || !server.Logins.IsAlive(now.Id, login.Id)) return false;
        if (isNew && now.Hash != account.Hash) return false; // came by a password that is another by now
        if (now.Name != visitor.Nick) server.Visitors.Rename(visitor, now.Name);
        visitor.Change(profile => profile with { Rank = ServerRanks.Parse(now.Role), Color = now.Color });
        return true;
    }

    /// <summary>Asks for the server's password, before anything is told of who is here.</summary>
    async ValueTask<Refused?> AskPasswordAsync(Session session, Hello hello)
    {
        var verdict = await server.Passwords.CheckAsync(session.Network, hello.Password).ConfigureAwait(false);
        if (verdict.Problem is not { } problem) return null;
        if (verdict.Guesses > 0) server.Log.WrongPassword(session.Id, session.Network.ToString(), verdict.Guesses);
        return Refuse(hello, problem, verdict.Wait);
    }

    Visitor Guest(Hello hello, Device device) =>
        new(device.GuestAuthor, server.Visitors.SenderOf(device.GuestAuthor, hello.Nick), new Profile(hello.Nick, null, ServerRank.Guest));

    static Visitor Account(StoredAccount account) =>
        new(account.Author, account.Sender, new Profile(account.Name, account.Id, ServerRanks.Parse(account.Role), account.Color));

    /// <summary>What the client says of itself, if it can be shown.</summary>
    static string? Client(Hello hello) => hello.Client is { Length: > 0 and <= MaxClientChars } client && TextRules.Problem(client, MaxClientChars * 4, isMultiline: false) is null ? client : null;

    /// <summary>The connection that the same client of an account still has, by its secret; null when there is none.</summary>
    Device? OldDevice(Visitor visitor, Device device, Hello hello) => visitor.IsGuest || !IsSecret(hello.Resume)
        ? null
        : Array.Find(server.Visitors.Find(visitor.Author)?.Devices ?? [], other => other != device && other.Matches(hello.Resume));

    /// <summary>The connection that the same guest still has, by its secret; null when the name is somebody else's.</summary>
    static Device? OldDevice(NameConflict conflict, Hello hello) =>
        IsSecret(hello.Resume) && conflict.Visitor is { IsGuest: true, Devices: [var old, ..] } && old.Matches(hello.Resume) ? old : null;

    static bool IsSecret([NotNullWhen(true)] string? text) => text is { Length: Limits.SessionChars };

    static string NewSecret() => RandomNumberGenerator.GetHexString(Limits.SessionChars, lowercase: true);

    Refused Taken(Hello hello, NameConflict conflict)
    {
        var isOwn = conflict.Kind == NameKind.Account && conflict.Holder.Key == hello.Nick.Key;
        var problem = isOwn && !hello.Register ? Refusals.LoginNeeded(hello.Nick) : Refusals.Name(hello.Nick, conflict);
        return Refuse(hello, problem) with { Suggest = server.Visitors.Suggest(hello.Nick)?.Value };
    }

    static Refused Refuse(Hello hello, Refusal problem, TimeSpan? wait = null) =>
        new() { Re = hello.Id, Code = problem.Code, Text = problem.Text, Wait = wait is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : problem.Wait };

    Welcome Welcome(Hello hello, Visitor visitor, string secret)
    {
        var settings = server.Settings.Current;
        return new Welcome
        {
            Re = hello.Id,
            V = Math.Min(hello.V, Limits.Version),
            Caps = [.. ServerIdentity.Capabilities.Intersect(hello.Caps)],
            Nick = visitor.Nick,
            Name = server.Identity.Name,
            Server = server.Identity.Id,
            At = server.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            MaxText = settings.MaxTextBytes,
            Idle = settings.IdleSeconds * 1000,
            Locked = server.Passwords.IsLocked,
            Session = secret,
            Account = !visitor.IsGuest,
            Role = visitor.Rank.Word(),
            Color = visitor.Profile.Color,
        };
    }
}
