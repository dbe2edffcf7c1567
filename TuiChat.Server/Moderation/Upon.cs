namespace TuiChat.Server.Moderation;

/// <summary>Upon whom something is done.</summary>
enum Upon
{
    /// <summary>It is done to nobody.</summary>
    Nobody,

    /// <summary>Those below oneself; for a host everybody else.</summary>
    Others,

    /// <summary>Those below, and oneself; for a host everybody.</summary>
    OthersAndOneself,
}
