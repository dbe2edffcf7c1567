namespace TuiChat.Discovery;

/// <summary>How far an announcement is.</summary>
public enum AnnouncementPhase
{
    /// <summary>There is no network to announce on, or the mDNS port cannot be bound; it begins by itself when that
    /// changes.</summary>
    WaitingForNetwork,

    /// <summary>Asking whether somebody else has the name; takes about a second.</summary>
    Probing,

    /// <summary>The name is ours and the network was told.</summary>
    Announced,
}
