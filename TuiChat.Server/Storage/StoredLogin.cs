namespace TuiChat.Server.Storage;

/// <summary>A login of an account: what a token stands for. Times are milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Id">Its key in the database, which is no secret.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Digest">SHA-256 of the token, in hexadecimal; the token itself is not kept.</param>
/// <param name="Client">Program and version that logged in, or null.</param>
/// <param name="Address">From where it was used last.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Used">When it was used last.</param>
/// <param name="Expires">When it ends unless it is used before.</param>
sealed record StoredLogin(long Id, long Account, string Digest, string? Client, string Address, long Created, long Used, long Expires)
{
    /// <inheritdoc/>
    public override string ToString() => $"login {Id}"; // without the digest
}
