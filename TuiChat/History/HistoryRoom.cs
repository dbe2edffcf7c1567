namespace TuiChat.History;

/// <summary>A room of a server.</summary>
/// <param name="Server">The stable id of the server.</param>
/// <param name="ServerName">Its name for people; the newest one is kept.</param>
/// <param name="Name">The room's name.</param>
readonly record struct HistoryRoom(string Server, string ServerName, string Name);
