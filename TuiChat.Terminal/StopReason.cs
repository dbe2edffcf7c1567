namespace TuiChat.Terminal;

/// <summary>Why <see cref="Application.Run"/> came back.</summary>
public enum StopReason
{
    /// <summary><see cref="Application.RequestStop"/> was called.</summary>
    Requested,

    /// <summary>The terminal is gone.</summary>
    HungUp,
}
