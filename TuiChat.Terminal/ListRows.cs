namespace TuiChat.Terminal;

/// <summary>The rows of a list's items at one width, laid out when first asked for and kept by id and version.</summary>
sealed class ListRows
{
    // A few screens of the largest terminals; laying an item out again costs microseconds, and the collector stops longer for more.
    const int MaxCached = 512;

    readonly Dictionary<long, (int Version, IReadOnlyList<TextRow> Rows)> _cache = [];

    bool _isWide;

    /// <summary>Columns of a row.</summary>
    public int Width { get; private set; }

    /// <summary>How often an item was laid out since the start.</summary>
    public long LayoutCount { get; private set; }

    /// <summary>The rows kept are those of a width, and of how characters are measured now.</summary>
    public bool IsFor(int width) => width == Width && _isWide == WidthPolicy.AmbiguousIsWide;

    /// <summary>Sets the width; another one than before, or another measure of characters, forgets all rows.</summary>
    public void SetWidth(int width)
    {
        if (IsFor(width))
            return;
        _isWide = WidthPolicy.AmbiguousIsWide;
        Width = width;
        _cache.Clear();
    }

    /// <summary>The rows of an item.</summary>
    public IReadOnlyList<TextRow> Of(IListSource source, int index)
    {
        long id = source.IdAt(index);
        int version = source.VersionAt(index);
        if (_cache.TryGetValue(id, out (int Version, IReadOnlyList<TextRow> Rows) entry) && entry.Version == version)
            return entry.Rows;
        if (_cache.Count >= MaxCached)
            _cache.Clear();
        LayoutCount++;
        IReadOnlyList<TextRow> rows = source.Layout(index, Width);
        _cache[id] = (version, rows);
        return rows;
    }

    /// <summary>The position so many rows further down (or up, when negative), stopping at the first or last row of the list.</summary>
    public ListPosition Move(IListSource source, ListPosition from, int rows)
    {
        (int index, int line) = from;
        line += rows;
        while (line < 0 && index > 0)
            line += Of(source, --index).Count;
        if (line < 0)
            return new ListPosition(0, 0);
        while (line >= Of(source, index).Count)
        {
            if (index + 1 == source.Count)
                return Last(source);
            line -= Of(source, index++).Count;
        }

        return new ListPosition(index, line);
    }

    /// <summary>The last row of the list, which must not be empty; the first item's first when no item has any.</summary>
    public ListPosition Last(IListSource source)
    {
        int index = source.Count - 1;
        while (index > 0 && Of(source, index).Count == 0)
            index--;
        return new ListPosition(index, Math.Max(0, Of(source, index).Count - 1));
    }
}
