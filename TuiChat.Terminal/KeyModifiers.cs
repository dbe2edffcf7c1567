namespace TuiChat.Terminal;

/// <summary>Modifier keys held with a key or a mouse button. The values are those of the xterm encoding.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Shift.</summary>
    Shift = 1,

    /// <summary>Alt, or Meta.</summary>
    Alt = 2,

    /// <summary>Control.</summary>
    Ctrl = 4,
}
