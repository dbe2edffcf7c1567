namespace TuiChat.Terminal;

/// <summary>Which kind of background a theme is made for.</summary>
public enum ThemeKind
{
    /// <summary>Light text on a dark background.</summary>
    Dark,

    /// <summary>Dark text on a light background.</summary>
    Light,
}
