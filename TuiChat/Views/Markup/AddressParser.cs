using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace TuiChat.Views.Markup;

/// <summary>Finds addresses that stand in the text as they are, before anything in them can be taken for markup.</summary>
sealed class AddressParser : InlineParser
{
    static readonly SearchValues<char> Ends = SearchValues.Create(" \n<>\"`\u00A0");

    /// <summary>Makes the parser.</summary>
    public AddressParser() => OpeningCharacters = ['h', 'H', 'm', 'M', 't', 'T'];

    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (char.IsLetterOrDigit(slice.PeekCharExtra(-1))) return false;
        var text = slice.AsSpan();
        if (text.Length > LinkRules.MaxLength) text = text[..(LinkRules.MaxLength + 1)];
        var start = LinkRules.StartLength(text);
        if (start == 0) return false;
        var length = End(text);
        if (length <= start || length > LinkRules.MaxLength) return false;
        var address = text[..length].ToString();
        if (!LinkRules.TryClean(address, out var link)) return false;
        processor.Inline = new LinkInline(link, "") { IsClosed = true, IsAutoLink = true }.AppendChild(new LiteralInline(address));
        slice.Start += length;
        return true;
    }

    /// <summary>Where an address ends: before white space and signs that cannot be part of it, and without the sentence's punctuation.</summary>
    static int End(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(Ends);
        if (end < 0) end = text.Length;
        if (text[..end].IndexOf("||", StringComparison.Ordinal) is var spoiler and >= 0) end = spoiler;
        while (end > 0 && IsTrailing(text[..end])) end--;
        return end;
    }

    static bool IsTrailing(ReadOnlySpan<char> text) => text[^1] switch
    {
        '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_' or '~' or '|' or '…' or '”' or '’' => true,
        ')' => text.Count(')') > text.Count('('),
        ']' => text.Count(']') > text.Count('['),
        '}' => text.Count('}') > text.Count('{'),
        _ => false,
    };
}
