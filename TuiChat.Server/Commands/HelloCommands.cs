using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>Coming: who somebody is, and whether it may come in.</summary>
sealed class HelloCommands(ServerContext server)
{
    static readonly Bye Resumed = new() { Code = RefusalCode.Resumed, Text = "You are connected again; this connection is the old one." };

    /// <summary>Handles <c>hello</c>.</summary>
    public async ValueTask HelloAsync(Session session, Hello hello) => session.Reply(await AnswerAsync(session, hello).ConfigureAwait(false));

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
        // A client that was here before keeps its secret, so that it may break off at any moment and come again with it.
        var secret = IsSecret(hello.Resume) ? hello.Resume : RandomNumberGenerator.GetHexString(Limits.SessionChars, lowercase: true);
        var device = new Device(secret, session.Outbox) { Address = session.Address, Network = session.Network, Client = hello.Client };
        var profile = new Profile(hello.Nick, null, ServerRank.Guest);
        var visitor = new Visitor(device.GuestAuthor, server.Visitors.SenderOf(device.GuestAuthor, hello.Nick), profile);
        while (server.Visitors.Enter(ref visitor, device) is { } conflict)
        {
            if (OldDevice(conflict, hello) is not { } old) return Taken(hello, conflict);
            old.Cut(Resumed);
            await old.Freed.ConfigureAwait(false);
        }
        session.Enter(visitor, device);
        foreach (var join in hello.Rooms ?? []) session.Brought.Enqueue(join);
        server.Log.Entered(session.Id, hello.Nick.Value, hello.Client ?? "a client that says no name");
        return Welcome(hello, visitor, secret);
    }

    /// <summary>Asks for the server's password, before anything is told of who is here.</summary>
    async ValueTask<Refused?> AskPasswordAsync(Session session, Hello hello)
    {
        var verdict = await server.Passwords.CheckAsync(session.Network, hello.Password).ConfigureAwait(false);
        if (verdict.Problem is not { } problem) return null;
        if (verdict.Guesses > 0) server.Log.WrongPassword(session.Id, session.Network.ToString(), verdict.Guesses);
        var wait = verdict.Wait is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : (int?)null;
        return new Refused { Re = hello.Id, Code = problem.Code, Text = problem.Text, Wait = wait };
    }

    /// <summary>The connection that the same guest still has, by its secret; null when the name is somebody else's.</summary>
    static Device? OldDevice(NameConflict conflict, Hello hello) =>
        IsSecret(hello.Resume) && conflict.Visitor is { IsGuest: true, Devices: [var old, ..] } && old.Matches(hello.Resume) ? old : null;

    static bool IsSecret([NotNullWhen(true)] string? text) => text is { Length: Limits.SessionChars };

    Refused Taken(Hello hello, NameConflict conflict) =>
        Refuse(hello, Refusals.Name(hello.Nick, conflict)) with { Suggest = server.Visitors.Suggest(hello.Nick)?.Value };

    static Refused Refuse(Hello hello, Refusal problem) => new() { Re = hello.Id, Code = problem.Code, Text = problem.Text };

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
        };
    }
}
