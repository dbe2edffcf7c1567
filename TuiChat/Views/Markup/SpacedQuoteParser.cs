using Markdig.Parsers;

namespace TuiChat.Views.Markup;

/// <summary>A quote begins with <c>&gt;</c> and a space: <c>&gt;_&lt;</c> is a face.</summary>
sealed class SpacedQuoteParser : QuoteBlockParser
{
    /// <inheritdoc/>
    public override BlockState TryOpen(BlockProcessor processor) =>
        processor.PeekChar(1) is ' ' or '>' or '\0' or '\n' ? base.TryOpen(processor) : BlockState.None;
}
