namespace TuiChat.Settings;

/// <summary>What of a room is worth a notification.</summary>
enum NotifyLevel
{
    /// <summary>Lines that name us or one of our words.</summary>
    Mentions,

    /// <summary>Every line.</summary>
    All,

    /// <summary>Nothing.</summary>
    None,
}
