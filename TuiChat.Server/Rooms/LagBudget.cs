using TuiChat.Server.Configuration;

namespace TuiChat.Server.Rooms;

/// <summary>
/// Counts the bytes that all rooms and outboxes keep for clients that are behind, and says how far behind one may be. Touched
/// by every thread.
/// </summary>
sealed class LagBudget(LiveSettings settings)
{
    /// <summary>64 KiB, one full segment: what everybody may be behind however short memory is.</summary>
    const int Least = 64 * 1024;

    long _total;

    /// <summary>Bytes kept now.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>The bytes one client may be behind now.</summary>
    public int Allowed => Total > settings.Current.TotalLagBytes ? Math.Min(Least, settings.Current.MemberLagBytes) : settings.Current.MemberLagBytes;

    /// <summary>More (or, below zero, fewer) bytes are kept.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _total, bytes);
}
