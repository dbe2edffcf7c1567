namespace TuiChat.Discovery.Links;

/// <summary>One network interface in one address family: what a packet is sent on and comes in on.</summary>
/// <param name="Interface">The system's interface index.</param>
/// <param name="IsIPv6">The family.</param>
readonly record struct Link(int Interface, bool IsIPv6);
