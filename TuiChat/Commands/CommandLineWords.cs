namespace TuiChat.Commands;

/// <summary>Takes what follows a command apart into its arguments.</summary>
static class CommandLineWords
{
    /// <summary>The arguments that are there, in order: words, and for one that goes on to the end of the line all that is left.</summary>
    public static IReadOnlyList<string> Split(string text, IReadOnlyList<Argument> arguments)
    {
        var words = new List<string>();
        foreach (var range in Ranges(text, arguments))
        {
            if (!range.Equals(range.End..range.End)) words.Add(text[range]);
        }
        return words;
    }

    /// <summary>Where each argument stands that has been begun; the last may be empty, when a space stands before the end.</summary>
    public static IReadOnlyList<Range> Ranges(string text, IReadOnlyList<Argument> arguments)
    {
        var ranges = new List<Range>();
        var at = 0;
        foreach (var argument in arguments)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            var end = argument.IsRest ? text.Length : EndOfWord(text, at);
            ranges.Add(at..end);
            if (end == text.Length) break;
            at = end;
        }
        return ranges;
    }

    static int EndOfWord(string text, int start)
    {
        while (start < text.Length && !char.IsWhiteSpace(text[start])) start++;
        return start;
    }
}
