namespace TuiChat.Settings;

/// <summary>How joins and leaves are shown.</summary>
enum PresenceLines
{
    /// <summary>Neighbouring ones as one dim line.</summary>
    Fold,

    /// <summary>A line each.</summary>
    Show,

    /// <summary>Not at all.</summary>
    Hide,
}
