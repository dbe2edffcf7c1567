using System.Text;

namespace TuiChat.Pipe;

/// <summary>Makes the output of other programs fit to be said: without the sequences that colour it, and without control characters.</summary>
static class PlainText
{
    const char Escape = '\e';

    /// <summary>The text without escape sequences (ECMA-48 §5.4, §5.6; ECMA-35 §13.2) and without control characters but tabs. The same instance when it is clean.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.AsSpan().ContainsAnyInRange('\x7F', '\x9F')) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape) i = EndOfSequence(text, i);
            else if (text[i] == '\t' || !char.IsControl(text[i])) clean.Append(text[i]);
        }
        return clean.ToString();
    }

    /// <summary>The index of the last character of the sequence that begins here, or of the text.</summary>
    static int EndOfSequence(string text, int start)
    {
        if (start + 1 >= text.Length) return start;
        var i = start + 2;
        switch (text[start + 1])
        {
            case '[': // parameters and intermediates up to a final character
                while (i < text.Length && text[i] is >= ' ' and <= '?') i++;
                return Math.Min(i, text.Length - 1);
            case ']' or 'P' or '_' or '^' or 'X': // a string up to BEL or ST
                while (i < text.Length && text[i] != '\a' && text[i] != Escape) i++;
                return i + 1 < text.Length && text[i] == Escape && text[i + 1] == '\\' ? i + 1 : Math.Min(i, text.Length - 1);
            case >= ' ' and <= '/': // intermediates and a final character, such as the choice of a character set
                while (i < text.Length && text[i] is >= ' ' and <= '/') i++;
                return Math.Min(i, text.Length - 1);
            default:
                return char.IsControl(text[start + 1]) ? start : start + 1;
        }
    }
}
