using System.Net;

namespace TuiChat.Server.Connections;

/// <summary>
/// Says of each address at most once a minute that it is turned away, with how often that was, so that nobody fills the log by
/// connecting. Touched by many threads.
/// </summary>
sealed class RefusalLog(ConnectionLog log, TimeProvider time)
{
    /// <summary>1,000 addresses are known at a time; beyond that all begin anew.</summary>
    const int MaxAddresses = 1000;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, Entry> _entries = [];

    /// <summary>One more connection from this address was turned away.</summary>
    public void Note(long connection, IPAddress address, string reason)
    {
        var unsaid = Count(ConnectionGate.Network(address));
        if (unsaid == 0) log.Refused(connection, address.ToString(), reason);
        else if (unsaid > 0) log.RefusedAgain(connection, address.ToString(), reason, unsaid);
    }

    /// <summary>How many were not told of before this one, or -1 when this one is not to be told of either.</summary>
    int Count(IPAddress network)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (_entries.TryGetValue(network, out var entry) && time.GetElapsedTime(entry.Told, now) < Minute)
            {
                _entries[network] = entry with { Unsaid = entry.Unsaid + 1 };
                return -1;
            }
            if (_entries.Count >= MaxAddresses) _entries.Clear();
            _entries[network] = new Entry(now, 0);
            return entry.Unsaid;
        }
    }

    /// <summary>When it was last told, and how many came since.</summary>
    readonly record struct Entry(long Told, int Unsaid);
}
