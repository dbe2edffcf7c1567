using System.Text;
using TuiChat.Terminal;

namespace TuiChat.Inputs;

/// <summary>Divides a text into messages that are not too long: between lines where possible, else between words, else anywhere.</summary>
static class MessageParts
{
    /// <summary>The parts, in order; line ends and spaces at which it was divided are gone.</summary>
    /// <param name="text">The text, with line feeds.</param>
    /// <param name="maxBytes">Bytes of UTF-8 that a part has at most; at least one character always goes in.</param>
    public static IReadOnlyList<string> Split(string text, int maxBytes)
    {
        var parts = new List<string>();
        var rest = text.AsSpan().Trim('\n');
        while (!rest.IsEmpty)
        {
            var length = Fit(rest, maxBytes);
            if (length < rest.Length) length = Border(rest[..length], rest[length]);
            var part = rest[..length].TrimEnd();
            if (part.Length > 0) parts.Add(part.ToString());
            rest = rest[length..].TrimStart(" \n");
        }
        return parts;
    }

    /// <summary>Each line that says something, divided where it is too long.</summary>
    public static IReadOnlyList<string> Lines(string text, int maxBytes) =>
        [.. text.Split('\n').Where(line => line.Trim().Length > 0).SelectMany(line => Split(line, maxBytes))];

    /// <summary>How much of a text fits, in whole clusters.</summary>
    static int Fit(ReadOnlySpan<char> text, int maxBytes)
    {
        int at = 0, bytes = 0;
        while (at < text.Length)
        {
            var length = TextWidth.NextCluster(text[at..], out _);
            bytes += Encoding.UTF8.GetByteCount(text.Slice(at, length));
            if (bytes > maxBytes && at > 0) break;
            at += length;
        }
        return at;
    }

    /// <summary>Where to divide within what fits: behind the last line that is whole, else behind the last word.</summary>
    static int Border(ReadOnlySpan<char> fits, char next)
    {
        if (next is '\n' or ' ') return fits.Length;
        var line = fits.LastIndexOf('\n');
        if (line > 0) return line;
        var word = fits.LastIndexOf(' ');
        return word > 0 ? word : fits.Length;
    }
}
