namespace TuiChat.Views.Markup;

/// <summary>A part of a message that begins on a line of its own: the closed set of what there is. Immutable.</summary>
/// <param name="HasGap">There was an empty line before it.</param>
abstract record MarkupBlock(bool HasGap)
{
    /// <summary>Running text.</summary>
    public sealed record Paragraph(IReadOnlyList<MarkupSpan> Spans, bool HasGap = false) : MarkupBlock(HasGap);

    /// <summary>Lines whose spaces count.</summary>
    /// <param name="Text">The lines, without the fence.</param>
    /// <param name="Label">The word behind the fence, or empty.</param>
    /// <param name="HasGap">There was an empty line before it.</param>
    public sealed record Code(string Text, string Label, bool HasGap = false) : MarkupBlock(HasGap);

    /// <summary>What somebody else has said.</summary>
    public sealed record Quote(IReadOnlyList<MarkupBlock> Blocks, bool HasGap = false) : MarkupBlock(HasGap);

    /// <summary>One point of a list.</summary>
    /// <param name="Marker">What stands before it, such as a bullet or <c>2.</c>.</param>
    /// <param name="Blocks">What it says.</param>
    /// <param name="HasGap">There was an empty line before it.</param>
    public sealed record Item(string Marker, IReadOnlyList<MarkupBlock> Blocks, bool HasGap = false) : MarkupBlock(HasGap);
}
