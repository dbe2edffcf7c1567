using System.Globalization;
using TuiChat.History.Search;
using TuiChat.Terminal;
using TuiChat.Views.Rows;

namespace TuiChat.Views.Past;

/// <summary>What a search has found as a list, newest first: where and when in one row, the words around the matches below.</summary>
/// <param name="theme">The look.</param>
/// <param name="zone">The time zone of the reader.</param>
/// <param name="marks">The signs at the edges of texts.</param>
/// <param name="hasFewGlyphs">Whether matches need brackets, since the terminal may show neither bold nor underlined text.</param>
sealed class FoundLines(Func<Theme> theme, TimeZoneInfo zone, Func<ChatMarks> marks, Func<bool> hasFewGlyphs) : IListSource
{
    /// <summary>2 rows of text: what is around the match; the rest is seen where the line stands.</summary>
    const int MostRows = 2;

    /// <summary>2 columns between the edge and the text.</summary>
    const int Indent = 2;

    readonly List<SearchHit> _hits = [];
    readonly Dictionary<long, int> _places = [];

    /// <inheritdoc/>
    public int Count => _hits.Count;

    /// <summary>The hit at an index.</summary>
    public SearchHit this[int index] => _hits[index];

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        _hits.Clear();
        _places.Clear();
    }

    /// <summary>Adds an older page.</summary>
    public void Add(IReadOnlyList<SearchHit> page)
    {
        foreach (var hit in page)
        {
            if (_places.TryAdd(hit.Id, _hits.Count)) _hits.Add(hit);
        }
    }

    /// <inheritdoc/>
    public long IdAt(int index) => _hits[index].Id;

    /// <inheritdoc/>
    public int IndexOf(long id) => _places.GetValueOrDefault(id, -1);

    /// <inheritdoc/>
    public int VersionAt(int index) => HashCode.Combine(theme(), _hits[index]);

    /// <inheritdoc/>
    public IReadOnlyList<TextRow> Layout(int index, int width)
    {
        var hit = _hits[index];
        var at = TimeZoneInfo.ConvertTime(hit.At, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var who = hit.Author ?? "operator";
        var where = TextWidth.Truncate($"{hit.RoomTitle} · {hit.ServerName}", Math.Max(4, width - at.Length - TextWidth.Measure(who) - 4));
        var head = new TextRow([new(at, theme()[ChatRoles.Time]), new("  ", theme()[StandardRoles.Text]), new(who, Bold(theme()[StandardRoles.Text])), new("  ", theme()[StandardRoles.Text]), new(where, theme()[StandardRoles.Dim])]);
        // The selection covers the head alone: over the text it would hide the matches.
        var text = new FoundText(theme(), marks(), hasFewGlyphs()).Rows(hit, Math.Max(1, width - Indent), MostRows);
        return [head, .. text.Select(row => new TextRow(row.Runs, row.Indent + Indent) { IsSeparator = true })];
    }

    static Style Bold(Style style) => style with { Text = style.Text | TextStyle.Bold };
}
