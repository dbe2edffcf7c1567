namespace TuiChat.Lobby;

/// <summary>What is remembered of a server we were on.</summary>
/// <param name="Id">The server's stable id; one server has one entry, wherever it moves.</param>
/// <param name="Name">What it called itself.</param>
/// <param name="Address">Where it was.</param>
/// <param name="Nick">As whom we were there.</param>
/// <param name="Room">The room that was on the screen.</param>
/// <param name="Rooms">All rooms we were in, in the order of the sidebar.</param>
/// <param name="LastSeen">When we left.</param>
sealed record KnownServer(string Id, string Name, string Address, string Nick, string Room, IReadOnlyList<string> Rooms, DateTimeOffset LastSeen);
