namespace TuiChat.History;

/// <summary>Something typed that no server has confirmed yet, kept over the end of the program.</summary>
/// <param name="Cid">Its own id; a repeat of it is the same line.</param>
/// <param name="Server">The id of the server it is meant for.</param>
/// <param name="Nick">As whom it was typed.</param>
/// <param name="At">When it was typed.</param>
/// <param name="Body">The request in its wire form.</param>
sealed record WaitingLine(Guid Cid, string Server, string Nick, DateTimeOffset At, string Body);
