namespace TuiChat.Server.Moderation;

/// <summary>What a <see cref="Sanction"/> forbids.</summary>
enum SanctionKind
{
    /// <summary>To be there.</summary>
    Ban,

    /// <summary>To speak.</summary>
    Mute,
}
