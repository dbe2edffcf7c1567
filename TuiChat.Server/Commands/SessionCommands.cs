using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>Coming, staying and going.</summary>
sealed class SessionCommands(ServerContext server)
{
    static readonly Bye Resumed = new() { Code = RefusalCode.Resumed, Text = "You are connected again; this connection is the old one." };

    /// <summary>Handles <c>hello</c>.</summary>
    public async ValueTask HelloAsync(Session session, Hello hello) => session.Reply(await AnswerAsync(session, hello).ConfigureAwait(false));

    /// <summary>Handles <c>ping</c>.</summary>
    public static ValueTask Ping(Session session, PingRequest ping)
    {
        session.Reply(new Pong { Re = ping.Id });
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>pong</c>: that something came was noted when it came.</summary>
    public static ValueTask Pong(Session session, Pong pong) => ValueTask.CompletedTask;

    /// <summary>Handles <c>quit</c>: what was said before is answered first.</summary>
    public static async ValueTask QuitAsync(Session session, QuitRequest quit)
    {
        if (TextRules.Problem(quit.Text, Limits.MaxShortTextBytes, isMultiline: false) is { } problem)
        {
            session.Refuse(quit, problem);
            return;
        }
        await session.Pending.WhenNone().ConfigureAwait(false);
        session.LastWords = quit.Text;
        session.Outbox.Cut(new Bye { Re = quit.Id, Text = "Goodbye." });
    }

    async ValueTask<Answer> AnswerAsync(Session session, Hello hello)
    {
        var problem = session.Nick is not null ? Refusals.HelloTwice
            : hello.V < Limits.OldestVersion || (hello.Min ?? hello.V) > Limits.Version ? Refusals.Version
            : hello.Caps.Count > Limits.MaxCapabilities || hello.Caps.Any(cap => cap is null or { Length: > Limits.MaxCapabilityChars })
                ? Refusals.BadCapabilities
            : hello.Rooms is { } rooms && (rooms.Count > Limits.MaxHelloRooms || rooms.Any(join => join.Id?.Length > Limits.MaxIdChars)) ? Refusals.BadHelloRooms
            : null;
        if (problem is not null) return new Refused { Re = hello.Id, Code = problem.Code, Text = problem.Text };
        if (await RefuseAsync(session, hello).ConfigureAwait(false) is { } refused) return refused;
        // A client that was here before keeps its secret, so that it may break off at any moment and come again with it.
        var secret = IsSecret(hello.Resume) ? hello.Resume : RandomNumberGenerator.GetHexString(Limits.SessionChars, lowercase: true);
        var claim = new NickClaim(hello.Nick, secret, session.Outbox.Cut);
        while (server.Names.Claim(claim) is { } holder)
        {
            if (hello.Nick.Key != holder.Nick.Key || !IsSecret(hello.Resume) || !holder.Matches(hello.Resume)) return Taken(hello, holder.Nick);
            holder.Cut(Resumed);
            await holder.Freed.ConfigureAwait(false);
        }
        session.Enter(claim);
        foreach (var join in hello.Rooms ?? []) session.Brought.Enqueue(join);
        server.Log.Entered(session.Id, hello.Nick.Value, hello.Client ?? "a client that says no name");
        var settings = server.Settings.Current;
        return new Welcome
        {
            Re = hello.Id,
            V = Math.Min(hello.V, Limits.Version),
            Caps = [.. ServerIdentity.Capabilities.Intersect(hello.Caps)],
            Nick = hello.Nick,
            Name = server.Identity.Name,
            Server = server.Identity.Id,
            At = server.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            MaxText = settings.MaxTextBytes,
            Idle = settings.IdleSeconds * 1000,
            Locked = server.Passwords.IsLocked,
            Session = secret,
        };
    }

    /// <summary>Asks for the server's password, before anything is told of who is here.</summary>
    async ValueTask<Refused?> RefuseAsync(Session session, Hello hello)
    {
        var verdict = await server.Passwords.CheckAsync(session.Network, hello.Password).ConfigureAwait(false);
        if (verdict.Problem is not { } problem) return null;
        if (verdict.Guesses > 0) server.Log.WrongPassword(session.Id, session.Network.ToString(), verdict.Guesses);
        var wait = verdict.Wait is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : (int?)null;
        return new Refused { Re = hello.Id, Code = problem.Code, Text = problem.Text, Wait = wait };
    }

    static bool IsSecret([NotNullWhen(true)] string? text) => text is { Length: Limits.SessionChars };

    Refused Taken(Hello hello, Nickname holder)
    {
        var problem = holder.Key == hello.Nick.Key ? Refusals.NickTaken(hello.Nick) : Refusals.NickLookalike(hello.Nick, holder);
        return new Refused { Re = hello.Id, Code = problem.Code, Text = problem.Text, Suggest = server.Names.Suggest(hello.Nick)?.Value };
    }
}
