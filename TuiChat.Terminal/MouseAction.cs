namespace TuiChat.Terminal;

/// <summary>What the mouse did.</summary>
public enum MouseAction
{
    /// <summary>A button went down, or the wheel turned one step.</summary>
    Press,

    /// <summary>A button went up.</summary>
    Release,

    /// <summary>The mouse moved with a button held.</summary>
    Drag,

    /// <summary>The mouse moved with no button held.</summary>
    Move,
}
