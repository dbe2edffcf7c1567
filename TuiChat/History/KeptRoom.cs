namespace TuiChat.History;

/// <summary>What is known of a room.</summary>
/// <param name="Server">The id of its server.</param>
/// <param name="ServerName">The server's name for people.</param>
/// <param name="Name">The room's name.</param>
/// <param name="Last">The newest number that is kept, 0 when there is none.</param>
/// <param name="ReadUpTo">The number up to which it was read, 0 when it never was.</param>
sealed record KeptRoom(string Server, string ServerName, string Name, long Last, long ReadUpTo);
