using TuiChat.Conversations;
using TuiChat.Terminal;

namespace TuiChat.Views.Rows;

/// <summary>What nobody said: topics, the operator, the program itself.</summary>
sealed class NoticeRows(RowFrame frame)
{
    Theme Theme => frame.Theme;

    /// <summary>The rows of a topic that was set or taken away.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.TopicSet topic, EntryPlace place) => frame.Line(
        new RowHead(topic.At, "--", Theme[ChatRoles.Presence], place),
        new TextRun(topic.Topic.Length == 0 ? $"{topic.By} took the topic away" : $"{topic.By} set the topic: {topic.Topic}", Theme[ChatRoles.Presence]));

    /// <summary>The rows of what the operator says to all rooms.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Announcement notice, EntryPlace place) => frame.Line(
        new RowHead(notice.At, "operator", Theme[ChatRoles.Announcement], place), new TextRun(notice.Text, Theme[ChatRoles.Announcement]));

    /// <summary>The rows of what the program says.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Local local, EntryPlace place)
    {
        var style = Theme[local.IsError ? StandardRoles.Error : ChatRoles.Local];
        var head = new RowHead(local.At, local.IsError ? "!" : "·", style, place);
        return local.Text.Contains("\n ", StringComparison.Ordinal) ? frame.Put(head, Indented(frame.Lead(head), local.Text, style)) : frame.Line(head, new TextRun(local.Text, style));
    }

    /// <summary>A list that explains its entries: what is set in stays so where it wraps.</summary>
    List<TextRow> Indented(IReadOnlyList<TextRun> lead, string text, Style style)
    {
        var rows = new List<TextRow>();
        foreach (var line in text.Split('\n'))
        {
            var words = line.TrimStart(' ');
            var indent = line.Length - words.Length;
            rows.AddRange(TextLayout.Wrap([.. lead, new TextRun(words, style)], frame.TextWidth, indent, indent));
            lead = [];
        }
        return rows;
    }

    /// <summary>The rows of an own line that was refused.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.NotSent line, EntryPlace place) => frame.Line(
        new RowHead(line.At, "not sent", Theme[StandardRoles.Error], place),
        new TextRun(line.Text, Theme[ChatRoles.Waiting]), new TextRun("\n" + line.Why, Theme[StandardRoles.Error]));

    /// <summary>The row of what a newer server says.</summary>
    public IReadOnlyList<TextRow> Rows(TimelineItem.Unknown unknown, EntryPlace place) => frame.Line(
        new RowHead(unknown.At, "--", Theme[ChatRoles.Presence], place),
        new TextRun($"something this version does not know ({unknown.Name})", Theme[ChatRoles.Presence]));
}
