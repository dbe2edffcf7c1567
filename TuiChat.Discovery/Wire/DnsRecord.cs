namespace TuiChat.Discovery.Wire;

/// <summary>One resource record of class IN.</summary>
/// <param name="Name">Owner of the record.</param>
/// <param name="TtlSeconds">Time to live; 0 is a goodbye (RFC 6762 §10.1).</param>
/// <param name="CacheFlush">The top bit of the class: the sender owns all records of this name and type (RFC 6762 §10.2).</param>
/// <param name="Data">Type and content.</param>
sealed record DnsRecord(DnsName Name, uint TtlSeconds, bool CacheFlush, RecordData Data)
{
    /// <summary>The type of <see cref="Data"/>.</summary>
    public DnsType Type => Data.Type;

    /// <summary>Same name, type and data: the same record, whatever its remaining time and flush bit.</summary>
    public bool IsSameAs(DnsRecord other) => Name.Equals(other.Name) && Data.Equals(other.Data);
}
