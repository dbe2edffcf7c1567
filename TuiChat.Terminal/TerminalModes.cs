using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// The byte sequences that take a terminal over and give it back, kept in one place so that every mode set has its reset.
/// Knows which modes are on; not safe for several threads, its terminal holds a lock.
/// </summary>
sealed class TerminalModes
{
    const string MouseOn = "\e[?1000h\e[?1002h\e[?1006h";
    const string MouseOff = "\e[?1006l\e[?1002l\e[?1000l";
    // Device attributes come last: every terminal answers them, so what is not answered before will never be.
    const string Queries = "\e[?u\e[?69$p\e[?2026$p\e[?2027$p\e[?2004$p\e]11;?\e\\\e[>q\e[c";

    // What a borrower that was killed has left on and this program never sets: motion of the mouse, other reports of it and of keys,
    // origin and insert mode, keypad and cursor keys.
    const string ForeignOff = "\e[?1003l\e[?1015l\e[?6l\e[4l\e[?1l\e>";

    bool _hasKittyKeyboard;
    bool _hasClusters;

    internal bool IsMouseCaptured { get; set; }

    /// <summary>What switches everything on and asks the terminal who it is.</summary>
    /// <param name="capabilities">Terminals that are known to know nothing are only asked what all of them answer.</param>
    internal byte[] Enter(TerminalCapabilities capabilities)
    {
        bool isModern = capabilities.HasBracketedPaste;
        var text = new StringBuilder();
        if (isModern) text.Append("\e[22;0t");
        text.Append("\e[?1049h\e[?7l\e[?2004h\e[?1004h");
        if (IsMouseCaptured) text.Append(MouseOn);
        text.Append(isModern ? Queries : "\e[c");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The reverse, ending with what the runtime or a crashed program may have left on (keypad and cursor key modes).</summary>
    internal byte[] Leave()
    {
        var text = new StringBuilder("\e[?2026l");
        if (_hasKittyKeyboard) text.Append("\e[<u");
        if (_hasClusters) text.Append("\e[?2027l");
        _hasKittyKeyboard = _hasClusters = false;
        if (IsMouseCaptured) text.Append(MouseOff);
        text.Append("\e[?1004l\e[?2004l\e[r\e]8;;\e\\\e[0m\e[0 q\e[?7h\e[?25h\e[?1l\e>\e[?1049l\e[23;0t");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>What is sent before the terminal is taken over again from a program it was lent to.</summary>
    internal static byte[] TakeBack() => Encoding.ASCII.GetBytes(ForeignOff);

    /// <summary>What is sent at the end when a program the terminal was lent to has died with it.</summary>
    internal static byte[] LeaveAfterLoan() => Encoding.ASCII.GetBytes(ForeignOff + MouseOff + "\e[?1004l\e[?2004l\e[r\e[0m\e[0 q\e[?7h\e[?25h\e[?1049l");

    /// <summary>What a newly proven capability switches on; empty when nothing.</summary>
    internal byte[] Upgrade(TerminalCapabilities capabilities)
    {
        var text = new StringBuilder();
        // Flag 1 only: unambiguous escape codes; text still comes as text.
        if (capabilities.HasKittyKeyboard && !_hasKittyKeyboard) text.Append("\e[>1u");
        if (capabilities.HasGraphemeClusters && !_hasClusters) text.Append("\e[?2027h");
        _hasKittyKeyboard = capabilities.HasKittyKeyboard;
        _hasClusters = capabilities.HasGraphemeClusters;
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    internal static byte[] Mouse(bool isCaptured) => Encoding.ASCII.GetBytes(isCaptured ? MouseOn : MouseOff);
}
