using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>A name that is kept for somebody who need not be here.</summary>
/// <param name="Author">For whom.</param>
/// <param name="Nick">The name.</param>
/// <param name="Until">Of a former name: until when, in milliseconds since 1970-01-01 UTC; null while it is that of an account.</param>
sealed record HeldName(Guid Author, Nickname Nick, long? Until);
