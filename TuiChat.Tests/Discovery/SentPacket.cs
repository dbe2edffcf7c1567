using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery;

/// <summary>One packet on a <see cref="VirtualNetwork"/>.</summary>
sealed record SentPacket(TimeSpan At, VirtualHost Sender, OutgoingPacket Packet, DnsMessage Message)
{
    public bool IsMulticastQuery => !Message.IsResponse && !Packet.IsOneShot;

    public bool IsProbe => IsMulticastQuery && Message.Authorities.Count > 0;
}
