namespace TuiChat.Terminal;

/// <summary>A mouse button or a wheel step.</summary>
public enum MouseButton
{
    /// <summary>None: a move without a button.</summary>
    None,

    /// <summary>The left button.</summary>
    Left,

    /// <summary>The middle button.</summary>
    Middle,

    /// <summary>The right button.</summary>
    Right,

    /// <summary>The wheel turned away from the user.</summary>
    WheelUp,

    /// <summary>The wheel turned towards the user.</summary>
    WheelDown,

    /// <summary>The wheel tilted left.</summary>
    WheelLeft,

    /// <summary>The wheel tilted right.</summary>
    WheelRight,
}
