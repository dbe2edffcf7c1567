namespace TuiChat.Terminal;

/// <summary>
/// The texts cut by the kill keys, newest first, as in readline. One ring may serve several <see cref="EditBuffer"/>s of
/// the same thread, so that text cut in one field can be put back in another.
/// </summary>
public sealed class KillRing
{
    /// <summary>How many cut texts are kept; readline keeps 10, arbitrary beyond that.</summary>
    public const int Capacity = 32;

    readonly List<string> _entries = [];

    /// <summary>How many texts are held.</summary>
    public int Count => _entries.Count;

    /// <summary>The text <paramref name="age"/> steps back from the newest, round and round; null when the ring is empty.</summary>
    public string? Peek(int age = 0) => _entries.Count == 0 ? null : _entries[age % _entries.Count];

    /// <summary>Adds a newly cut text; an empty one is ignored.</summary>
    public void Push(string text)
    {
        if (text.Length == 0)
            return;
        _entries.Insert(0, text);
        if (_entries.Count > Capacity)
            _entries.RemoveAt(Capacity);
    }

    /// <summary>Joins a text that was cut directly after the newest one to it: behind it, or before it when cut leftwards.</summary>
    public void Extend(string text, bool before)
    {
        if (_entries.Count == 0)
            Push(text);
        else
            _entries[0] = before ? text + _entries[0] : _entries[0] + text;
    }
}
