using Markdig.Parsers;
using Markdig.Syntax;

namespace TuiChat.Views.Markup;

/// <summary>A paragraph that never takes its first lines for definitions of links and drops them.</summary>
sealed class PlainParagraphParser : ParagraphBlockParser
{
    /// <inheritdoc/>
    public override bool Close(BlockProcessor processor, Block block) => block is not ParagraphBlock { Lines.Count: 0 };
}
