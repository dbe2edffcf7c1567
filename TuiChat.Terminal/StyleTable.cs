namespace TuiChat.Terminal;

/// <summary>
/// Numbers for styles, each with its SGR sequence ready for one colour depth, and the shortest sequences from one to another. A hyperlink is part of what the number
/// stands for, so that cells need no field for it. Number 0 is the default style without a link.
/// </summary>
sealed class StyleTable
{
    /// <summary>Longest link carried (bytes; what terminals that implement OSC 8 accept).</summary>
    const int MaxLinkLength = 2083;

    /// <summary>10,000 changes from one style to another are kept; a screen has a few hundred.</summary>
    const int MaxChanges = 10_000;

    /// <summary>What is seen on a blank as well.</summary>
    const TextStyle Lines = TextStyle.Underline | TextStyle.Reverse | TextStyle.Strikethrough;

    readonly Dictionary<(Style Style, string? Link), ushort> _ids = [];
    readonly Dictionary<(int From, ushort To), byte[]> _changes = [];
    readonly List<Entry> _entries = [];
    readonly ColorDepth _depth;

    internal StyleTable(ColorDepth depth)
    {
        _depth = depth;
        Intern(Style.Default, null);
    }

    internal int Count => _entries.Count;

    /// <summary>The number of a style and link; a link with anything but printable ASCII is left out.</summary>
    internal ushort Intern(Style style, string? link)
    {
        if (_ids.TryGetValue((style, link), out ushort id)) return id;

        string? safe = IsSafe(link) ? link : null;
        // A full table gives the default look until the renderer starts a new one with the next frame.
        if (_entries.Count > ushort.MaxValue) return 0;

        id = (ushort)_entries.Count;
        _ids.Add((style, link), id);
        Style shown = ReducedStyle.Of(style, _depth);
        _entries.Add(new Entry(style, safe, shown, SgrWriter.Full(shown)));
        return id;
    }

    internal Style StyleOf(ushort id) => _entries[id].Style;

    internal string? LinkOf(ushort id) => _entries[id].Link;

    /// <summary>The shortest sequence that changes one style into another; links are not part of it.</summary>
    /// <param name="from">The style that is set, or -1 when nobody knows which.</param>
    /// <param name="to">The style to set.</param>
    internal ReadOnlySpan<byte> SgrOf(int from, ushort to)
    {
        if (from < 0) return _entries[to].Sgr;
        if (_changes.TryGetValue((from, to), out byte[]? change)) return change;

        if (_changes.Count >= MaxChanges) _changes.Clear();
        change = SgrWriter.Change(_entries[from].Shown, _entries[to].Shown);
        if (change.Length > _entries[to].Sgr.Length) change = _entries[to].Sgr;
        _changes.Add((from, to), change);
        return change;
    }

    /// <summary>Whether blanks look the same in both styles: colours and weight of a text that is not there do not count.</summary>
    internal bool AreBlanksAlike(int a, ushort b)
    {
        if (a < 0) return false;

        Entry one = _entries[a], other = _entries[b];
        return one.Shown.Background == other.Shown.Background && one.Link == other.Link && ((one.Shown.Text | other.Shown.Text) & Lines) == 0;
    }

    /// <summary>Blanks in the style can be made by erasing.</summary>
    /// <param name="id">The style.</param>
    /// <param name="hasBackgroundErase">Erasing leaves the background that is set.</param>
    internal bool IsErasable(ushort id, bool hasBackgroundErase)
    {
        Entry entry = _entries[id];
        return entry.Link is null && (entry.Shown.Text & Lines) == 0 && (hasBackgroundErase || entry.Shown.Background.IsDefault);
    }

    static bool IsSafe(string? link)
        => link is { Length: > 0 and <= MaxLinkLength } && !link.AsSpan().ContainsAnyExceptInRange('!', '~');

    readonly record struct Entry(Style Style, string? Link, Style Shown, byte[] Sgr);
}
