namespace TuiChat.Terminal;

/// <summary>Where in the view an item is brought to.</summary>
public enum ScrollPlace
{
    /// <summary>Nowhere while it is in sight in full, else by the shortest way.</summary>
    Nearest,

    /// <summary>To the top row.</summary>
    Top,

    /// <summary>To the middle.</summary>
    Center,

    /// <summary>To the bottom row.</summary>
    Bottom,
}
