namespace TuiChat.Discovery.Wire;

/// <summary>One question of class IN or ANY.</summary>
/// <param name="Name">Asked name.</param>
/// <param name="Type">Asked type, or <see cref="DnsType.Any"/>.</param>
/// <param name="WantsUnicast">The top bit of the class: the asker prefers a unicast answer (RFC 6762 §5.4).</param>
sealed record DnsQuestion(DnsName Name, DnsType Type, bool WantsUnicast = false)
{
    /// <summary>True when a record of this type answers the question.</summary>
    public bool Accepts(DnsType type) => Type == type || Type == DnsType.Any;
}
