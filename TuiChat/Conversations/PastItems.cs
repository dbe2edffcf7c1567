using TuiChat.History;
using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>What stands in a timeline for events of the past. Pure.</summary>
static class PastItems
{
    /// <summary>What stands there for an event; null for one that is in another line already.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="self">Who we are.</param>
    /// <param name="ears">What counts as being named.</param>
    /// <param name="find">Looks up a quoted line by its number.</param>
    public static TimelineItem? Read(NumberedEvent happened, Nickname self, Ears ears, Func<long, TimelineItem.Said?> find) => happened switch
    {
        ChatMessage message when ears.IsIgnored(message.From) => null,
        ChatMessage message => LineFold.Read(message, Time(message.At), self, ears, message.Reply is { } reply ? find(reply) : null),
        LineEvent => null,
        TopicChanged topic => new TimelineItem.TopicSet(Time(topic.At), topic.From, topic.Text),
        Notice notice => new TimelineItem.Announcement(Time(notice.At), notice.Text),
        _ => new TimelineItem.Unknown(Time(happened.At), happened.Type),
    };

    /// <summary>The lines of a page as items, with a gap where this machine has a hole.</summary>
    /// <param name="page">What is kept.</param>
    /// <param name="room">Its room.</param>
    /// <param name="self">Who we were there.</param>
    /// <param name="timeline">Where quoted lines are looked up that are not in the page.</param>
    public static IReadOnlyList<TimelineItem> Read(HistoryPage page, RoomName room, Nickname self, Timeline timeline)
    {
        var items = new List<TimelineItem>();
        var said = new Dictionary<long, TimelineItem.Said>();
        for (var i = 0; i < page.Lines.Count; i++)
        {
            var line = page.Lines[i];
            var missing = i == 0 ? 0 : Missing(page, page.Lines[i - 1].Seq, line.Seq);
            if (missing > 0) items.Add(new TimelineItem.Gap(Time(line.At), missing));
            if (Read(ProtocolLines.ToEvent(room, line), self, Ears.Deaf, seq => said.GetValueOrDefault(seq) ?? timeline.Find(seq)) is not { } item) continue;
            items.Add(item);
            if (item is TimelineItem.Said { Seq: > 0 } one) said[one.Seq] = one;
        }
        return items;
    }

    /// <summary>A time from a server, which may be any number.</summary>
    public static DateTimeOffset Time(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(unixMilliseconds, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    /// <summary>How many numbers between two lines nobody has told us about.</summary>
    static long Missing(HistoryPage page, long before, long after)
    {
        var known = page.Ranges.Sum(range => Math.Max(0, Math.Min(range.Last, after - 1) - Math.Max(range.First, before + 1) + 1));
        return Math.Max(0, after - before - 1 - known);
    }
}
