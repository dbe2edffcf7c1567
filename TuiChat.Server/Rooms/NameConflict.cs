using TuiChat.Protocol;

namespace TuiChat.Server.Rooms;

/// <summary>Why a name cannot be had.</summary>
/// <param name="Holder">The name that it is, or looks like.</param>
/// <param name="Visitor">Who has it here, or null when its owner is not here.</param>
/// <param name="Kind">How it is held.</param>
sealed record NameConflict(Nickname Holder, Visitor? Visitor, NameKind Kind);
