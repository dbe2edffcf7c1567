namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>How often a line must be in the end.</summary>
enum Fate
{
    /// <summary>Nobody was told that it is safe: at most once.</summary>
    AtMostOnce,

    /// <summary>It was confirmed, or was on the disk of its author: once.</summary>
    Once,

    /// <summary>Its author took it away, or asked for that: at most once, and perhaps without its text.</summary>
    Deleted,

    /// <summary>Its author took it back before it was sent: not at all.</summary>
    Never,
}
