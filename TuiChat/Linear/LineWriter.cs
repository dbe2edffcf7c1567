using TuiChat.Terminal;

namespace TuiChat.Linear;

/// <summary>Writes whole lines and nothing else: no colours, no movement, nothing written twice. What comes from outside is cleaned.</summary>
sealed class LineWriter(TextWriter output)
{
    /// <summary>Nobody takes lines any more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Writes a text; its lines after the first are set in.</summary>
    public void Write(string text)
    {
        if (IsBroken) return;
        try
        {
            output.WriteLine(TextWidth.Sanitize(text, keepLineBreaks: true).TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // The pipe is closed; the program ends as soon as it looks.
            IsBroken = true;
        }
    }
}
