using TuiChat.Conversations;

namespace TuiChat.Views;

/// <summary>A room in which something was said that we have not seen.</summary>
/// <param name="Conversation">The room.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Mentions">How many of them name us.</param>
sealed record AwayRow(Conversation Conversation, int Lines, int Mentions)
{
    /// <summary>All such rooms of a server: those with lines that name us first, then those with most lines.</summary>
    /// <param name="state">The server.</param>
    /// <param name="isMuted">Rooms that are not to disturb; they come last.</param>
    public static IReadOnlyList<AwayRow> Of(ChatState state, Func<Conversation, bool> isMuted) =>
    [
        .. state.Conversations
            .Select(room => room.IsOpen && room.Timeline.FirstUnread is not null ? new AwayRow(room, room.Missed, room.MissedMentions) : new AwayRow(room, room.Unread, room.Mentions))
            .Where(row => row.Lines > 0)
            .OrderBy(row => isMuted(row.Conversation))
            .ThenByDescending(row => row.Mentions)
            .ThenByDescending(row => row.Lines),
    ];
}
