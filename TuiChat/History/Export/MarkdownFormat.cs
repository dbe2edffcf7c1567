using System.Text;

namespace TuiChat.History.Export;

/// <summary>Markdown: a heading for each room and day, a list item for each line; what people wrote shows as they wrote it.</summary>
sealed class MarkdownFormat : ExportFormat
{
    const string Special = "\\`*_{}[]()<>#+-.!|~&$^=:";

    string _day = "";

    /// <inheritdoc/>
    public override void BeginRoom(TextWriter output, KeptRoom room)
    {
        output.Write($"# {Escape(room.Title.TrimStart('#'))} on {Escape(room.ServerName)}\n");
        _day = "";
    }

    /// <inheritdoc/>
    public override void Write(TextWriter output, ExportLine line)
    {
        if (!line.IsReadable) return;
        if (line.Day != _day) output.Write($"\n## {line.Day}\n\n");
        _day = line.Day;
        var text = Escape(line.Text).Replace("\n", "\\\n  ", StringComparison.Ordinal);
        var isQuiet = line.Line.Kind is HistoryKind.Action or HistoryKind.Topic;
        output.Write(isQuiet ? $"- {line.Time} *{Escape(line.Who)} {text}*\n" : $"- {line.Time} **{Escape(line.Who)}** {text}\n");
        if (line.Reactions is { Length: > 0 } reactions) output.Write($"  `{reactions.Replace('`', '\'')}`\n");
    }

    /// <summary>Everything that could mean something else gets a backslash; addresses of pages stay whole, so that they are links.</summary>
    static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var (part, isLink) in TextLinks.Split(text))
        {
            if (isLink) escaped.Append('<').Append(part).Append('>');
            else foreach (var c in part) _ = Special.Contains(c, StringComparison.Ordinal) ? escaped.Append('\\').Append(c) : escaped.Append(c);
        }
        return escaped.ToString();
    }
}
