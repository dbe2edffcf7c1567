using TuiChat.Conversations;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>Tells who hosts a server, once, that the network does not hear of it: otherwise one waits for people who cannot come. Lives on the loop.</summary>
/// <param name="application">The loop.</param>
/// <param name="client">Where it is told.</param>
/// <param name="hosted">The server that is hosted here now, or null.</param>
sealed class AnnouncementCheck(Application application, ChatClient client, Func<AnnouncementCheck.Hosting?> hosted)
{
    /// <summary>5 s: an announcement that comes about takes one or two.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    string? _seen;

    /// <summary>Something happened on the session and is in the state by now.</summary>
    public void Take(SessionEvent happened)
    {
        if (happened is not SessionEvent.Entered || hosted() is not { } hosting || hosting.Id == _seen) return;
        _seen = hosting.Id;
        application.AddTimeout(Patience, () =>
        {
            if (hosted() is { Problem: { } problem } now && now.Id == hosting.Id)
                client.Tell($"Nobody finds your server by itself: it cannot be announced. {problem} Until then others get in with: tuichat {now.Where.Replace("at ", "", StringComparison.Ordinal)}", isError: true);
        });
    }

    /// <summary>A server that is hosted here.</summary>
    /// <param name="Id">Its stable id.</param>
    /// <param name="Where">Where others find it.</param>
    /// <param name="Problem">Why it is not announced though it should be, or null.</param>
    internal sealed record Hosting(string Id, string Where, string? Problem);
}
