using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views.Markup;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>Lays one entry of a timeline out as rows, with the day line and the "new" line above it where they belong.</summary>
/// <param name="frame">The columns.</param>
/// <param name="isRevealed">Spoilers are readable, and nothing is cut off at the end.</param>
/// <param name="read">Reads the text of an entry.</param>
sealed class TimelineLayout(RowFrame frame, bool isRevealed, Func<string, MessageText> read)
{
    /// <summary>The rows of an entry.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem item, EntryPlace place)
    {
        var body = Body(item, place);
        if (place is { StartsDay: false, IsFirstUnread: false }) return body;
        var rows = new List<TextRow>(body.Count + 2);
        if (place.StartsDay) rows.Add(frame.Rule(frame.DayName(item.At), ChatRoles.Day));
        if (place.IsFirstUnread) rows.Add(frame.Rule("new", ChatRoles.New));
        rows.AddRange(body);
        return rows;
    }

    IReadOnlyList<TextRow> Body(TimelineItem item, EntryPlace place) => item switch
    {
        TimelineItem.Said said => new SaidRows(frame, isRevealed).Rows(said, read(said.Text), place),
        TimelineItem.Waiting line => new SaidRows(frame, isRevealed).Rows(line, read(line.Text), place),
        TimelineItem.NotSent line => new NoticeRows(frame).Rows(line, place),
        TimelineItem.TopicSet topic => new NoticeRows(frame).Rows(topic, place),
        TimelineItem.Presence or TimelineItem.Movement when frame.Presence == PresenceLines.Hide => [],
        TimelineItem.Presence one => new PresenceRows(frame).Rows(one, place),
        TimelineItem.Movement many when frame.Presence == PresenceLines.Show => [.. many.Parts.SelectMany((one, i) => new PresenceRows(frame).Rows(one, i == 0 ? place : place with { IsContinued = false, ShowsTime = true }))],
        TimelineItem.Movement many => new PresenceRows(frame).Rows(many, place),
        TimelineItem.Renamed when frame.Presence == PresenceLines.Hide => [],
        TimelineItem.Renamed renamed => new PresenceRows(frame).Rows(renamed, place),
        TimelineItem.Announcement notice => new NoticeRows(frame).Rows(notice, place),
        TimelineItem.Local local => new NoticeRows(frame).Rows(local, place),
        TimelineItem.Gap gap => [frame.Rule(gap.Count == 1 ? "1 line is missing" : $"{gap.Count} lines are missing", ChatRoles.Day)],
        TimelineItem.Unknown unknown => new NoticeRows(frame).Rows(unknown, place),
        _ => throw new InvalidOperationException($"{item.GetType().Name} has no look."),
    };
}
