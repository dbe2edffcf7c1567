using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>One of the two people of a direct room.</summary>
/// <param name="Author">Who, beyond the name.</param>
/// <param name="Nick">The name at the time of the first line.</param>
readonly record struct DirectParty(Guid Author, Nickname Nick);
