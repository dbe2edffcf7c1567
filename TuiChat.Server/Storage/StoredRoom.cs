using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>A room as the store knows it.</summary>
/// <param name="Id">Its key in the database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Topic">Its topic, empty when it has none.</param>
/// <param name="Head">The number of its newest event, 0 when there is none.</param>
/// <param name="Direct">Whose it is, when it is a direct room; null otherwise.</param>
sealed record StoredRoom(long Id, RoomName Name, string Topic, long Head, DirectPair? Direct = null);
