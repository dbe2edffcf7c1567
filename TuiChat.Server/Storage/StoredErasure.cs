using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>What is still to be taken away of an account that is gone.</summary>
/// <param name="Author">Whose.</param>
/// <param name="Name">The name that stands in the place of its own.</param>
/// <param name="IsRemoval">Its lines and reactions go; otherwise they stay under that name.</param>
sealed record StoredErasure(Guid Author, Nickname Name, bool IsRemoval);
