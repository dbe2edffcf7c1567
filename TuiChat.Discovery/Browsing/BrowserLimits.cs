namespace TuiChat.Discovery.Browsing;

/// <summary>How much of what strangers send a browser keeps and how much it sends itself. All are arbitrary but for the ones
/// with a source.</summary>
static class BrowserLimits
{
    /// <summary>Instances per interface; a network with more of one service needs a directory server.</summary>
    public const int MaxInstances = 256;

    /// <summary>Records of one name and type: more addresses than any host has.</summary>
    public const int MaxRecordsPerName = 16;

    /// <summary>Records per interface.</summary>
    public const int MaxRecords = 2000;

    /// <summary>Bytes of one TXT record (RFC 6763 §6.2: should fit one Ethernet packet).</summary>
    public const int MaxTextBytes = 1300;

    /// <summary>Query packets per second on one interface.</summary>
    public const int MaxQueriesPerSecond = 10;

    /// <summary>Questions for the missing records of one instance before it is given up.</summary>
    public const int MaxResolveAttempts = 6;

    /// <summary>A shorter time to live is taken as this one, so that nobody makes us ask all the time.</summary>
    public static readonly TimeSpan MinLifetime = TimeSpan.FromSeconds(15);

    /// <summary>A longer time to live is taken as this one.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    /// <summary>How long a unicast reply counts; RFC 6762 §6.7 has the same number.</summary>
    public static readonly TimeSpan HintLifetime = TimeSpan.FromSeconds(10);

    /// <summary>How long after a one-shot query its replies are accepted.</summary>
    public static readonly TimeSpan OneShotWindow = TimeSpan.FromSeconds(3);

    /// <summary>One-shot queries are repeated this often while nothing else brings answers; less than <see
    /// cref="HintLifetime"/>.</summary>
    public static readonly TimeSpan OneShotInterval = TimeSpan.FromSeconds(8);

    /// <summary>A doubted record is dropped after this much silence (RFC 6762 §10.4).</summary>
    public static readonly TimeSpan ReconfirmTime = TimeSpan.FromSeconds(10);

    /// <summary>Greatest pause between two queries for the service type (RFC 6762 §5.2).</summary>
    public static readonly TimeSpan MaxQueryInterval = TimeSpan.FromMinutes(60);
}
