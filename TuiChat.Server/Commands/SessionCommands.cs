using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Staying and going.</summary>
sealed class SessionCommands(ServerContext server)
{
    /// <summary>Handles <c>ping</c>.</summary>
    public ValueTask Ping(Session session, PingRequest ping)
    {
        if (ping.Nick is not { } nick) session.Reply(new Pong { Re = ping.Id });
        else if (session.Author is not { } author) session.Refuse(ping, Refusals.HelloFirst);
        else if (server.Visitors.Find(nick) is not { } whom) session.Refuse(ping, Refusals.NoPerson(nick));
        else if (server.Blocks.Has(whom.Author, author)) session.Refuse(ping, Refusals.NoPing(nick));
        else server.Pings.Ask(session, ping, whom);
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>pong</c>. That something came was noted when it came; perhaps somebody waits for it.</summary>
    public ValueTask Pong(Session session, Pong pong)
    {
        if (session.Device is { } device) server.Pings.Answer(device, pong.Re);
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>quit</c>: what was said before is answered first, and who hears the goodbye may come again under the same name.</summary>
    public static async ValueTask QuitAsync(Session session, QuitRequest quit)
    {
        if (TextRules.Problem(quit.Text, Limits.MaxShortTextBytes, isMultiline: false) is { } problem)
        {
            session.Refuse(quit, problem);
            return;
        }
        await session.Pending.WhenNone().ConfigureAwait(false);
        session.End(quit.Text);
        session.Outbox.Cut(new Bye { Re = quit.Id, Text = "Goodbye." });
    }
}
