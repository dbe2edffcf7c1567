using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace TuiChat.Views.Markup;

/// <summary>
/// A backslash takes a sign its meaning. Before an underscore it stays itself, so that a shrug keeps its arm; everywhere else
/// it is a backslash.
/// </summary>
sealed class BackslashParser : InlineParser
{
    /// <summary>Makes the parser.</summary>
    public BackslashParser() => OpeningCharacters = ['\\'];

    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var next = slice.PeekChar();
        if (!"_*`|[]>#-".Contains(next, StringComparison.Ordinal)) return false;
        processor.Inline = new LiteralInline(next == '_' ? "\\_" : next.ToString());
        slice.Start += 2;
        return true;
    }
}
