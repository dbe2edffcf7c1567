namespace TuiChat.History;

/// <summary>What is known of a room.</summary>
/// <param name="Server">The id of its server.</param>
/// <param name="ServerName">The server's name for people.</param>
/// <param name="Name">The room's name.</param>
/// <param name="Last">The newest number that is kept, 0 when there is none.</param>
/// <param name="ReadUpTo">The number up to which it was read, 0 when it never was.</param>
/// <param name="Partner">The other one in a direct room; null in all others, and where nobody has told.</param>
sealed record KeptRoom(string Server, string ServerName, string Name, long Last, long ReadUpTo, string? Partner = null)
{
    /// <summary>What it is called for people: <c>#main</c> or <c>@bob</c>.</summary>
    public string Title => RoomTitle.Of(Name, Partner);
}
