using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;

namespace TuiChat.Views.Markup;

/// <summary>Turns Markdig's tree into our blocks. Only the parsers named here run.</summary>
sealed class MarkupReader
{
    /// <summary>8 quotes or lists within each other; what lies deeper is shown as if it were not.</summary>
    const int MaxDepth = 8;

    static readonly MarkdownPipeline Pipeline = CreatePipeline();

    readonly SourceLines _source;
    readonly string _text;

    MarkupReader(SourceLines source)
    {
        _source = source;
        _text = source.Text;
    }

    /// <summary>The blocks of a message, or null when it is nested deeper than anybody writes.</summary>
    public static IReadOnlyList<MarkupBlock>? Read(SourceLines source)
    {
        var reader = new MarkupReader(source);
        try
        {
            return reader.Blocks(Markdown.Parse(reader._text, Pipeline), 0);
        }
        catch (ArgumentException)
        {
            return null; // Markdig's answer to more than 128 levels
        }
    }

    static MarkdownPipeline CreatePipeline()
    {
        var lists = new ListBlockParser();
        lists.ItemParsers.Clear();
        lists.ItemParsers.Add(new BulletParser());
        lists.ItemParsers.Add(new NumberedListItemParser());
        var emphasis = new EmphasisInlineParser();
        emphasis.EmphasisDescriptors.Clear();
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('*', 1, 2, enableWithinWord: false));
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('_', 1, 2, enableWithinWord: false));
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('|', 2, 2, enableWithinWord: true));
        var builder = new MarkdownPipelineBuilder();
        builder.BlockParsers.Clear();
        builder.BlockParsers.AddRange([new SpacedQuoteParser(), lists, new HeadingBlockParser(), new FencedCodeBlockParser { OpeningCharacters = ['`'] }, new PlainParagraphParser { ParseSetextHeadings = false }]);
        builder.InlineParsers.Clear();
        builder.InlineParsers.AddRange([new LinkInlineParser(), new BackslashParser(), emphasis, new CodeInlineParser(), new AddressParser(), new LineBreakInlineParser()]);
        return builder.Build();
    }

    List<MarkupBlock> Blocks(ContainerBlock container, int depth)
    {
        var blocks = new List<MarkupBlock>();
        foreach (var block in container) Add(blocks, block, depth);
        return blocks;
    }

    void Add(List<MarkupBlock> blocks, Block block, int depth)
    {
        var hasGap = blocks.Count > 0 && _source.HasGapBefore(block.Line);
        switch (block)
        {
            case HeadingBlock heading:
                AddParagraph(blocks, SpanReader.Read(heading.Inline, SpanLook.Bold), new string('#', heading.Level), hasGap);
                break;
            case FencedCodeBlock code:
                blocks.Add(Code(code, hasGap));
                break;
            case ParagraphBlock paragraph:
                AddParagraph(blocks, SpanReader.Read(paragraph.Inline, SpanLook.None), "", hasGap);
                break;
            case ContainerBlock flat when depth >= MaxDepth:
                foreach (var inner in flat) Add(blocks, inner, depth);
                break;
            case QuoteBlock quote:
                blocks.Add(new MarkupBlock.Quote(Filled(Blocks(quote, depth + 1)), hasGap));
                break;
            case ListBlock list:
                AddItems(blocks, list, depth);
                break;
        }
    }

    void AddItems(List<MarkupBlock> blocks, ListBlock list, int depth)
    {
        foreach (var item in list.OfType<ListItemBlock>())
            blocks.Add(new MarkupBlock.Item(Marker(item, list), Filled(Blocks(item, depth + 1)), blocks.Count > 0 && _source.HasGapBefore(item.Line)));
    }

    /// <summary>The number as it was typed, or a bullet.</summary>
    string Marker(ListItemBlock item, ListBlock list)
    {
        if (!list.IsOrdered) return "•";
        var typed = item.Span.Start < _text.Length ? _text.AsSpan(Math.Max(0, item.Span.Start)).TrimStart(' ') : "";
        var digits = typed.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 ? typed[..(digits + 1)].ToString() : $"{item.Order}{list.OrderedDelimiter}";
    }

    static void AddParagraph(List<MarkupBlock> blocks, IReadOnlyList<MarkupSpan> spans, string ifEmpty, bool hasGap)
    {
        if (spans.Count == 0 && ifEmpty.Length > 0) spans = [new MarkupSpan(ifEmpty)];
        if (spans.Count > 0) blocks.Add(new MarkupBlock.Paragraph(spans, hasGap));
    }

    /// <summary>One word behind the fence names the language; more is a line of code that stood there.</summary>
    static MarkupBlock.Code Code(FencedCodeBlock code, bool hasGap)
    {
        var text = code.Lines.ToString();
        var behind = $"{code.Info} {code.Arguments}".Trim();
        var isLabel = code.Arguments is null or "" && behind.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-' or '.');
        return isLabel ? new MarkupBlock.Code(text, behind, hasGap) : new MarkupBlock.Code($"{behind}\n{text}", "", hasGap);
    }

    static List<MarkupBlock> Filled(List<MarkupBlock> blocks) => blocks.Count > 0 ? blocks : [new MarkupBlock.Paragraph([])];
}
