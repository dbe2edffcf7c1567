namespace TuiChat.Commands;

/// <summary>What commands may ask of the program about the past that this machine keeps.</summary>
/// <param name="Search">Shows a search for what was typed.</param>
/// <param name="Save">Writes the room on the screen to a file; nothing typed takes a name from room and date.</param>
sealed record PastActions(Func<string, CommandResult> Search, Func<string, CommandResult> Save);
