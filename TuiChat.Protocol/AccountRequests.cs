using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>A guest makes an account of the name it has. Answered by <see cref="AccountCreated"/>.</summary>
public sealed record RegisterRequest : Request
{
    /// <summary>The account's password: at least <see cref="Limits.MinSecretRunes"/> characters, at most <see cref="Limits.MaxPasswordBytes"/> bytes. A secret.</summary>
    public required string Secret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "register"; // without the secret
}

/// <summary>Another password for one's account; all other logins of it end. Answered by <see cref="Done"/>.</summary>
public sealed record PasswordRequest : Request
{
    /// <summary>The password until now. A secret.</summary>
    public required string Old { get; init; }

    /// <summary>The new one; as for <see cref="RegisterRequest.Secret"/>.</summary>
    public required string Secret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "passwd"; // without the secrets
}

/// <summary>Ends a login of one's account: that of this connection, a named one, or all. Answered by <see cref="Done"/>; one's own is then closed.</summary>
public sealed record LogoutRequest : Request
{
    /// <summary>The number of the login in <see cref="SessionList"/>; null for one's own.</summary>
    public long? Session { get; init; }

    /// <summary>All logins, one's own too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool All { get; init; }
}

/// <summary>Which logins has my account? Answered by <see cref="SessionList"/>.</summary>
public sealed record SessionsRequest : Request;

/// <summary>Ends one's account for good. Answered by <see cref="Done"/>, then the server closes.</summary>
public sealed record DeleteAccountRequest : Request
{
    /// <summary>The account's password. A secret.</summary>
    public required string Secret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "delete-account"; // without the secret
}

/// <summary>Another nickname. Answered by <see cref="Done"/>; the rooms get <see cref="PersonRenamed"/>.</summary>
public sealed record RenameRequest : Request
{
    /// <summary>The new name.</summary>
    public required Nickname Nick { get; init; }
}

/// <summary>The colour in which others see one's name. Answered by <see cref="Done"/>.</summary>
public sealed record LookRequest : Request
{
    /// <summary>As <c>#rrggbb</c>, see <see cref="TextRules.IsColor"/>; empty for none of one's own.</summary>
    public required string Color { get; init; }
}

/// <summary>Becomes host with the code that the server showed to its operator. Answered by <see cref="Done"/>.</summary>
public sealed record ClaimRequest : Request
{
    /// <summary>The code. A secret.</summary>
    public required string Code { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "claim"; // without the secret
}

/// <summary>What is known of a person? Answered by <see cref="PersonInfo"/>.</summary>
public sealed record InfoRequest : Request
{
    /// <summary>Who.</summary>
    public required Nickname Nick { get; init; }
}
