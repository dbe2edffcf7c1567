using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>An account as the store knows it. Times are milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Id">Its key in the database.</param>
/// <param name="Author">Who it is, beyond the name.</param>
/// <param name="Sender">By what repeats of what it says are known; the key of its first name.</param>
/// <param name="Name">Its name now.</param>
/// <param name="Hash">Its password, as <see cref="Access.PasswordHash.Text"/> writes it. A secret.</param>
/// <param name="Role">What it may do on the server, in the word of the wire, or null.</param>
/// <param name="Color">The colour of its name, or null.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Seen">When it was here last.</param>
/// <param name="Renamed">When it got its name; null when that is the first one.</param>
sealed record StoredAccount(
    long Id, Guid Author, string Sender, Nickname Name, string Hash, string? Role, string? Color, long Created, long Seen, long? Renamed)
{
    /// <inheritdoc/>
    public override string ToString() => $"account {Id}"; // without the hash
}
