using System.Net;

namespace TuiChat.Server.Access;

/// <summary>
/// Counts the wrong guesses of each address and makes it wait longer after each one beyond the first few. Touched by many
/// threads.
/// </summary>
sealed class GuessLimit(TimeProvider time)
{
    /// <summary>5 wrong guesses are free: people mistype.</summary>
    public const int Free = 5;

    /// <summary>10,000 addresses are known at a time; for one more the one that has been quiet longest is forgotten.</summary>
    const int MaxAddresses = 10_000;

    /// <summary>The first wait; each further one is twice as long, up to the longest.</summary>
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>After an hour without a wrong guess all is forgiven.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, Entry> _entries = [];

    /// <summary>How long this address has to wait before it may guess again; zero when it may now.</summary>
    public TimeSpan Wait(IPAddress network)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(network, out var entry) || entry.Wrong < Free) return TimeSpan.Zero;
            var wait = FirstWait * Math.Pow(2, Math.Min(entry.Wrong - Free, 16));
            var left = (wait < LongestWait ? wait : LongestWait) - time.GetElapsedTime(entry.Last);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>It guessed wrong; how often it did by now.</summary>
    public int Note(IPAddress network)
    {
        lock (_gate)
        {
            var isKnown = _entries.TryGetValue(network, out var entry) && time.GetElapsedTime(entry.Last) < Memory;
            if (!isKnown && _entries.Count >= MaxAddresses) _entries.Remove(_entries.MinBy(pair => pair.Value.Last).Key);
            var wrong = isKnown ? entry.Wrong + 1 : 1;
            _entries[network] = new Entry(wrong, time.GetTimestamp());
            return wrong;
        }
    }

    /// <summary>It knows the password.</summary>
    public void Forgive(IPAddress network)
    {
        lock (_gate) _entries.Remove(network);
    }

    /// <summary>How many wrong guesses, and when the last one was.</summary>
    readonly record struct Entry(int Wrong, long Last);
}
