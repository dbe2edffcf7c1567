namespace TuiChat.Discovery.Links;

/// <summary>The times of RFC 6762 that both the browser and the advertiser go by.</summary>
static class MdnsTiming
{
    /// <summary>No record is multicast twice within this time on one link (§6), and a goodbye or flush takes effect after it
    /// (§10).</summary>
    public static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>The exception to the one-second rule: defending a name against a probe (§6).</summary>
    public static readonly TimeSpan DefenceInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>20 to 120 ms: spreads first queries and shared answers of many hosts (§5.2, §6).</summary>
    public static TimeSpan SpreadDelay(Random random) => TimeSpan.FromMilliseconds(20 + random.NextDouble() * 100);

    /// <summary>400 to 500 ms: waits for the rest of the known answers after a truncated query (§7.2).</summary>
    public static TimeSpan TruncatedDelay(Random random) => TimeSpan.FromMilliseconds(400 + random.NextDouble() * 100);

    /// <summary>0 to 250 ms before the first probe (§8.1).</summary>
    public static TimeSpan ProbeDelay(Random random) => TimeSpan.FromMilliseconds(random.NextDouble() * 250);

    /// <summary>The earlier of two deadlines; null means never.</summary>
    public static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) => left is null || right < left ? right : left;
}
