using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>A name that somebody had.</summary>
/// <param name="Author">Who; null when the account is gone.</param>
/// <param name="Name">The name.</param>
/// <param name="Until">Until when nobody else may have it: milliseconds since 1970-01-01 UTC.</param>
sealed record StoredName(Guid? Author, Nickname Name, long Until);
