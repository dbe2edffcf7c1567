namespace TuiChat.Discovery.Wire;

/// <summary>Record and question types that multicast DNS service discovery uses (RFC 1035 §3.2.2, RFC 2782, RFC 4034).</summary>
enum DnsType : ushort
{
    A = 1,
    Ptr = 12,
    Hinfo = 13,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
    Nsec = 47,

    /// <summary>Any type; only in questions. Probes use it (RFC 6762 §8.1).</summary>
    Any = 255,
}
