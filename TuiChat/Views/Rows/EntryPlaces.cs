using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Views.Rows;

/// <summary>Finds the place of entries, and keeps what it has found: it is asked for every row of every frame.</summary>
sealed class EntryPlaces(Timeline timeline, TimeZoneInfo zone)
{
    /// <summary>5 minutes: after a longer silence the nick is shown again.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>2,048 entries: more than any screen has rows.</summary>
    const int MaxKept = 2048;

    readonly Dictionary<long, Kept> _kept = [];

    /// <summary>The place of the entry at an index.</summary>
    public EntryPlace Of(int index)
    {
        var entry = timeline[index];
        var before = index == 0 ? default : timeline[index - 1];
        var isFirstUnread = timeline.FirstUnread is { } first && entry.Id >= first && (index == 0 || before.Id < first);
        if (_kept.TryGetValue(entry.Id, out var kept) && ReferenceEquals(kept.Item, entry.Item) && ReferenceEquals(kept.Before, before.Item) && kept.Place.IsFirstUnread == isFirstUnread)
            return kept.Place;
        if (_kept.Count >= MaxKept) _kept.Clear();
        var place = Find(entry.Item, before.Item, isFirstUnread);
        _kept[entry.Id] = new Kept(entry.Item, before.Item, place);
        return place;
    }

    EntryPlace Find(TimelineItem item, TimelineItem? before, bool isFirstUnread)
    {
        var startsDay = before is null || Day(before.At) != Day(item.At);
        var isContinued = before is not null && !startsDay && !isFirstUnread && Speaker(item) is { } speaker && Speaker(before) == speaker
            && item is not (TimelineItem.Said { ReplyTo: not null } or TimelineItem.Waiting { ReplyTo: not null })
            && item.At - before.At < LongestPause;
        return new EntryPlace(startsDay, isFirstUnread, isContinued, !isContinued || Minute(before!.At) != Minute(item.At)); // continued: there is one before
    }

    DateTime Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).Date;

    static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    /// <summary>Whose plain speech it is, or null.</summary>
    static Nickname? Speaker(TimelineItem item) => item switch
    {
        TimelineItem.Said { IsAction: false } said => said.From,
        TimelineItem.Waiting { IsAction: false } line => line.From,
        _ => null,
    };

    readonly record struct Kept(TimelineItem Item, TimelineItem? Before, EntryPlace Place);
}
