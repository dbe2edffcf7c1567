using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>How a connection is protected.</summary>
/// <param name="Key">The server's key, or null where nothing is encrypted.</param>
/// <param name="Basis">Why that key is trusted.</param>
/// <param name="Problem">What went wrong with remembering it, or null.</param>
sealed record KeyTrust(Fingerprint? Key, TrustBasis Basis, string? Problem = null)
{
    /// <summary>No encryption.</summary>
    public static readonly KeyTrust None = new(null, TrustBasis.Plain);
}

/// <summary>Why a key is trusted.</summary>
enum TrustBasis
{
    /// <summary>Nothing is encrypted: on this machine, or because a person agreed.</summary>
    Plain,

    /// <summary>It was the first visit.</summary>
    FirstUse,

    /// <summary>It was seen there before.</summary>
    Remembered,

    /// <summary>An invite link or the announcement on the network names it.</summary>
    Vouched,

    /// <summary>The server runs here.</summary>
    Hosted,

    /// <summary>The person chose to trust it in place of another.</summary>
    Chosen,
}
