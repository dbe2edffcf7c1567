namespace TuiChat.Server.Connections;

/// <summary>Whose language the first bytes of a connection are.</summary>
enum PeerKind
{
    /// <summary>Too few bytes to tell.</summary>
    Unknown,

    /// <summary>Ours, or at least nobody else's.</summary>
    Ours,

    /// <summary>A TLS record with a ClientHello.</summary>
    Tls,

    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>An IRC client that registers.</summary>
    Irc,

    /// <summary>An SSH banner.</summary>
    Ssh,
}
