namespace TuiChat.Discovery.Browsing;

/// <summary>The state of asking for an instance's missing records.</summary>
sealed class Resolution
{
    /// <summary>When to ask next.</summary>
    public TimeSpan Next { get; set; }

    /// <summary>How often was asked.</summary>
    public int Attempts { get; set; }
}
