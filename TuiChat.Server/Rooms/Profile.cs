using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>What may change about a <see cref="Visitor"/>, as it was at one moment.</summary>
/// <param name="Nick">The name.</param>
/// <param name="Account">The key of the account; null for a guest.</param>
/// <param name="Rank">What the visitor may do on the server.</param>
/// <param name="Color">The colour in which others see the name, as <c>#rrggbb</c>, or null.</param>
/// <param name="State"><c>away</c>, <c>idle</c>, or null when simply here.</param>
/// <param name="Note">Why away, or null.</param>
sealed record Profile(Nickname Nick, long? Account, ServerRank Rank, string? Color = null, string? State = null, string? Note = null);
