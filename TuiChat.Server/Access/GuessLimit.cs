namespace TuiChat.Server.Access;

/// <summary>
/// Counts the wrong guesses of each address, or at each account, and makes it wait longer after each one beyond the first few.
/// Touched by many threads.
/// </summary>
/// <typeparam name="TKey">What is counted by.</typeparam>
sealed class GuessLimit<TKey>(TimeProvider time)
    where TKey : notnull
{
    /// <summary>5 wrong guesses are free: people mistype.</summary>
    public const int Free = 5;

    /// <summary>10,000 are known at a time; for one more the one that has been quiet longest is forgotten.</summary>
    const int Most = 10_000;

    /// <summary>The first wait; each further one is twice as long, up to the longest.</summary>
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>After an hour without a wrong guess all is forgiven.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    readonly Lock _gate = new();
    readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>How long it has to wait before it may guess again; zero when it may now.</summary>
    public TimeSpan Wait(TKey key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Wrong < Free) return TimeSpan.Zero;
            var wait = FirstWait * Math.Pow(2, Math.Min(entry.Wrong - Free, 16));
            var left = (wait < LongestWait ? wait : LongestWait) - time.GetElapsedTime(entry.Last);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A wrong guess; how often that was by now.</summary>
    public int Note(TKey key)
    {
        lock (_gate)
        {
            var isKnown = _entries.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.Last) < Memory;
            if (!isKnown && _entries.Count >= Most) _entries.Remove(_entries.MinBy(pair => pair.Value.Last).Key);
            var wrong = isKnown ? entry.Wrong + 1 : 1;
            _entries[key] = new Entry(wrong, time.GetTimestamp());
            return wrong;
        }
    }

    /// <summary>It knows the password.</summary>
    public void Forgive(TKey key)
    {
        lock (_gate) _entries.Remove(key);
    }

    /// <summary>How many wrong guesses, and when the last one was.</summary>
    readonly record struct Entry(int Wrong, long Last);
}
