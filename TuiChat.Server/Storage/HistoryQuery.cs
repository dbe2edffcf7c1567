using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>
/// Asks for stored events, answered in ascending order. With <paramref name="After"/>: the first ones behind it, below
/// <paramref name="Before"/> if that is there; otherwise the newest ones (below <paramref name="Before"/>).
/// </summary>
/// <param name="Room">Which room.</param>
/// <param name="After">Exclusive lower end, or null.</param>
/// <param name="Before">Exclusive upper end, or null.</param>
/// <param name="Limit">The most to read, at least 1.</param>
/// <param name="Asker">Who asks: that person's own lines are told from others'; null for nobody in particular.</param>
readonly record struct HistoryQuery(RoomName Room, long? After, long? Before, int Limit, Guid? Asker = null);
