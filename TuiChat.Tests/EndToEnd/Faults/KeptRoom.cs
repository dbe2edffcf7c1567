namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>What a database holds of a room.</summary>
/// <param name="Name">Which room.</param>
/// <param name="Events">In the order of their numbers.</param>
/// <param name="Ranges">Which numbers it says are complete, ascending; empty for the server, which is complete.</param>
sealed record KeptRoom(string Name, IReadOnlyList<KeptEvent> Events, IReadOnlyList<(long First, long Last)> Ranges);
