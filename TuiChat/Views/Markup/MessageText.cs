using System.Buffers;
using TuiChat.Terminal;

namespace TuiChat.Views.Markup;

/// <summary>
/// What somebody wrote, with the part of Markdown that belongs into a chat understood: bold, italic, code, quotes, lists, spoilers
/// and links. Everything else is text, and no text is ever lost. Immutable.
/// </summary>
sealed class MessageText
{
    /// <summary>1,000 signs: a text with more that could be markup is taken as it is, so that no text costs much.</summary>
    const int MaxMarks = 1000;

    static readonly SearchValues<char> Marks = SearchValues.Create("*_`|[\\");
    static readonly SearchValues<string> Addresses = SearchValues.Create(["://", "mailto:"], StringComparison.OrdinalIgnoreCase);

    MessageText(IReadOnlyList<MarkupBlock> blocks)
    {
        Blocks = blocks;
        Links = [.. Spans(blocks).Select(span => span.Link).OfType<string>().Distinct(StringComparer.Ordinal)];
        HasSpoiler = Spans(blocks).Any(span => (span.Look & SpanLook.Spoiler) != 0);
    }

    MessageText(string plain)
    {
        Blocks = [new MarkupBlock.Paragraph([new MarkupSpan(plain)])];
        Links = [];
    }

    /// <summary>What is shown, from the top down; never empty.</summary>
    public IReadOnlyList<MarkupBlock> Blocks { get; }

    /// <summary>Where its links lead, each once, in the order of the text.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Something in it is hidden until asked for.</summary>
    public bool HasSpoiler { get; }

    /// <summary>Reads any text, also a hostile one.</summary>
    public static MessageText Parse(string text)
    {
        var clean = Clean(text);
        if (!MayHaveMarkup(clean)) return new MessageText(clean);
        var source = new SourceLines(clean);
        return source.Marks > MaxMarks || MarkupReader.Read(source) is not { Count: > 0 } blocks ? new MessageText(clean) : new MessageText(blocks);
    }

    /// <summary>The text in one row, without its signs of markup, and with spoilers hidden; for quotes and the like.</summary>
    /// <param name="text">The text, or how it begins with an ellipsis at its end.</param>
    /// <param name="hidden">What stands for a spoiler.</param>
    public static string InOneRow(string text, string hidden)
    {
        // What was cut off may hold the end of a spoiler.
        var isOpen = text.EndsWith('…') && text.AsSpan().Count("||") % 2 == 1;
        return string.Join(' ', Rows(Parse(isOpen ? text + "||" : text).Blocks, hidden)).ReplaceLineEndings(" ");
    }

    static IEnumerable<string> Rows(IEnumerable<MarkupBlock> blocks, string hidden) => blocks.SelectMany(block => block switch
    {
        MarkupBlock.Paragraph paragraph => [string.Concat(paragraph.Spans.Select((span, i) => (span.Look & SpanLook.Spoiler) == 0 ? span.Text
            : i > 0 && (paragraph.Spans[i - 1].Look & SpanLook.Spoiler) != 0 ? "" : hidden))],
        MarkupBlock.Quote quote => Rows(quote.Blocks, hidden),
        MarkupBlock.Item item => Rows(item.Blocks, hidden).Select((row, i) => i == 0 ? $"{item.Marker} {row}" : row),
        MarkupBlock.Code code => (string[])[code.Text],
        _ => throw new InvalidOperationException($"{block.GetType().Name} is no block that is known here."),
    });

    /// <summary>Without what cannot be shown; at most one empty line in a row and none at the ends.</summary>
    static string Clean(string text)
    {
        var clean = TextWidth.Sanitize(text.Contains('\t', StringComparison.Ordinal) ? text.Replace("\t", "    ", StringComparison.Ordinal) : text, keepLineBreaks: true);
        if (!clean.Contains('\n', StringComparison.Ordinal)) return clean;
        clean = clean.Trim('\n').TrimEnd();
        return clean.Contains("\n\n\n", StringComparison.Ordinal) ? WithoutLongGaps(clean) : clean;
    }

    /// <summary>Leaves of more than one empty line in a row just one; code in fences too, where it hardly matters.</summary>
    static string WithoutLongGaps(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        var breaks = 0;
        foreach (var c in text)
        {
            breaks = c == '\n' ? breaks + 1 : 0;
            if (breaks <= 2) kept.Append(c);
        }
        return kept.ToString();
    }

    static bool MayHaveMarkup(string text)
    {
        if (text.AsSpan().ContainsAny(Marks) || text.AsSpan().ContainsAny(Addresses)) return true;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).TrimStart(' ');
            if (line is ['>' or '#', ..] || SourceLines.IsListItem(line)) return true;
        }
        return false;
    }

    static IEnumerable<MarkupSpan> Spans(IEnumerable<MarkupBlock> blocks) => blocks.SelectMany(block => block switch
    {
        MarkupBlock.Paragraph paragraph => paragraph.Spans,
        MarkupBlock.Quote quote => Spans(quote.Blocks),
        MarkupBlock.Item item => Spans(item.Blocks),
        MarkupBlock.Code => [],
        _ => throw new InvalidOperationException($"{block.GetType().Name} is no block that is known here."),
    });
}
