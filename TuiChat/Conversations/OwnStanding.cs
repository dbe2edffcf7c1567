using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>How we stand on a server.</summary>
/// <param name="HasAccount">We have an account, and are logged in.</param>
/// <param name="Role">One of <see cref="ServerRole"/>, or null.</param>
/// <param name="Color">The colour in which others see us, or null.</param>
sealed record OwnStanding(bool HasAccount, string? Role, string? Color)
{
    /// <summary>Nothing special.</summary>
    public static OwnStanding None { get; } = new(false, null, null);

    /// <summary>Away or idle, or null when we are here.</summary>
    public string? State { get; init; }

    /// <summary>In a word: host, moderator, member or guest.</summary>
    public string Word => Role ?? (HasAccount ? ServerRole.Member : "guest");

    /// <summary>May keep order in all rooms.</summary>
    public bool IsModerator => Role is ServerRole.Host or ServerRole.Moderator;

    /// <summary>As the server says on letting us in.</summary>
    public static OwnStanding Of(Welcome welcome) => new(welcome.Account, welcome.Role, welcome.Color);
}
