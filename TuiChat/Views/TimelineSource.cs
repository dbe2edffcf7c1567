using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views.Markup;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>Shows a <see cref="Timeline"/> in a list, and remembers what of it was asked to be shown in full.</summary>
sealed class TimelineSource : IListSource
{
    /// <summary>1,024 texts: more than any screen shows; reading one takes microseconds.</summary>
    const int MaxTexts = 1024;

    readonly Timeline _timeline;
    readonly Func<Theme> _theme;
    readonly Func<ChatMarks> _marks;
    readonly Func<ClientSettings> _settings;
    readonly TimeZoneInfo _zone;
    readonly EntryPlaces _places;
    readonly Roster? _roster;
    readonly HashSet<long> _revealed = [];
    readonly Dictionary<string, MessageText> _texts = new(StringComparer.Ordinal);

    /// <summary>Shows a timeline.</summary>
    public TimelineSource(Timeline timeline, Func<Theme> theme, Func<ChatMarks> marks, Func<ClientSettings> settings, TimeZoneInfo zone, Roster? roster = null)
    {
        _roster = roster;
        _timeline = timeline;
        _theme = theme;
        _marks = marks;
        _settings = settings;
        _zone = zone;
        _places = new EntryPlaces(timeline, zone);
    }

    /// <summary>For copying: text from edge to edge.</summary>
    public bool IsBare { get; set; }

    /// <inheritdoc/>
    public int Count => _timeline.Count;

    /// <inheritdoc/>
    public long IdAt(int index) => _timeline[index].Id;

    /// <inheritdoc/>
    public int IndexOf(long id) => _timeline.IndexOf(id);

    /// <inheritdoc/>
    public int VersionAt(int index)
    {
        var entry = _timeline[index];
        return HashCode.Combine(entry.Version, _places.Of(index), _theme(), _marks(), _settings(), (IsBare, _roster?.ColorVersion ?? 0), _revealed.Count > 0 && _revealed.Contains(entry.Id));
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextRow> Layout(int index, int width)
    {
        var entry = _timeline[index];
        var frame = new RowFrame(_theme(), _zone, _marks(), _settings(), width, IsBare, _roster is null ? null : _roster.ColorOf);
        return new TimelineLayout(frame, _revealed.Contains(entry.Id), Read).Rows(entry.Item, _places.Of(index));
    }

    /// <summary>Shows spoilers and long texts of an entry in full, or hides them again.</summary>
    public void ToggleRevealed(long id)
    {
        if (!_revealed.Remove(id)) _revealed.Add(id);
    }

    /// <summary>A text, read once.</summary>
    public MessageText Read(string text)
    {
        if (_texts.TryGetValue(text, out var known)) return known;
        if (_texts.Count >= MaxTexts) _texts.Clear();
        return _texts[text] = MessageText.Parse(text);
    }
}
