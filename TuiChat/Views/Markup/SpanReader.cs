using System.Text;
using Markdig.Syntax.Inlines;

namespace TuiChat.Views.Markup;

/// <summary>Flattens what stands in a paragraph to spans.</summary>
sealed class SpanReader
{
    readonly List<MarkupSpan> _spans = [];
    readonly StringBuilder _text = new();
    (SpanLook Look, string? Link) _open;

    /// <summary>The spans of a paragraph.</summary>
    public static IReadOnlyList<MarkupSpan> Read(ContainerInline? content, SpanLook look)
    {
        var reader = new SpanReader();
        if (content is not null) reader.AddAll(content, look, null);
        reader.Flush();
        return reader._spans;
    }

    void AddAll(ContainerInline container, SpanLook look, string? link)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling) Add(inline, look, link);
    }

    void Add(Inline inline, SpanLook look, string? link)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Put(literal.Content.ToString(), look, link);
                break;
            case CodeInline code:
                Put(code.Content, look | SpanLook.Code, link);
                break;
            case LineBreakInline:
                Put("\n", look, link);
                break;
            case LinkInline target:
                AddLink(target, look);
                break;
            case EmphasisInline { DelimiterChar: '|' } hidden:
                AddAll(hidden, look | SpanLook.Spoiler, link);
                break;
            case EmphasisInline emphasis:
                AddAll(emphasis, look | (emphasis.DelimiterCount == 2 ? SpanLook.Bold : SpanLook.Italic), link);
                break;
            case DelimiterInline unused:
                Put(unused.ToLiteral(), look, link);
                AddAll(unused, look, link);
                break;
            case ContainerInline other:
                AddAll(other, look, link);
                break;
        }
    }

    /// <summary>A link that may be one, with its host when the text does not tell it; others as they were typed.</summary>
    void AddLink(LinkInline target, SpanLook look)
    {
        if (target.IsImage) Put("!", look, null);
        if (target.Url is not { } url || !LinkRules.TryClean(url, out var link))
        {
            Put("[", look, null);
            AddAll(target, look, null);
            Put($"]({target.Url}{(string.IsNullOrEmpty(target.Title) ? "" : $" \"{target.Title}\"")})", look, null);
            return;
        }
        Flush();
        var first = _spans.Count;
        AddAll(target, look, link);
        Flush();
        var text = string.Concat(_spans.Skip(first).Select(span => span.Text));
        if (string.IsNullOrWhiteSpace(text)) Put(link, look, link);
        else if (LinkRules.HostToTell(link, text) is { } host) Put($" ({host})", look | SpanLook.Host, link);
    }

    void Put(string text, SpanLook look, string? link)
    {
        if (_open.Look != look || _open.Link != link) Flush();
        _open = (look, link);
        _text.Append(text);
    }

    void Flush()
    {
        if (_text.Length > 0) _spans.Add(new MarkupSpan(_text.ToString(), _open.Look, _open.Link));
        _text.Clear();
    }
}
