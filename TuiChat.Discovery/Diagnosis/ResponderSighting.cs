using System.Net;

namespace TuiChat.Discovery.Diagnosis;

/// <summary>A host that answered by multicast DNS, whatever it offers.</summary>
/// <param name="Address">Where the answer came from.</param>
/// <param name="InterfaceName">The interface it came in on.</param>
/// <param name="IsThisHost">True when the address is ours: this program, or the system's own responder.</param>
public sealed record ResponderSighting(IPAddress Address, string InterfaceName, bool IsThisHost);
