using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Who says hello: an account by one of its logins, an account by its password, or a guest; or why that is not believed.</summary>
/// <param name="Account">The account; null for a guest.</param>
/// <param name="Login">The login whose token was shown; null when a new one is to be made.</param>
/// <param name="Problem">Why it is not believed, or null.</param>
/// <param name="Wait">After which time it is worth trying again, or null.</param>
sealed record Identity(StoredAccount? Account, StoredLogin? Login = null, Refusal? Problem = null, TimeSpan? Wait = null)
{
    /// <summary>Somebody without an account.</summary>
    public static Identity Guest { get; } = new((StoredAccount?)null);

    /// <summary>It is not believed.</summary>
    public static Identity Refused(Refusal problem, TimeSpan? wait = null) => new(null, null, problem, wait);
}
