using System.Net;
using System.Text;

namespace TuiChat.History.Export;

/// <summary>One page that needs nothing else: no script, no picture, no font from elsewhere; it follows the reader's light or dark.</summary>
sealed class HtmlFormat : ExportFormat
{
    string _day = "";
    bool _isOpen;

    /// <inheritdoc/>
    public override void Begin(TextWriter output) => output.Write(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>TuiChat history</title>
        <style>
        :root { color-scheme: light dark; --back: #fbfaf8; --text: #24242c; --dim: #77777f; --rule: #dddbd6; --light: 36%; }
        @media (prefers-color-scheme: dark) { :root { --back: #16171d; --text: #d9dae2; --dim: #85868f; --rule: #2d2e38; --light: 72%; } }
        body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--back); color: var(--text); font: 15px/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
        h1 { font-size: 1.3rem; margin: 2rem 0 .5rem; } h1 small { color: var(--dim); font-weight: normal; }
        h2 { font-size: .85rem; font-weight: normal; color: var(--dim); text-align: center; border-bottom: 1px solid var(--rule); line-height: .1rem; margin: 1.6rem 0 1rem; }
        h2 span { background: var(--back); padding: 0 .8rem; }
        p { display: grid; grid-template-columns: 3.2rem 9rem 1fr; gap: .8rem; margin: 0; }
        time { color: var(--dim); } b { text-align: right; overflow-wrap: anywhere; color: hsl(var(--hue) 60% var(--light)); unicode-bidi: isolate; }
        p > span { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
        .quiet, .quiet b, i { color: var(--dim); font-weight: normal; } a { color: inherit; }
        p:target, p:hover { background: color-mix(in srgb, var(--rule) 45%, transparent); }
        @media (max-width: 40rem) { p { display: block; margin-bottom: .4rem; } b::after { content: " "; } }
        </style>
        </head>
        <body>

        """);

    /// <inheritdoc/>
    public override void BeginRoom(TextWriter output, KeptRoom room)
    {
        if (_isOpen) output.Write("</section>\n");
        output.Write($"<section>\n<h1>{Escape(room.Title)} <small>on {Escape(room.ServerName)}</small></h1>\n");
        _isOpen = true;
        _day = "";
    }

    /// <inheritdoc/>
    public override void Write(TextWriter output, ExportLine line)
    {
        if (!line.IsReadable) return;
        if (line.Day != _day) output.Write($"<h2><span>{line.Day}</span></h2>\n");
        _day = line.Day;
        var isQuiet = line.Line is { IsDeleted: true } or { Kind: HistoryKind.Topic };
        var who = line.Line.Kind is HistoryKind.Action or HistoryKind.Topic ? $"* {line.Who}" : line.Who;
        var reactions = line.Reactions is { Length: > 0 } some ? $"\n<i>{Escape(some)}</i>" : "";
        output.Write($"<p{(isQuiet ? " class=\"quiet\"" : "")}><time datetime=\"{line.At:yyyy-MM-ddTHH:mm:sszzz}\">{line.Time}</time><b style=\"--hue:{Hue(line.Line.AuthorKey)}\">{Escape(who)}</b><span>{Linked(line.Text)}{reactions}</span></p>\n");
    }

    /// <inheritdoc/>
    public override void End(TextWriter output) => output.Write($"{(_isOpen ? "</section>\n" : "")}</body>\n</html>\n");

    static string Linked(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (var (part, isLink) in TextLinks.Split(text))
            html.Append(isLink ? $"<a href=\"{Escape(part)}\" rel=\"noopener noreferrer\">{Escape(part)}</a>" : Escape(part));
        return html.ToString();
    }

    static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A colour from the name, the same in every export.</summary>
    static int Hue(string? key)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var c in key ?? "") hash = (hash ^ c) * 16777619;
        return (int)(hash % 360);
    }
}
