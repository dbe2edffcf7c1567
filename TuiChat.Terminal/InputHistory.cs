namespace TuiChat.Terminal;

/// <summary>
/// Earlier inputs of one field, oldest first, with the walk through them by Up and Down. The text being written when the
/// walk began is the draft; it, and changes made to recalled entries, are kept until <see cref="Add"/>.
/// </summary>
public sealed class InputHistory
{
    readonly List<string> _entries = [];
    readonly Dictionary<int, string> _edited = [];
    readonly int _capacity;
    int _position;

    /// <summary>Makes an empty history of at most <paramref name="capacity"/> entries.</summary>
    public InputHistory(int capacity = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _capacity = capacity;
    }

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>True while an earlier entry is shown in place of the draft.</summary>
    public bool IsRecalling => _position < _entries.Count;

    /// <summary>Adds an input and ends the walk. Empty text and a repetition of the newest entry are not added.</summary>
    public void Add(string text)
    {
        if (text.Length > 0 && (_entries.Count == 0 || _entries[^1] != text))
            _entries.Add(text);
        if (_entries.Count > _capacity)
            _entries.RemoveAt(0);
        Reset();
    }

    /// <summary>Fills the history, for example from a file; only the newest entries that fit are kept.</summary>
    public void Load(IEnumerable<string> entries)
    {
        _entries.Clear();
        _entries.AddRange(entries.TakeLast(_capacity));
        Reset();
    }

    /// <summary>The next older entry, or null at the oldest. <paramref name="current"/> is what the field shows now.</summary>
    public string? Older(string current) => Walk(current, -1);

    /// <summary>The next newer entry, at last the draft, or null when the draft is shown already.</summary>
    public string? Newer(string current) => Walk(current, +1);

    /// <summary>Ends the walk; the draft is forgotten.</summary>
    public void Reset()
    {
        _edited.Clear();
        _position = _entries.Count;
    }

    string? Walk(string current, int step)
    {
        int target = _position + step;
        if (target < 0 || target > _entries.Count)
            return null;
        _edited[_position] = current;
        _position = target;
        return _edited.TryGetValue(target, out string? edited) ? edited : _entries[target];
    }
}
