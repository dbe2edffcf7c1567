using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Browsing;

/// <summary>One record in a <see cref="RecordCache"/>, which alone changes it.</summary>
sealed class CachedRecord(DnsRecord record)
{
    /// <summary>The record as received.</summary>
    public DnsRecord Record { get; } = record;

    /// <summary>The family of the link it last came in on; refresh questions go there first.</summary>
    public bool IsIPv6 { get; set; }

    /// <summary>True when only a unicast reply told of it: short-lived, and no known answer.</summary>
    public bool IsHint { get; set; }

    /// <summary>True after a goodbye.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>When it was last received.</summary>
    public TimeSpan Received { get; set; }

    /// <summary>Its time to live, clamped.</summary>
    public TimeSpan Lifetime { get; set; }

    /// <summary>When it leaves the cache.</summary>
    public TimeSpan Expires { get; set; }

    /// <summary>When to ask for it again; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextRefresh { get; set; }

    /// <summary>How many refresh questions were asked since it was received.</summary>
    public int RefreshesAsked { get; set; }
}
