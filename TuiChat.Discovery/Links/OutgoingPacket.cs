using System.Net;

namespace TuiChat.Discovery.Links;

/// <summary>One packet to be sent.</summary>
/// <param name="Link">Where to send it.</param>
/// <param name="To">The receiver; null for the mDNS group.</param>
/// <param name="IsOneShot">True to send it from the ephemeral port, so that answers come to us alone.</param>
/// <param name="Bytes">The datagram.</param>
sealed record OutgoingPacket(Link Link, IPEndPoint? To, bool IsOneShot, byte[] Bytes);
