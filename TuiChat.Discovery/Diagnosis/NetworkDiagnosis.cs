namespace TuiChat.Discovery.Diagnosis;

/// <summary>What discovery can see of the network: facts for a sentence that says why nothing was found.</summary>
public sealed record NetworkDiagnosis
{
    /// <summary>All interfaces, used ones first.</summary>
    public required IReadOnlyList<InterfaceDiagnosis> Interfaces { get; init; }

    /// <summary>True when the mDNS port is ours (shared with others): without it nothing can be announced, and only answers to
    /// our own queries are heard.</summary>
    public required bool IsPortBound { get; init; }

    /// <summary>Why the port could not be bound, in the system's words; null when it is.</summary>
    public required string? PortError { get; init; }

    /// <summary>True when a query of ours came back from at least one interface: sending and receiving multicast work on this
    /// machine, no local firewall is in the way.</summary>
    public required bool HearsItself { get; init; }

    /// <summary>Hosts that answered during the check or lately, this one included.</summary>
    public required IReadOnlyList<ResponderSighting> Responders { get; init; }

    /// <summary>True when another host answered: multicast reaches beyond this machine.</summary>
    public bool HearsOthers => Responders.Any(responder => !responder.IsThisHost);

    /// <summary>Packets sent since the start.</summary>
    public required long Sent { get; init; }

    /// <summary>Packets that could not be sent.</summary>
    public required long SendErrors { get; init; }

    /// <summary>Well-formed packets received.</summary>
    public required long Received { get; init; }

    /// <summary>Malformed packets thrown away.</summary>
    public required long Malformed { get; init; }

    /// <summary>Packets and records thrown away because a limit was reached.</summary>
    public required long Dropped { get; init; }
}
