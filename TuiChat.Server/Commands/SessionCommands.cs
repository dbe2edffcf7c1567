using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Staying and going.</summary>
static class SessionCommands
{
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
}
