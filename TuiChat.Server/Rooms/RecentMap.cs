using System.Diagnostics.CodeAnalysis;

namespace TuiChat.Server.Rooms;

/// <summary>Remembers one thing for each of the newest keys: for one more than it holds, the first is forgotten. Its owner's lock guards it.</summary>
/// <param name="most">How many it holds.</param>
sealed class RecentMap<TKey, TValue>(int most) where TKey : notnull
{
    readonly Dictionary<TKey, TValue> _values = [];
    readonly Queue<TKey> _order = new();

    /// <summary>What is remembered for a key.</summary>
    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    /// <summary>Remembers it, unless something is remembered for this key.</summary>
    public void TryAdd(TKey key, TValue value)
    {
        if (!_values.TryAdd(key, value)) return;
        _order.Enqueue(key);
        if (_order.Count > most) _values.Remove(_order.Dequeue());
    }

    /// <summary>Remembers it, in place of what was.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_values.ContainsKey(key)) _values[key] = value;
        else TryAdd(key, value);
    }
}
