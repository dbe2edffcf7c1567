using TuiChat.Protocol;

namespace TuiChat.Sessions;

/// <summary>Why a server was not trusted, so that a person can decide.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Shown">The key that the server showed, or null without encryption.</param>
/// <param name="Expected">The key that it should have, or null when none was known.</param>
sealed record KeyDoubt(DoubtKind Kind, Fingerprint? Shown, Fingerprint? Expected);

/// <summary>The ways in which a server's key is not what it should be.</summary>
enum DoubtKind
{
    /// <summary>Another key than the one that was remembered.</summary>
    Changed,

    /// <summary>Another key than the invite link, the announcement or the server here says.</summary>
    Contradicted,

    /// <summary>Never seen, while what was remembered is lost.</summary>
    Unknowable,

    /// <summary>No encryption, on a server never seen before: a person may agree.</summary>
    Plain,

    /// <summary>No encryption, where there was or should be some.</summary>
    Downgraded,
}
