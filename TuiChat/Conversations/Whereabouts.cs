using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>On which server one is, and as whom: as the server has said, or, before it has said anything, as is remembered.</summary>
/// <param name="Server">The server's stable id.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Self">Our own name there.</param>
sealed record Whereabouts(string Server, string Name, Nickname Self);
