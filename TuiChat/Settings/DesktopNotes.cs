namespace TuiChat.Settings;

/// <summary>How the terminal is asked to tell the desktop of a line.</summary>
enum DesktopNotes
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>OSC 9, which most terminals understand.</summary>
    Osc9,

    /// <summary>OSC 777, with a title, for the family of rxvt.</summary>
    Osc777,
}
