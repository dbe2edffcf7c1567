using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Shows a <see cref="Timeline"/> in a list.</summary>
sealed class TimelineSource(Timeline timeline, Func<Theme> theme, TimeZoneInfo zone) : IListSource
{
    /// <inheritdoc/>
    public int Count => timeline.Count;

    /// <inheritdoc/>
    public long IdAt(int index) => timeline[index].Id;

    /// <inheritdoc/>
    public int IndexOf(long id) => timeline.IndexOf(id);

    /// <inheritdoc/>
    public int VersionAt(int index) =>
        HashCode.Combine(timeline[index].Version, IsFirstUnread(index), TimelineLayout.StartsDay(timeline[index].Item, Before(index), zone), theme());

    /// <inheritdoc/>
    public IReadOnlyList<TextRow> Layout(int index, int width) =>
        new TimelineLayout(theme(), zone, width).Rows(timeline[index].Item, Before(index), IsFirstUnread(index));

    TimelineItem? Before(int index) => index == 0 ? null : timeline[index - 1].Item;

    bool IsFirstUnread(int index) => timeline.FirstUnread is { } first && timeline[index].Id >= first && (index == 0 || timeline[index - 1].Id < first);
}
