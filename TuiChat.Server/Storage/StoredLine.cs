using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>What decides who may do what with a line.</summary>
/// <param name="From">Who said it.</param>
/// <param name="Author">Who said it, beyond the name; null for lines of a time when that was not kept.</param>
/// <param name="IsDeleted">Whether it was deleted.</param>
readonly record struct StoredLine(Nickname From, Guid? Author, bool IsDeleted);
