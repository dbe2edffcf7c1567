using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>
/// Whether somebody looks at the screen, as far as the terminal tells: what comes while it has not the keyboard is not read until it
/// has it again, or somebody touches it all the same. A terminal that never tells is always looked at. Lives on the loop.
/// </summary>
sealed class Gaze
{
    readonly Application _application;
    readonly Ears _ears;
    readonly Action _markRead;

    /// <summary>Begins to follow the terminal.</summary>
    /// <param name="application">Tells of the keyboard, and of keys and the mouse.</param>
    /// <param name="ears">Who is told whether one looks.</param>
    /// <param name="markRead">What is on the screen counts as read.</param>
    public Gaze(Application application, Ears ears, Action markRead)
    {
        (_application, _ears, _markRead) = (application, ears, markRead);
        application.TerminalFocusChanged += Look;
        application.Touched += Touch;
        ears.Shown += () => application.Post(markRead); // once it is there
    }

    void Look(bool hasFocus)
    {
        if (hasFocus) _ears.Look(true);
        _markRead(); // also on looking away: the room may have come on the screen just now
        if (!hasFocus) _ears.Look(false);
    }

    /// <summary>A wheel turns over a window that has not the keyboard, or the terminal was wrong: what is there is read, and what the key brings.</summary>
    void Touch()
    {
        if (_ears.Absence == 0) return;
        Look(true);
        _application.Post(() =>
        {
            if (!_application.HasTerminalFocus) Look(false);
        });
    }
}
