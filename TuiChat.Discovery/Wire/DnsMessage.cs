namespace TuiChat.Discovery.Wire;

/// <summary>One parsed packet. Questions and records of other classes than IN are left out.</summary>
sealed record DnsMessage(
    ushort Id,
    ushort Flags,
    IReadOnlyList<DnsQuestion> Questions,
    IReadOnlyList<DnsRecord> Answers,
    IReadOnlyList<DnsRecord> Authorities,
    IReadOnlyList<DnsRecord> Additionals)
{
    /// <summary>QR and AA: every multicast response has both (RFC 6762 §18.2, §18.4).</summary>
    public const ushort ResponseFlags = 0x8400;

    /// <summary>TC: more known answers follow (RFC 6762 §7.2).</summary>
    public const ushort TruncatedFlag = 0x0200;

    const ushort ResponseBit = 0x8000;
    const ushort OpcodeAndRcode = 0x780F;

    /// <summary>True for a response, false for a query.</summary>
    public bool IsResponse => (Flags & ResponseBit) != 0;

    /// <summary>True when TC is set.</summary>
    public bool IsTruncated => (Flags & TruncatedFlag) != 0;

    /// <summary>False when operation or response code are not zero: such packets must be ignored (RFC 6762 §18.3,
    /// §18.11).</summary>
    public bool IsStandard => (Flags & OpcodeAndRcode) == 0;
}
