using System.Text;

namespace TuiChat.Terminal;

/// <summary>
/// Recognises pastes on terminals that do not bracket them (the Linux console, old serial terminals): many characters in one
/// read with a line end among them. Nobody types that, and pasted line ends must not submit.
/// </summary>
static class PasteBurst
{
    // Arbitrary: more than a hand on auto-repeat brings in one read.
    const int LeastKeys = 9;

    /// <summary>Replaces the events of one read by a <see cref="Pasted"/> when all of them are text and a line end stands before the last.</summary>
    internal static void Coalesce(List<TerminalEvent> events, int start)
    {
        int count = events.Count - start;
        if (count < LeastKeys) return;

        var text = new StringBuilder(count);
        int lastBreak = -1;
        for (int i = start; i < events.Count; i++)
        {
            if (events[i] is not KeyPressed { Key: var key } || TextOf(key) is not string part) return;

            if (part == "\n" && lastBreak < 0) lastBreak = i;
            text.Append(part);
        }

        // A line and its Enter may well be type-ahead: only text after a line end proves a paste.
        if (lastBreak < 0 || lastBreak == events.Count - 1) return;

        events.RemoveRange(start, count);
        events.Add(new Pasted(text.ToString(), IsTruncated: false));
    }

    static string? TextOf(Key key)
    {
        if (key.IsText) return key.Rune.ToString();
        if (key == Key.Of(KeyCode.Enter) || key == Key.Of('j', KeyModifiers.Ctrl)) return "\n";
        return key == Key.Of(KeyCode.Tab) ? "    " : null;
    }
}
