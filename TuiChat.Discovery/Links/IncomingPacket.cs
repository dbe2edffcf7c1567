using System.Net;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Links;

/// <summary>One well-formed packet from the network.</summary>
/// <param name="Link">Where it came in.</param>
/// <param name="From">Its sender.</param>
/// <param name="WasMulticast">True when it was sent to the mDNS group, false when to us alone.</param>
/// <param name="IsOneShotReply">True when it came to the ephemeral port, as the answer to a one-shot query.</param>
/// <param name="IsFromMdnsPort">True when the sender's port is the mDNS port: a full participant, not a simple resolver.</param>
/// <param name="Message">Its content.</param>
sealed record IncomingPacket(
    Link Link, IPEndPoint From, bool WasMulticast, bool IsOneShotReply, bool IsFromMdnsPort, DnsMessage Message);
