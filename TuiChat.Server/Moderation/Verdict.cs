namespace TuiChat.Server.Moderation;

/// <summary>What <see cref="Rights"/> says.</summary>
enum Verdict
{
    /// <summary>It may be done.</summary>
    Yes,

    /// <summary>One of this level may not do it to anybody.</summary>
    TooLow,

    /// <summary>The other one is of the same level or above.</summary>
    TargetTooHigh,

    /// <summary>Nobody does this to oneself.</summary>
    Oneself,
}
