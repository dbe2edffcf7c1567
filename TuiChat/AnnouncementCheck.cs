using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>Tells who hosts a server, once, that the network does not hear of it: otherwise one waits for people who cannot come. Lives on the loop.</summary>
/// <param name="later">Does something on the loop after a while.</param>
/// <param name="client">Where it is told.</param>
/// <param name="hosted">The server that is hosted here now, or null.</param>
sealed class AnnouncementCheck(Func<TimeSpan, Action, IDisposable> later, ChatClient client, Func<AnnouncementCheck.Hosting?> hosted)
{
    /// <summary>5 s: an announcement that comes about takes one or two.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    string? _seen;

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        if (happened is not SessionEvent.Entered || hosted() is not { } hosting || hosting.Id == _seen) return;
        _seen = hosting.Id;
        later(Patience, () =>
        {
            if (hosted() is { Problem: { } problem } now && now.Id == hosting.Id)
                client.Tell($"Nobody finds your server by itself: it cannot be announced. {problem} {Way(now)}", isError: true);
        });
    }

    static string Way(Hosting now) => now.Where is { } where
        ? $"Until then others get in with: tuichat {where}"
        : "This machine has no address either that others could use.";

    /// <summary>A server that is hosted here.</summary>
    /// <param name="Id">Its stable id.</param>
    /// <param name="Where">Where others find it, or null for nowhere.</param>
    /// <param name="Problem">Why it is not announced though it should be, or null.</param>
    internal sealed record Hosting(string Id, string? Where, string? Problem)
    {
        /// <summary>As it stands with a server now.</summary>
        public static Hosting? Of(HostedServer? hosted) => hosted is null ? null : new Hosting(hosted.Id, hosted.Addresses is [var first, ..] ? first.ToString() : null, hosted.AnnouncementProblem);
    }
}
